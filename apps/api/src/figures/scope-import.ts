import type { Indicator } from '@km/definition'
import { type Db, listSchools } from '@km/store'
import type { Deps, Who } from '../deps.ts'
import { Problem } from '../problem.ts'

/** The sets of figures that this role hands in (`handsIn` of their facts), in the order of the plan. */
export function setsOf({ surveys }: Pick<Deps, 'surveys'>, { role }: Pick<Who, 'role'>) {
  const sets = [...new Set(surveys.indicators.map((one) => one.import))]
  return surveys.instruments
    .filter(({ handsIn = [] }) => handsIn.some((one) => one === role))
    .toSorted((a, b) => sets.indexOf(a.code) - sets.indexOf(b.code))
}

/** Throws Problem `not_found` for a set that is not there, and `not_allowed` for one that others hand in. */
export function mayHandIn(deps: Pick<Deps, 'surveys'>, who: Pick<Who, 'role'>, set: string): void {
  if (!deps.surveys.instruments.some(({ code, mode }) => code === set && mode === 'import'))
    throw new Problem('not_found')
  if (!setsOf(deps, who).some(({ code }) => code === set)) throw new Problem('not_allowed')
}

/** What a person may hand in. */
export interface Scope {
  readonly indicators: readonly Indicator[]
  readonly schools: readonly { readonly id: number; readonly name: string }[]
  /** Each line is about one of `schools`: who speaks for the own school hands in nothing else. */
  readonly ownOnly: boolean
}

interface Asked {
  readonly deps: Pick<Deps, 'surveys'>
  readonly who: Who
  readonly set: string
}

/** The indicators and schools of a set for who asks. Throws as `mayHandIn`. */
export async function scopeOf(tx: Db, { deps, who, set }: Asked): Promise<Scope> {
  mayHandIn(deps, who, set)
  const indicators = deps.surveys.indicators.filter((one) => one.import === set)
  const schools = await listSchools(tx, who.networkId)
  if (who.role !== 'coordinator') return { indicators, schools, ownOnly: false }
  return {
    indicators: indicators.filter(({ perSchool }) => perSchool),
    schools: schools.filter(({ id }) => who.schoolIds.includes(id)),
    ownOnly: true,
  }
}
