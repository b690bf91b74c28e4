import { buildFigures, countRegisters, type FigureCount, type FigureLimits } from '@km/analysis'
import { type Db, listRegister, listSchools, readFigureCounts } from '@km/store'
import { amsterdamDate } from '../clock.ts'
import type { Deps, Who } from '../deps.ts'
import { Problem } from '../problem.ts'
import { indicatorsOf } from './import-figures.ts'
import type { FiguresView } from './schema.ts'

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

/** What the registers count, of every school year in which something stands in them. */
async function readRegisterCounts(tx: Db, networkId: number, today: string): Promise<readonly FigureCount[]> {
  const lines = await listRegister(tx, { networkId })
  const schools = await listSchools(tx, networkId)
  const years = [...new Set(lines.map((line) => line.schoolYear))]
  return years.flatMap((schoolYear) => {
    const [first, last] = [`${schoolYear.slice(0, 4)}-08-01`, `${schoolYear.slice(5)}-07-31`]
    const here = schools.filter(
      ({ joinedOn, leftOn }) => joinedOn <= last && (leftOn === null || leftOn > first),
    )
    const schoolIds = here.map(({ id }) => id)
    return countRegisters({ schoolYear, lines, schoolIds, isOver: today > last })
  })
}

/** Figures from files and from the registers over the years, per indicator in the order of the plan, as this person may see them. */
export async function listFigures(deps: Deps, who: Who): Promise<FiguresView> {
  const limits = limitsOf(who)
  const all = deps.surveys.indicators.filter((one) => one.import !== undefined || one.register === true)
  const seen =
    who.role === 'roc_contact'
      ? indicatorsOf(deps, who, 'CF-MBO')
      : who.role === 'coordinator'
        ? all.filter((one) => one.perSchool)
        : all
  const goals = new Map(
    deps.surveys.plans.flatMap((plan) => plan.goals.map(({ code, title }) => [code, title])),
  )
  const { networkId } = who
  const counts = await deps.store.inNetwork(networkId, async (tx) => [
    ...(await readFigureCounts(tx, { networkId, indicators: seen.map(({ code }) => code) })),
    ...(await readRegisterCounts(tx, networkId, amsterdamDate(deps.now()))),
  ])
  return {
    indicators: seen.map((indicator) => {
      const { code, title, goal, unit, source, denominator, parts, norm, note } = indicator
      return {
        ...{ code, title, goal, goalTitle: goals.get(goal) ?? goal, unit, source },
        ...(denominator === undefined ? {} : { denominator }),
        ...(norm === undefined ? {} : { norm }),
        ...(note === undefined ? {} : { note }),
        parts: parts.map((part) => ({ code: part.code, title: part.title, text: part.text })),
        moments: [...buildFigures({ indicator, counts, limits }).moments],
      }
    }),
  }
}
