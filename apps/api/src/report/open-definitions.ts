import type { ItemChange, TalliedDefinition } from '@km/analysis'
import {
  type Definition,
  type DefinitionDifference,
  diffDefinitions,
  type InstrumentFacts,
  parseDefinition,
  type TallyLayout,
} from '@km/definition'

/** A published definition as the store keeps it. */
export interface DefinitionRow {
  readonly id: number
  readonly instrument: string
  readonly major: number
  readonly minor: number
  readonly json: Readonly<Record<string, unknown>>
  readonly facts: Readonly<Record<string, unknown>>
  readonly layout: TallyLayout
  readonly publishedAt: Date
}

export interface OpenDefinition {
  readonly id: number
  /** 'major.minor' */
  readonly version: string
  readonly definition: Definition
  readonly facts: InstrumentFacts
  readonly tallied: TalliedDefinition
  readonly publishedAt: Date
}

/** Published definitions never change, so each is read once. */
export interface DefinitionShelf {
  open(row: DefinitionRow): OpenDefinition
  /** Those that were read before. */
  all(): Iterable<OpenDefinition>
  difference(before: OpenDefinition, after: OpenDefinition): DefinitionDifference
}

function openDefinition(row: DefinitionRow): OpenDefinition {
  const version = `${row.major}.${row.minor}`
  const definition = parseDefinition(row.json, {
    instrument: row.instrument,
    version: { major: row.major, minor: row.minor },
  })
  const versions = new Map(row.layout.items.map((slot) => [slot.item, slot.itemVersion]))
  return {
    id: row.id,
    version,
    definition,
    // The store keeps `instrument.json` as it was checked at publication.
    facts: row.facts as unknown as InstrumentFacts,
    publishedAt: row.publishedAt,
    tallied: {
      definitionId: row.id,
      version,
      layout: row.layout,
      items: definition.items.map((item) => ({
        name: item.name,
        itemVersion: versions.get(item.name) ?? item.itemVersion ?? 1,
        title: item.title,
        shortTitle: item.shortTitle,
        scale: item.scale,
        kind: item.kind,
        expectationCodes: item.expectationCodes,
        choices: item.choices,
        ...(item.path.length === 2 ? { question: item.path[0] } : {}),
      })),
    },
  }
}

export function createDefinitionShelf(): DefinitionShelf {
  const opened = new Map<number, OpenDefinition>()
  const differences = new Map<string, DefinitionDifference>()
  return {
    open(row) {
      const known = opened.get(row.id) ?? openDefinition(row)
      opened.set(row.id, known)
      return known
    },
    all: () => opened.values(),
    difference(before, after) {
      const key = `${before.id}>${after.id}`
      const known = differences.get(key) ?? diffDefinitions(before.definition, after.definition, after.facts)
      differences.set(key, known)
      return known
    },
  }
}

/** What happened to the items between definitions in the order in which they were used. */
export function changesBetween(shelf: DefinitionShelf, used: readonly OpenDefinition[]): ItemChange[] {
  return used.flatMap((after, index) => {
    const before = used[index - 1]
    if (before === undefined || before.id === after.id) return []
    return shelf.difference(before, after).items.map((one) => ({
      fromDefinitionId: before.id,
      toDefinitionId: after.id,
      item: one.item,
      verdict: one.verdict,
      reason: one.reason,
    }))
  })
}
