import { type DefinitionDifference, type Expectation, type Item, roundLinks } from '@km/definition'
import type { Who } from '../deps.ts'
import * as nl from '../nl.ts'
import { Problem } from '../problem.ts'
import { lineOf } from '../takes-file.ts'
import type { OpenDefinition } from './open-definitions.ts'
import { type Network, readNetwork } from './read-network.ts'
import type { ReportDeps } from './report-deps.ts'
import type { InstrumentView } from './schema.ts'

/** Items with a scale are scored; facts and open questions are not. */
const isScored = (item: Item): boolean => item.scale !== undefined

function usedIn(network: Network, definition: OpenDefinition): string[] {
  return network.rounds
    .filter((round) => round.definitionId === definition.id)
    .toSorted((a, b) => a.opensOn.localeCompare(b.opensOn))
    .map(nl.periodName)
}

function differencesOf(difference: DefinitionDifference, titles: ReadonlyMap<string, string>) {
  return difference.items
    .filter((one) => one.verdict !== 'identical')
    .map((one) => ({
      item: one.item,
      shortTitle: titles.get(one.item) ?? one.item,
      verdict: one.verdict,
      reason: one.reason,
      ...(one.before === undefined ? {} : { before: one.before.title }),
      ...(one.after === undefined ? {} : { after: one.after.title }),
    }))
}

const titlesOf = (definitions: readonly OpenDefinition[]): Map<string, string> =>
  new Map(
    definitions.flatMap((d) => d.definition.items.map((item) => [item.name, item.shortTitle || item.title])),
  )

function coverageOf(
  newest: OpenDefinition,
  expectations: readonly Expectation[],
): InstrumentView['coverage'] {
  return expectations.map(({ code, title }) => ({
    code,
    title,
    items: newest.definition.items
      .filter((item) => isScored(item) && item.expectationCodes.includes(code))
      .map((item) => item.name),
  }))
}

function viewOf(deps: ReportDeps, network: Network, versions: readonly OpenDefinition[]): InstrumentView {
  const newest = versions.at(-1)
  if (newest === undefined) throw new Problem('not_found')
  const { facts } = newest
  const lines = lineOf(facts)
  const titles = titlesOf(versions)
  const coverage = coverageOf(newest, deps.surveys.framework.expectations)
  return {
    code: facts.code,
    title: facts.title,
    respondent: facts.respondent,
    rhythm: facts.rhythm,
    anonymityLevel: facts.anonymityLevel,
    links: roundLinks(facts),
    ...(lines !== undefined && { lines }),
    languageLevel: facts.languageLevel,
    bijlageCodes: facts.bijlageCodes,
    minutes: facts.minutes,
    versions: versions.map((one, index) => {
      const before = versions[index - 1]
      return {
        version: one.version,
        publishedAt: one.publishedAt.toISOString(),
        items: one.definition.items.length,
        expectations: coverageOf(one, deps.surveys.framework.expectations).filter((c) => c.items.length > 0)
          .length,
        usedIn: usedIn(network, one),
        differences: before === undefined ? [] : differencesOf(deps.shelf.difference(before, one), titles),
      }
    }),
    coverage,
  }
}

/** Every published instrument with its versions, what changed between them and where they were used. */
export async function listInstruments(deps: ReportDeps, who: Who): Promise<InstrumentView[]> {
  return deps.store.inNetwork(who.networkId, async (tx) => {
    const network = await readNetwork(tx, deps, who.networkId)
    return [...network.instruments.values()].map((versions) => viewOf(deps, network, versions))
  })
}

/** One published instrument; `not_found` when there is none with this code. */
export async function describeInstrument(deps: ReportDeps, who: Who, code: string): Promise<InstrumentView> {
  const found = (await listInstruments(deps, who)).find((one) => one.code === code)
  if (found === undefined) throw new Problem('not_found')
  return found
}
