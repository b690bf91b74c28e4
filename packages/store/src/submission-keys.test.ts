import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonicalJson } from './submission-keys.ts'

const reversed = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(reversed)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, one]) => [key, reversed(one)]),
  )
}
/** JSON as it comes in; -0 is written as 0 and is refused before. */
const json = fc.jsonValue().map((value): unknown => JSON.parse(JSON.stringify(value)))

test('equal values in another order are equal text, on one line, that reads back as the value', () => {
  fc.assert(
    fc.property(json, (value) => {
      const text = canonicalJson(value)
      expect(canonicalJson(reversed(value))).toBe(text)
      expect(text).not.toContain('\n')
      expect(JSON.parse(text)).toEqual(value)
    }),
  )
})

test('what was stored before keeps its text', () => {
  const value = { b: [1, null, { y: 'é "\n', x: true }], 'a-1': '2 x, y.', B: {}, '10': 0.5, '9': undefined }
  expect(canonicalJson(value)).toBe(
    '{"10":0.5,"B":{},"a-1":"2 x, y.","b":[1,null,{"x":true,"y":"é \\"\\n"}]}',
  )
})
