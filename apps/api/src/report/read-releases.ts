import { type Db, newestReleases } from '@km/store'
import { contentOf, type ReleaseContent } from './freeze-release.ts'
import type { Network, RoundRow } from './read-network.ts'
import type { Reader } from './readers.ts'

/** Releases of these rounds that this reader may see, newest of each. */
export async function readReleases(
  tx: Db,
  network: Pick<Network, 'id'>,
  rounds: readonly RoundRow[],
  reader: Pick<Reader, 'sharedOnly'>,
): Promise<ReadonlyMap<number, ReleaseContent>> {
  const found = await newestReleases(tx, { networkId: network.id, roundIds: rounds.map((r) => r.id) })
  return new Map(
    found
      .filter((release) => release.sharedWithCoaches || !reader.sharedOnly)
      .map((release) => [release.roundId, contentOf(release)]),
  )
}
