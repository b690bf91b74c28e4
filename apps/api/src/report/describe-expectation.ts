import type { Item } from '@km/definition'
import type { Who } from '../deps.ts'
import * as nl from '../nl.ts'
import { Problem } from '../problem.ts'
import { viewComparison } from './compare-rounds.ts'
import type { OpenDefinition } from './open-definitions.ts'
import { openReading, roundsFor } from './open-reading.ts'
import { readBeside } from './read-beside.ts'
import type { Network } from './read-network.ts'
import { readerOf } from './readers.ts'
import type { ReportDeps } from './report-deps.ts'
import type { ComparisonView, ExpectationView } from './schema.ts'
import { selectRounds } from './select-rounds.ts'

/** The instrument that has a scored item for every expectation. */
const monitor = 'KM-NT2'

const asksAbout = (item: Item, code: string): boolean =>
  item.scale !== undefined && item.expectationCodes.includes(code)

function questionOf(network: Network, one: OpenDefinition, item: Item): ExpectationView['questions'][number] {
  return {
    instrument: one.definition.instrument,
    version: one.version,
    item: item.name,
    itemVersion: item.itemVersion ?? 1,
    title: item.title,
    choices: item.choices,
    usedIn: network.rounds.filter((r) => r.definitionId === one.id).map(nl.periodName),
  }
}

function questionsAbout(network: Network, code: string): ExpectationView['questions'] {
  return (network.instruments.get(monitor) ?? []).flatMap((one) =>
    one.definition.items
      .filter((item) => asksAbout(item, code))
      .map((item) => questionOf(network, one, item)),
  )
}

/** Newest items of other instruments, and facts of the monitor itself, that are about this expectation. */
function otherSources(network: Network, code: string): ExpectationView['otherSources'] {
  return [...network.instruments.entries()].flatMap(([instrument, versions]) => {
    const newest = versions.at(-1)
    if (newest === undefined) return []
    return newest.definition.items
      .filter((i) => i.expectationCodes.includes(code) && !(instrument === monitor && asksAbout(i, code)))
      .map((i) => ({
        instrument,
        title: newest.facts.title,
        item: i.name,
        shortTitle: i.shortTitle || i.title,
      }))
  })
}

function onlyRow(view: ComparisonView, code: string): ComparisonView {
  return {
    ...view,
    rows: view.rows.filter((row) => row.expectationCodes.includes(code)),
    measures: view.measures.filter((m) =>
      view.rows.some((r) => r.key === m.key && r.expectationCodes.includes(code)),
    ),
    findings: view.findings.filter((f) =>
      view.rows.some((r) => r.key === f.key && r.expectationCodes.includes(code)),
    ),
  }
}

/**
 * What is known about one expectation of the framework: its row over the chosen school years (all released
 * ones when none are chosen), the question in each version, what else asks about it, and what visitors saw beside what schools said. `not_found` for a
 * code that is not in the framework.
 */
export async function describeExpectation(
  deps: ReportDeps,
  who: Who,
  query: { readonly code: string; readonly years?: string | undefined },
): Promise<ExpectationView> {
  const reader = readerOf(who)
  const known = deps.surveys.framework.expectations.find((e) => e.code === query.code)
  if (known === undefined) throw new Problem('not_found')
  return deps.store.inNetwork(who.networkId, async (tx) => {
    const reading = await openReading(tx, deps, who.networkId, reader)
    const { network } = reading
    const all = roundsFor(reading, { instrument: monitor })
    const years = query.years ?? allReleasedYears(all)
    const rounds = selectRounds(all, { years })
    if (rounds.length === 0) throw new Problem('not_found')
    const view = await viewComparison(tx, deps, reading, {
      networkId: network.id,
      reader,
      rounds,
      level: 'expectation',
    })
    const beside = await readBeside(tx, deps, reading, known.code)
    const { subdomain, ...rest } = known
    return {
      ...rest,
      ...(subdomain === undefined ? {} : { subdomain }),
      comparison: onlyRow(view, known.code),
      questions: questionsAbout(network, known.code),
      otherSources: otherSources(network, known.code),
      ...(beside === undefined ? {} : { beside }),
    }
  })
}

function allReleasedYears(rounds: Network['rounds']): string | undefined {
  const years = [...new Set(rounds.filter((r) => r.releasedAt !== null).map((r) => r.schoolYear))]
  return years.length === 0 ? undefined : years.join(',')
}
