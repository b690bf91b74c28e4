import { type Db, listReleaseFacts, type ReleaseFacts } from '@km/store'
import { type Network, type RoundRow, readNetwork } from './read-network.ts'
import type { Reader } from './readers.ts'
import type { ReportDeps } from './report-deps.ts'

/** One reader in one network, with what was released so far. */
export interface Reading {
  readonly network: Network
  readonly reader: Reader
  /** Newest releases that this reader may see, by round. */
  readonly releases: ReadonlyMap<number, ReleaseFacts>
}

export async function openReading(
  tx: Db,
  deps: ReportDeps,
  networkId: number,
  reader: Reader,
): Promise<Reading> {
  const network = await readNetwork(tx, deps, networkId)
  const facts = await listReleaseFacts(tx, networkId)
  const mine = facts.filter((one) => one.sharedWithCoaches || !reader.sharedOnly)
  return { network, reader, releases: new Map(mine.map((one) => [one.roundId, one])) }
}

/**
 * Rounds of an instrument as this reader finds them. For who reads releases a round that is corrected stays
 * released meanwhile, and of one that was not shared there is nothing; one school's own answers follow the
 * round itself.
 */
export function roundsFor(
  { network, reader, releases }: Reading,
  { instrument, school }: { readonly instrument: string; readonly school?: number | undefined },
): RoundRow[] {
  const rounds = network.rounds.filter((r) => r.instrument === instrument)
  if (school !== undefined) return rounds
  const levelF = rounds.some((r) => network.definitions.get(r.definitionId)?.facts.anonymityLevel === 'F')
  if (reader.counts && levelF) return rounds
  return rounds
    .map((r) => ({ ...r, releasedAt: releases.get(r.id)?.madeAt ?? null }))
    .filter((r) => !reader.sharedOnly || r.releasedAt !== null)
}
