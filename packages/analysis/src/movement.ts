import type { Movement } from './model.ts'
import { escaped, type ItemScore, noLevel } from './score.ts'

/** Movement of one item, with who it is about. */
export interface ItemMovement {
  readonly movement: Movement
  /** Per school index: 1 when it has a level in both rounds. */
  readonly matched: Uint8Array
}

const isSufficient = ({ scale }: ItemScore): readonly boolean[] =>
  scale?.levels.map((level) => scale.sufficient.some((s) => String(s) === String(level.value))) ?? []

/** Only one answer on one ordered scale can move up or down. */
export const canMove = ({ item, scale }: ItemScore): boolean =>
  item.kind === 'single' && scale?.ordered === true

/**
 * Movement of the same schools on one item between two rounds in which it means the same. Only schools that
 * sent one response in each round and gave a level both times are matched; a move to or from an escape is
 * counted apart. The share at "op orde" of the matched needs no escapes in its denominator: they gave none.
 */
export function moveBetween(before: ItemScore, after: ItemScore): ItemMovement {
  const matched = new Uint8Array(before.levels.length)
  const [fromOk, toOk] = [isSufficient(before), isSufficient(after)]
  const hasShare = fromOk.includes(true)
  let up = 0
  let same = 0
  let down = 0
  let escapes = 0
  let from = 0
  let to = 0
  for (let school = 0; school < matched.length; school += 1) {
    const then = before.levels[school] ?? noLevel
    const now = after.levels[school] ?? noLevel
    if (then === noLevel || now === noLevel) continue
    if (then === escaped || now === escaped) {
      if (then !== now) escapes += 1
      continue
    }
    matched[school] = 1
    if (now > then) up += 1
    else if (now < then) down += 1
    else same += 1
    if (fromOk[then]) from += 1
    if (toOk[now]) to += 1
  }
  const n = up + same + down
  const of = hasShare ? n : 0
  return {
    matched,
    movement: {
      n,
      pairs: n,
      up,
      same,
      down,
      escapes,
      from: { count: from, of },
      to: { count: to, of },
    },
  }
}
