import {
  type AnswerChecker,
  compileChecker,
  type Definition,
  type InstrumentFacts,
  parseDefinition,
  type Scale,
  type TallyLayout,
  versionText,
} from '@km/definition'
import { findDefinition, type PublishedDefinition, type Store } from '@km/store'

/** A published version, ready to show and to check answers with. */
export interface ServedDefinition {
  readonly id: number
  /** 'major.minor' */
  readonly version: string
  readonly definition: Definition
  readonly facts: InstrumentFacts
  readonly layout: TallyLayout
  readonly check: AnswerChecker
  /** Scales that its questions use. */
  readonly scales: readonly Scale[]
  /** Answer keys that hold free text: `[question]`, or `[question, row]`. */
  readonly textPaths: readonly (readonly string[])[]
}

function serve(row: PublishedDefinition, scales: readonly Scale[]): ServedDefinition {
  const version = { major: row.major, minor: row.minor }
  const definition = parseDefinition(row.json, { instrument: row.instrument, version })
  const used = new Set(definition.items.map((item) => item.scale))
  return {
    id: row.id,
    version: versionText(version),
    definition,
    // Kept as it was checked at publication.
    facts: row.facts as unknown as InstrumentFacts,
    layout: row.layout,
    check: compileChecker(definition),
    scales: scales.filter((scale) => used.has(scale.code)),
    textPaths: definition.items.filter((item) => item.kind === 'text').map((item) => item.path),
  }
}

/** Opens published versions by id, each once: they never change. */
export type OpenServed = (definitionId: number) => Promise<ServedDefinition>

/** Throws when the id is unknown: rounds and drafts point at published versions only. */
export function serveDefinitions(store: Store, scales: readonly Scale[]): OpenServed {
  const opened = new Map<number, Promise<ServedDefinition>>()
  const open = async (id: number): Promise<ServedDefinition> => {
    const row = await store.guard(() => findDefinition(store.db, id))
    if (row === undefined) throw new Error(`There is no definition ${id}.`)
    return serve(row, scales)
  }
  return (id) => {
    const known = opened.get(id) ?? open(id)
    opened.set(id, known)
    known.catch(() => opened.delete(id))
    return known
  }
}
