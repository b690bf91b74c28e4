/** JSON that PostgreSQL keeps as it is: no NUL, no half of a character pair, not too deep. */

const deepest = 6

/** With the flag `u` a pair is one character, so this finds halves only. */
const halfPair = /\p{Surrogate}/u

/** True when this text can be stored and read back unchanged. */
export const isStorableText = (text: string): boolean => !text.includes('\u0000') && !halfPair.test(text)

/** True when this JSON value (keys too) can be stored and read back unchanged. */
export function isStorable(value: unknown, depth = 0): boolean {
  if (typeof value === 'string') return isStorableText(value)
  if (typeof value !== 'object' || value === null) return true
  if (depth === deepest) return false
  if (Array.isArray(value)) return value.every((each) => isStorable(each, depth + 1))
  return Object.entries(value).every(([key, each]) => isStorableText(key) && isStorable(each, depth + 1))
}
