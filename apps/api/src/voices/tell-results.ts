import type { Distribution } from '@km/analysis'
import type { Definition, Item } from '@km/definition'
import { told } from './nl.ts'
import type { Told } from './schema.ts'
import type { FrozenRound } from './voices-deps.ts'

/** From this share on it is said without a number: what leaves the Expertisecentrum is capped at 95 percent. */
const nearlyAll = 0.95

function sentence(kind: Item['kind'], { n, levels, escapes }: Distribution): string | undefined {
  const counted = [...levels, ...escapes].toSorted((a, b) => b.count - a.count)
  const [top] = counted
  if (top === undefined || top.count === 0) return undefined
  const equal = counted.filter((one) => one.count === top.count)
  if (equal.length > 1) return told.equal(equal.map(({ label }) => label))
  const answer = top.label
  if (top.count / n > nearlyAll) return told.all(answer)
  if (kind === 'multiple') return told.chosen(top.count, n, answer)
  return top.count * 2 > n ? told.most(top.count, n, answer) : told.some(top.count, n, answer)
}

/**
 * What a release says about each closed question with one or more choices, in the order of the questions: the
 * answer that most people gave. What the release hides is left out.
 */
export function tellResults({ items }: Definition, { rows }: FrozenRound): Told[] {
  return items.flatMap((item) => {
    const cell = rows.get(item.name)
    if (cell?.kind !== 'shown' || (item.kind !== 'single' && item.kind !== 'multiple')) return []
    const said = sentence(item.kind, cell.distribution)
    return said === undefined ? [] : [{ item: item.name, asked: item.title, said }]
  })
}

/** People behind a release: the largest n that it shows; 0 when it shows nothing. */
export const peopleIn = ({ rows }: FrozenRound): number =>
  Math.max(0, ...[...rows.values()].map((cell) => (cell.kind === 'shown' ? cell.distribution.n : 0)))
