import { buildFigures, type FigureLimits } from '@km/analysis'
import { readFigureCounts } from '@km/store'
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

/** Imported figures over the years, per indicator in the order of the plan, as this person may see them. */
export async function listFigures(deps: Deps, who: Who): Promise<FiguresView> {
  const limits = limitsOf(who)
  const all = deps.surveys.indicators.filter((one) => one.import !== undefined)
  const seen =
    who.role === 'roc_contact'
      ? indicatorsOf(deps, who, 'CF-MBO')
      : who.role === 'coordinator'
        ? all.filter((one) => one.perSchool)
        : all
  const goals = new Map(
    deps.surveys.plans.flatMap((plan) => plan.goals.map(({ code, title }) => [code, title])),
  )
  const counts = await deps.store.inNetwork(who.networkId, (tx) =>
    readFigureCounts(tx, { networkId: who.networkId, indicators: seen.map(({ code }) => code) }),
  )
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
