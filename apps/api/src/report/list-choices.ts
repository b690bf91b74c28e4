import { inGroupOrder } from '../school-groups.ts'
import type { OpenDefinition } from './open-definitions.ts'
import { type Reading, roundsFor } from './open-reading.ts'
import { maySeeSchool } from './readers.ts'
import type { ComparisonView } from './schema.ts'
import { yearsOf } from './select-rounds.ts'

const isSchools = (versions: readonly OpenDefinition[] | undefined): boolean => {
  const facts = versions?.at(-1)?.facts
  return facts?.unit === 'school' && facts.anonymityLevel === 'F'
}

function groupChoices(reading: Reading, { instrument, ownGroups = [], bands }: Choosing): string[] {
  const { network, reader, releases } = reading
  const told = new Set(roundsFor(reading, { instrument }).flatMap((r) => releases.get(r.id)?.groups ?? []))
  const may = (name: string) => reader.groups === 'all' || ownGroups.includes(name)
  const names = [...network.groups].filter((name) => reader.counts || (may(name) && told.has(name)))
  return inGroupOrder(names, bands)
}

interface Choosing {
  readonly instrument: string
  /** Of a reader who sees only those. */
  readonly ownGroups: readonly string[] | undefined
  /** Sizes of schools in words, smallest first. */
  readonly bands: readonly string[]
}

/** What this reader may choose, and nothing else. */
export function listChoices(reading: Reading, choosing: Choosing): ComparisonView['choices'] {
  const { instrument } = choosing
  const { network, reader } = reading
  const bySchool = isSchools(network.instruments.get(instrument))
  return {
    instruments: [...network.instruments].flatMap(([code, versions]) => {
      const facts = versions.at(-1)?.facts
      const used = roundsFor(reading, { instrument: code }).length > 0
      return facts && used && reader.reads(facts) ? [{ code, title: facts.title }] : []
    }),
    years: yearsOf(roundsFor(reading, { instrument })),
    groups: bySchool ? groupChoices(reading, choosing) : [],
    schools: bySchool
      ? network.schools.filter((s) => maySeeSchool(reader, s.id)).map(({ id, name }) => ({ id, name }))
      : [],
  }
}
