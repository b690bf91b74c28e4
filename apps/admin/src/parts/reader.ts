import { useQuery } from '@tanstack/react-query'
import { queries } from '../api.ts'
import { pilotInstrument } from '../nl-readers.ts'

/** Roles that see results; the server decides which. */
export const readers: readonly string[] = [
  'project_leader',
  'member',
  'director',
  'coordinator',
  'board',
  'coach',
  'roc_contact',
  'po_contact',
]

const beginnings: Readonly<Record<string, string>> = {
  coach: pilotInstrument,
  roc_contact: pilotInstrument,
  po_contact: 'TV-PO',
}

/** What the person who looks may do beside reading: only the project leader makes findings of what is seen. */
export function useReader(): {
  readonly leads: boolean
  /** The instrument to begin with, for who reads one kind of results only. */
  readonly beginsWith: string | undefined
  /** Sees the own school, and the group around it when that is large enough. */
  readonly ownSchool: boolean
  /** Reads counts of schools, not percentages, also of what a comparison does not show. */
  readonly countsSchools: boolean
} {
  const role = useQuery(queries.me()).data?.role
  return {
    leads: role === 'project_leader',
    beginsWith: beginnings[role ?? ''],
    ownSchool: role === 'coordinator',
    countsSchools: ['project_leader', 'member', 'director', 'coordinator'].includes(role ?? ''),
  }
}
