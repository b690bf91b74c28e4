import {
  buildFigures,
  countActions,
  countRegisters,
  countsForOthers,
  type FigureCount,
  type FigureLimits,
  type FigureSeries,
} from '@km/analysis'
import type { Indicator } from '@km/definition'
import { type Db, listActions, listRegister, listSchools, readFigureCounts } from '@km/store'
import { amsterdamDate, schoolYearOf } from '../clock.ts'
import type { Who } from '../deps.ts'
import { Problem } from '../problem.ts'
import { countRounds } from './count-rounds.ts'
import type { FiguresDeps } from './figures-deps.ts'
import { freezeFigures } from './freeze-figures.ts'

/** What a role may see of figures: table (e.5) of the domain, column Figures. */
export function limitsOf({ role, schoolIds }: Pick<Who, 'role' | 'schoolIds'>): FigureLimits {
  const inside = { network: true, schools: [], capped: false, seesSchools: false, hidesCorrections: true }
  switch (role) {
    case 'project_leader':
      return { ...inside, schools: 'all', seesSchools: true, hidesCorrections: false }
    case 'member':
    case 'director':
    case 'roc_contact':
      return inside
    case 'coordinator':
      return { ...inside, network: false, schools: schoolIds }
    case 'board':
      return { ...inside, capped: true }
    default:
      throw new Problem('not_allowed')
  }
}

/** Indicators that a role sees at all; those that another screen shows stand there. */
function indicatorsFor(all: readonly Indicator[], { role }: Pick<Who, 'role'>): readonly Indicator[] {
  const here = all.filter(({ elsewhere }) => elsewhere === undefined)
  if (role === 'roc_contact') return here.filter((one) => one.import === 'CF-MBO')
  return role === 'coordinator' ? here.filter((one) => one.perSchool) : here
}

/** What the registers and the actions count, of every school year in which something stands in them. */
async function readRegisterCounts(tx: Db, networkId: number, today: string): Promise<readonly FigureCount[]> {
  const lines = await listRegister(tx, { networkId })
  const schools = await listSchools(tx, networkId)
  const actions = await listActions(tx, networkId)
  const years = new Set(lines.map((line) => line.schoolYear))
  const ofRegisters = [...years].flatMap((schoolYear) => {
    const [first, last] = [`${schoolYear.slice(0, 4)}-08-01`, `${schoolYear.slice(5)}-07-31`]
    const here = schools.filter(
      ({ joinedOn, leftOn }) => joinedOn <= last && (leftOn === null || leftOn > first),
    )
    const schoolIds = here.map(({ id }) => id)
    return countRegisters({ schoolYear, lines, schoolIds, isOver: today > last })
  })
  const dueIn = new Set(actions.map(({ dueOn }) => schoolYearOf(dueOn)))
  return [...ofRegisters, ...[...dueIn].flatMap((schoolYear) => countActions({ schoolYear, actions, today }))]
}

export interface ReadFigures {
  /** In the order of the plan. */
  readonly indicators: readonly Indicator[]
  readonly seriesOf: (indicator: Indicator) => FigureSeries
}

/** Counts of every indicator, from files, registers and answers. */
async function readCounts(tx: Db, deps: FiguresDeps, who: Who) {
  const { networkId } = who
  const live = who.role === 'project_leader'
  const answers = await countRounds(tx, deps, { networkId, indicators: deps.surveys.indicators, live })
  const counts: readonly FigureCount[] = [
    ...(await readFigureCounts(tx, { networkId })),
    ...(await readRegisterCounts(tx, networkId, amsterdamDate(deps.now()))),
    ...answers.counts,
  ]
  return { counts, breaks: answers.breaks, live }
}

/**
 * Figures from every source (files, registers, answers) over the years, as far as this person may see them:
 * the project leader as they are now, everybody else as they were frozen, and protected last. Throws Problem
 * `not_allowed` for a role without figures.
 */
export async function readFigures(tx: Db, deps: FiguresDeps, who: Who): Promise<ReadFigures> {
  const limits = limitsOf(who)
  const { networkId } = who
  const { counts, breaks, live } = await readCounts(tx, deps, who)
  const indicators = indicatorsFor(deps.surveys.indicators, who)
  const input = live
    ? { counts, breaks }
    : {
        ...countsForOthers({
          ...{ indicators: deps.surveys.indicators, counts },
          history: await freezeFigures(tx, deps, { networkId, counts }),
          ...(limits.network ? {} : { schools: who.schoolIds }),
        }),
        breaks,
      }
  return { indicators, seriesOf: (indicator) => buildFigures({ indicator, ...input, limits }) }
}
