import { useQuery } from '@tanstack/react-query'
import { queries } from '../api.ts'

/** Roles that see results; the server decides which. */
export const readers: readonly string[] = [
  'project_leader',
  'member',
  'director',
  'coordinator',
  'board',
  'coach',
  'roc_contact',
]

/** What the person who looks may do beside reading: only the project leader makes findings of what is seen. */
export function useReader(): {
  readonly leads: boolean
  readonly pilotOnly: boolean
  /** Sees the own school, and the group around it when that is large enough. */
  readonly ownSchool: boolean
} {
  const role = useQuery(queries.me()).data?.role
  return {
    leads: role === 'project_leader',
    pilotOnly: role === 'coach' || role === 'roc_contact',
    ownSchool: role === 'coordinator',
  }
}
