import type { SchoolGroup } from '@km/analysis'
import type { Network, SchoolRow } from './read-network.ts'

/** School type and comparison group of a school, as groups are named. */
export const groupNames = (school: Pick<SchoolRow, 'type' | 'comparisonGroup'>): readonly string[] =>
  [...new Set([school.type, school.comparisonGroup])].filter((name) => name !== '')

/** Every group with its schools. */
export function groupsOf(network: Pick<Network, 'schools'>): SchoolGroup[] {
  const groups = new Map<string, number[]>()
  for (const school of network.schools)
    for (const name of groupNames(school)) groups.set(name, [...(groups.get(name) ?? []), school.id])
  return [...groups].map(([name, schoolIds]) => ({ name, schoolIds }))
}
