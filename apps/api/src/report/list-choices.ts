import { groupsFor } from './compare-released.ts'
import type { OpenDefinition } from './open-definitions.ts'
import { type Reading, roundsFor } from './open-reading.ts'
import { maySeeSchool } from './readers.ts'
import type { ComparisonView } from './schema.ts'
import { yearsOf } from './select-rounds.ts'

const isSchools = (versions: readonly OpenDefinition[] | undefined): boolean => {
  const facts = versions?.at(-1)?.facts
  return facts?.unit === 'school' && facts.anonymityLevel === 'F'
}

function groupChoices(reading: Reading, instrument: string): string[] {
  const { network, reader, releases } = reading
  const told = new Set(roundsFor(reading, { instrument }).flatMap((r) => releases.get(r.id)?.groups ?? []))
  const may = groupsFor(reader, network)
  return [...network.groups]
    .filter((name) => reader.counts || (may(name) && told.has(name)))
    .sort((a, b) => a.localeCompare(b, 'nl'))
}

/** What this reader may choose, and nothing else. */
export function listChoices(reading: Reading, instrument: string): ComparisonView['choices'] {
  const { network, reader } = reading
  const bySchool = isSchools(network.instruments.get(instrument))
  return {
    instruments: [...network.instruments].flatMap(([code, versions]) => {
      const facts = versions.at(-1)?.facts
      const used = roundsFor(reading, { instrument: code }).length > 0
      return facts && used && reader.reads(facts) ? [{ code, title: facts.title }] : []
    }),
    years: yearsOf(roundsFor(reading, { instrument })),
    groups: bySchool ? groupChoices(reading, instrument) : [],
    schools: bySchool
      ? network.schools.filter((s) => maySeeSchool(reader, s.id)).map(({ id, name }) => ({ id, name }))
      : [],
  }
}
