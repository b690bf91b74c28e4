import type { Benchmark } from '@km/analysis'
import type { GroupsOfSchool } from '../school-groups.ts'

/** Why a school stands beside the schools that it stands beside. */

const many = (n: number): string => `${n} andere ${n === 1 ? 'school' : 'scholen'} die meededen`

/** Who works at the school, and who only looks at it. */
const words = {
  own: { group: 'Jullie groep', ofGroup: 'jullie groep', kind: 'jullie soort', school: 'jullie school' },
  other: { group: 'De groep', ofGroup: 'de groep', kind: 'deze soort', school: 'de school' },
} as const
type Words = (typeof words)[keyof typeof words]

function whyWider({ kind }: Benchmark, { size }: GroupsOfSchool, w: Words): string {
  if (size === '') return `We weten niet hoeveel NT2-leerlingen ${w.school} toen had.`
  return kind === 'type'
    ? `Er zijn te weinig scholen van ${w.kind} en grootte om apart te laten zien.`
    : `Er zijn te weinig scholen van ${w.kind} om apart te laten zien.`
}

/**
 * In one to three sentences: which schools, how many, and why not fewer; `found` undefined: why there are
 * none. `whose`: said to who works at the school, or about it.
 */
export function benchmarkSentence(
  found: Benchmark | undefined,
  groups: GroupsOfSchool,
  whose: keyof typeof words,
): string {
  const w = words[whose]
  if (found === undefined)
    return groups.chosen === ''
      ? 'Er zijn te weinig scholen om te vergelijken.'
      : `Er zijn te weinig scholen om te vergelijken: in ${w.ofGroup} (${groups.chosen}) moeten minstens vijf andere scholen meedoen.`
  const { kind, group, others } = found
  if (kind === 'chosen')
    return `${w.group} is ${group}. De projectleider koos die. Daarin zijn ${many(others)}.`
  if (kind === 'size')
    return `${w.group} is ${group}: scholen van ${w.kind} en grootte. Dat zijn ${many(others)}.`
  const who = kind === 'type' ? `alle scholen van ${w.kind} (${group})` : 'alle scholen'
  return `${whyWider(found, groups, w)} Daarom is ${w.ofGroup}: ${who}. Dat zijn ${many(others)}.`
}
