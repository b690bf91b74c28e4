import type { Comparison } from '@km/analysis'
import type { Item } from '@km/definition'
import type { Db } from '@km/store'
import type { Who } from '../deps.ts'
import { Problem } from '../problem.ts'
import { viewComparison } from './compare-rounds.ts'
import type { OpenDefinition } from './open-definitions.ts'
import { openReading, type Reading, roundsFor } from './open-reading.ts'
import type { Network } from './read-network.ts'
import { readerOf } from './readers.ts'
import type { ReportDeps } from './report-deps.ts'
import type { SameView } from './schema.ts'
import { selectRounds } from './select-rounds.ts'

interface Asked {
  readonly code: string
  readonly instrument: string
  readonly item: Item
}

const sharedCode = ({ sameAs, itemCode }: Item): string => sameAs ?? itemCode

const newestOf = (network: Network): readonly OpenDefinition[] =>
  [...network.instruments.values()].flatMap((versions) => versions.at(-1) ?? [])

/** Closed items that this instrument and at least one other ask the same, the other ones after its own. */
function sharedItems(network: Network, instrument: string): readonly (readonly Asked[])[] {
  const all = newestOf(network).flatMap(({ definition }) =>
    definition.items
      .filter((item) => item.kind !== 'text')
      .map((item): Asked => ({ code: sharedCode(item), instrument: definition.instrument, item })),
  )
  return all
    .filter((one) => one.instrument === instrument)
    .map((own) => [own, ...all.filter((one) => one.code === own.code && one.instrument !== instrument)])
    .filter((group) => group.length > 1)
}

/** What this reader sees of an instrument in these years; undefined when it is not for this reader. */
async function compareOne(
  tx: Db,
  deps: ReportDeps,
  reading: Reading,
  { instrument, years }: { readonly instrument: string; readonly years: string | undefined },
): Promise<Comparison | undefined> {
  const { network, reader } = reading
  const facts = network.instruments.get(instrument)?.at(-1)?.facts
  if (facts === undefined || !reader.reads(facts)) return undefined
  const rounds = selectRounds(roundsFor(reading, { instrument }), { years })
  if (rounds.length === 0) return undefined
  return viewComparison(tx, deps, reading, { networkId: network.id, reader, rounds, level: 'item' })
}

/**
 * Questions that other people are asked in the same way by another instrument, side by side. Each side is what
 * the comparison of its own instrument shows, under its own thresholds; nothing is added up over the sides, so
 * nothing hidden follows from having them together.
 */
export async function compareSame(
  deps: ReportDeps,
  who: Who,
  { instrument, years }: { readonly instrument: string; readonly years?: string | undefined },
): Promise<SameView> {
  const reader = readerOf(who)
  return deps.store.inNetwork(who.networkId, async (tx) => {
    const reading = await openReading(tx, deps, who.networkId, reader)
    const { network } = reading
    if (!network.instruments.has(instrument)) throw new Problem('not_found')
    const groups = sharedItems(network, instrument)
    const seen = new Map<string, Comparison | undefined>()
    for (const one of new Set(groups.flat().map((each) => each.instrument)))
      seen.set(one, await compareOne(tx, deps, reading, { instrument: one, years }))
    const items = groups.map((group) => ({
      code: group[0]?.code ?? '',
      title: group[0]?.item.shortTitle ?? '',
      sides: group.flatMap(({ instrument: code, item }) => {
        const comparison = seen.get(code)
        const row = comparison?.rows.find((each) => each.key === item.name)
        if (comparison === undefined || row === undefined) return []
        const { instrumentTitle, periods } = comparison
        return [{ instrument: code, instrumentTitle, question: item.title, periods, row }]
      }),
    }))
    return { items: items.filter((one) => one.sides.length > 1) }
  })
}
