import { type Definition, type InstrumentFacts, parseDefinition, versionText } from '@km/definition'
import {
  findNetwork,
  listDefinitions,
  listRetention,
  listRounds,
  type PublishedDefinition,
  type RetentionRow,
} from '@km/store'
import { amsterdamDate } from '../clock.ts'
import type { Deps, Who } from '../deps.ts'
import * as nl from './nl.ts'
import { countsText, keepText, nothing, ruleText } from './nl-retention.ts'
import { answersRule, type RetentionRule, type RuleName, retentionRules, ruleOf } from './retention-rules.ts'
import type { RegisterView } from './schema.ts'

/** Rows of the retention log that are looked at: some months. */
const newestRows = 2000
const shownDeletions = 30

export const keptOf = ({ rule, keep }: RetentionRule) => ({
  ...{ data: ruleText[rule].data, after: ruleText[rule].after },
  keep: keepText(keep),
})

/** Rules for the answers of an instrument: what was chosen, and what was written where that is asked. */
export const rulesFor = (facts: InstrumentFacts, { items }: Pick<Definition, 'items'>): RetentionRule[] => [
  answersRule(facts.anonymityLevel),
  ...(items.some((item) => item.kind === 'text') ? [ruleOf('texts')] : []),
]

/** The newest published version of each instrument, by code. */
export function newestVersions(rows: readonly PublishedDefinition[]): PublishedDefinition[] {
  const newest = new Map<string, PublishedDefinition>()
  for (const row of rows) {
    const known = newest.get(row.instrument)
    if (
      known === undefined ||
      row.major > known.major ||
      (row.major === known.major && row.minor > known.minor)
    )
      newest.set(row.instrument, row)
  }
  return [...newest.values()].sort((a, b) => a.instrument.localeCompare(b.instrument))
}

function instrumentOf(row: PublishedDefinition, rounds: number): RegisterView['instruments'][number] {
  // Kept as it was checked at publication.
  const facts = row.facts as unknown as InstrumentFacts
  const definition = parseDefinition(row.json, { instrument: row.instrument, version: row })
  const texts = definition.items.filter((item) => item.kind === 'text').length
  const { code, title, respondent, rhythm, anonymityLevel: level, privacyLine } = facts
  return {
    ...{ code, title, respondent, rhythm, level, privacyLine, rounds },
    version: versionText(row),
    levelText: nl.levelText[level],
    data: nl.dataText(facts, definition.items.length - texts, texts),
    connected: nl.connectedText(facts),
    basis: nl.basisText(facts),
    seenBy: [nl.seenByText(facts), ...(texts === 0 ? [] : [nl.textsSeenText(facts)])].join(' '),
    keep: rulesFor(facts, definition).map(keptOf),
  }
}

const deletionsOf = (log: readonly RetentionRow[]): RegisterView['deletions'] =>
  log
    .map(({ at, rule, counts }) => ({
      on: amsterdamDate(at),
      data: ruleText[rule as RuleName]?.data ?? rule,
      what: countsText(counts),
    }))
    .filter(({ what }) => what !== nothing)
    .slice(0, shownDeletions)

/**
 * The register of what is stored: made from the published instruments, the retention table and the
 * thresholds, so that a new instrument stands in it by itself.
 */
export async function viewRegister({ store, now }: Deps, who: Who): Promise<RegisterView> {
  const { networkId } = who
  const network = await store.guard(() => findNetwork(store.db, networkId))
  const published = newestVersions(await store.guard(() => listDefinitions(store.db)))
  return store.inNetwork(networkId, async (tx) => {
    const rounds = await listRounds(tx, networkId)
    const log = await listRetention(tx, { networkId, limit: newestRows })
    const last = log[0]
    return {
      network: network?.name ?? '',
      demo: network?.demo ?? false,
      on: amsterdamDate(now()),
      instruments: published.map((row) =>
        instrumentOf(row, rounds.filter((round) => round.instrument === row.instrument).length),
      ),
      others: retentionRules
        .filter(({ levels, rule }) => levels === undefined && rule !== 'texts')
        .map(keptOf),
      thresholds: [...nl.registerText.thresholds],
      where: nl.registerText.where,
      receivers: nl.registerText.receivers,
      basisOfAccounts: nl.registerText.basisOfAccounts,
      deletions: deletionsOf(log),
      lastRun: last === undefined ? null : amsterdamDate(last.at),
    }
  })
}
