import { amsterdamDate } from '../clock.ts'
import type { Who } from '../deps.ts'
import { type ActDeps, askedBy } from './act-deps.ts'
import { freezeCell } from './freeze-cell.ts'
import { freezeFigure } from './freeze-figure.ts'
import { markVisits } from './mark-visits.ts'
import type { Evidence, FigureReference } from './schema.ts'

const made = (deps: ActDeps, { role }: Who) => ({ on: amsterdamDate(deps.now()), by: role })

/** A cell as it is now, frozen, with the comparison it stands in; throws what `freezeCell` throws. */
export async function readCell(deps: ActDeps, who: Who, reference: Evidence['reference']) {
  const compared = await deps.compare(who, askedBy(reference))
  const seen = await deps.store.inNetwork(who.networkId, (tx) =>
    markVisits(tx, who.networkId, { seen: compared, reference }),
  )
  return { seen, frozen: freezeCell(seen, reference, made(deps, who)) }
}

/** A figure as it is now, frozen, with the page it stands on; throws what `freezeFigure` throws. */
export async function readFigure(deps: ActDeps, who: Who, figure: FigureReference) {
  const page = await deps.figure(who, figure.indicator)
  return { page, evidence: freezeFigure(page, figure, made(deps, who)) }
}
