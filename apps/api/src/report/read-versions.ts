import type { ItemChange, TalliedDefinition } from '@km/analysis'
import type { InstrumentFacts } from '@km/definition'
import type { Db } from '@km/store'
import { changesBetween } from './open-definitions.ts'
import { type Network, readNetwork } from './read-network.ts'
import type { ReportDeps } from './report-deps.ts'

/** The versions of an instrument with what changed between them, oldest first. */
export interface Versions {
  readonly facts: InstrumentFacts
  readonly tallied: readonly TalliedDefinition[]
  readonly changes: readonly ItemChange[]
}

/** Rounds and schools of a network, and per instrument its versions: what answers are counted with. */
export async function readVersions(
  tx: Db,
  deps: ReportDeps,
  networkId: number,
): Promise<Pick<Network, 'rounds' | 'schools'> & { readonly instruments: ReadonlyMap<string, Versions> }> {
  const { rounds, schools, instruments } = await readNetwork(tx, deps, networkId)
  const versions = [...instruments].flatMap(([code, all]) => {
    const newest = all.at(-1)
    if (newest === undefined) return []
    const changes = changesBetween(deps.shelf, all)
    return [[code, { facts: newest.facts, tallied: all.map((one) => one.tallied), changes }] as const]
  })
  return { rounds, schools, instruments: new Map(versions) }
}
