import { capThemes } from '@km/analysis'
import { type Db, listReadings, listThemeShares, type Round } from '@km/store'
import { amsterdamDate } from '../clock.ts'
import type { Who } from '../deps.ts'
import * as nl from './nl.ts'
import { openQuestions, readWritten } from './read-written.ts'
import type { SharedTextsView } from './schema.ts'
import { shareContent } from './share-counts.ts'
import type { Network, TextsDeps } from './texts-deps.ts'

type Item = SharedTextsView['items'][number]

/** Cleaned texts of a question in a round that were shared, when there are texts enough for this reader. */
async function quotesOf(
  tx: Db,
  deps: TextsDeps,
  who: Who,
  { network, round }: { network: Network; round: Round },
) {
  const texts = (await readWritten(tx, network, round)) ?? []
  const readings = await listReadings(tx, { networkId: network.id, roundIds: [round.id] })
  return (item: string): string[] => {
    const own = texts.filter((one) => one.item === item)
    if (!deps.mayReadTexts(who, own.length)) return []
    const there = new Set(own.map((one) => one.id))
    return readings
      .flatMap((one) => (one.item === item && one.shared && there.has(one.textId) ? [one.cleaned ?? ''] : []))
      .sort((a, b) => a.localeCompare(b, 'nl'))
  }
}

async function view(tx: Db, deps: TextsDeps, who: Who, instrument: string): Promise<SharedTextsView> {
  const network = await deps.readNetwork(tx, who.networkId)
  const { items, rounds } = openQuestions(network, instrument)
  const { capped } = deps.readerOf(who)
  const shares = await listThemeShares(tx, { networkId: network.id, roundIds: rounds.map((one) => one.id) })
  const found: Item[] = items.map(({ name: item, title }) => ({ item, title, rounds: [] }))
  for (const round of rounds) {
    const quotes = await quotesOf(tx, deps, who, { network, round })
    for (const one of found) {
      const share = shares.findLast((s) => s.roundId === round.id && s.item === one.item && !s.ended)
      const cleaned = quotes(one.item)
      if (share === undefined && cleaned.length === 0) continue
      const content = share && shareContent(share.content)
      one.rounds.push({
        ...{ roundId: round.id, schoolYear: round.schoolYear, period: round.period },
        ...(share === undefined ? {} : { sharedOn: amsterdamDate(share.madeAt), texts: content?.texts }),
        themes: [...(capped ? capThemes(content?.themes ?? []) : (content?.themes ?? []))],
        quotes: cleaned,
      })
    }
  }
  const shown = found.filter((one) => one.rounds.length > 0)
  return { summary: nl.summary(shown), instruments: instrumentsWithTexts(network), items: shown }
}

/** Instruments with a released round and an open question. */
export const instrumentsWithTexts = (network: Network): SharedTextsView['instruments'] =>
  [...network.instruments].flatMap(([code, versions]) => {
    const newest = versions.at(-1)
    const released = network.rounds.some((one) => one.instrument === code && one.releasedAt !== null)
    const asks = newest?.definition.items.some(({ kind }) => kind === 'text') ?? false
    const readable = ['A', 'V', 'F', 'C'].includes(newest?.facts.anonymityLevel ?? '')
    return released && asks && readable ? [{ code, title: newest?.facts.title ?? code }] : []
  })

/** Counts per theme as they were shared and cleaned texts, of the released rounds of an instrument. */
export async function readShared(
  deps: TextsDeps,
  who: Who,
  { instrument }: { readonly instrument: string },
): Promise<SharedTextsView> {
  return deps.store.inNetwork(who.networkId, (tx) => view(tx, deps, who, instrument))
}
