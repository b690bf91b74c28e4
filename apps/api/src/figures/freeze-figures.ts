import { type FigureCount, type FrozenFigure, freezeFigures as freeze } from '@km/analysis'
import { type Db, freezeFigureReleases, listFrozenFigures, lockFrozenFigures } from '@km/store'
import type { FiguresDeps } from './figures-deps.ts'

/**
 * Everything that readers below the project leader were and are shown of figures. What changed since the last
 * of them read is frozen now, as far as the guard admits it beside all that was shown before: somebody who
 * compares what two files said learns nothing of a few. Nobody read it in between: nothing was shown.
 */
export async function freezeFigures(
  tx: Db,
  { surveys, now }: FiguresDeps,
  asked: { readonly networkId: number; readonly counts: readonly FigureCount[] },
): Promise<readonly FrozenFigure[]> {
  const { networkId, counts } = asked
  const { indicators } = surveys
  const known = await listFrozenFigures(tx, networkId)
  if (freeze({ indicators, counts, history: known }).length === 0) return known
  await lockFrozenFigures(tx, networkId)
  const history = await listFrozenFigures(tx, networkId)
  const figures = freeze({ indicators, counts, history })
  await freezeFigureReleases(tx, { networkId, at: now(), figures })
  return [...history, ...figures]
}
