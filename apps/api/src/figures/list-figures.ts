import type { Who } from '../deps.ts'
import type { FiguresDeps } from './figures-deps.ts'
import { readFigures } from './read-figures.ts'
import type { FiguresView } from './schema.ts'

/** Figures over the years, per indicator in the order of the plan, as this person may see them. */
export async function listFigures(deps: FiguresDeps, who: Who): Promise<FiguresView> {
  const goals = new Map(
    deps.surveys.plans.flatMap((plan) => plan.goals.map(({ code, title }) => [code, title])),
  )
  const { indicators, seriesOf } = await deps.store.inNetwork(who.networkId, (tx) =>
    readFigures(tx, deps, who),
  )
  return {
    indicators: indicators.map((indicator) => {
      const { code, title, goal, unit, source, denominator, parts, norm, note } = indicator
      return {
        ...{ code, title, goal, goalTitle: goals.get(goal) ?? goal, unit, source },
        ...(denominator === undefined ? {} : { denominator }),
        ...(norm === undefined ? {} : { norm }),
        ...(note === undefined ? {} : { note }),
        parts: parts.map(({ code: part, title: name, text, apart }) => ({
          ...{ code: part, title: name, text },
          ...(apart && { apart }),
        })),
        moments: [...seriesOf(indicator).moments],
      }
    }),
  }
}
