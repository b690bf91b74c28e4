import type { FrozenRow } from '@km/analysis'
import { type Db, newestReleases } from '@km/store'
import { contentOf } from './freeze-release.ts'

/** What the newest release of a round shows of the whole network, by item; undefined when there is none. */
export async function readFrozen(
  tx: Db,
  { networkId, roundId }: { readonly networkId: number; readonly roundId: number },
): Promise<
  | {
      number: number
      rows: ReadonlyMap<string, FrozenRow['cell']>
      invited: number
      responded: number
    }
  | undefined
> {
  const [release] = await newestReleases(tx, { networkId, roundIds: [roundId] })
  if (release === undefined) return undefined
  const cut = contentOf(release).cuts.find((one) => one.group === null)
  const { invited = 0, responded = 0 } = cut ?? {}
  const rows = new Map(cut?.rows.map((row) => [row.key, row.cell]))
  return { number: release.number, rows, invited, responded }
}
