import { expect, it } from 'vitest'
import { checkSameItems } from './check-same-items.ts'
import { parseDefinition } from './parse.ts'

const answers = ['ja', 'een_beetje', 'nee']

function newest(instrument: string, own: Readonly<Record<string, unknown>>) {
  const question = { type: 'radiogroup', name: 'Q_1', title: 'Vraag', choices: answers, scale: 'J3', ...own }
  const json = { pages: [{ name: 'een', elements: [question] }] }
  const definition = parseDefinition(json, { instrument, version: { major: 1, minor: 0 } })
  return { file: `${instrument}.json`, definition }
}
const first = newest('MBO', { itemCode: 'M.1' })
const messages = (own: Readonly<Record<string, unknown>>) =>
  checkSameItems([first, newest('VO', { itemCode: 'V.1', sameAs: 'M.1', ...own })]).map((one) => one.message)

it('accepts other words with the same answers', () => {
  expect(messages({ title: 'Andere woorden' })).toEqual([])
})

it.each([
  ['a question that no other instrument has', { sameAs: 'M.9' }, /geen andere vragenlijst/],
  ['itself', { sameAs: 'V.1' }, /geen andere vragenlijst/],
  ['other answers', { choices: ['ja', 'nee'] }, /lijst met antwoorden/],
  ['answers in another order', { choices: answers.toReversed() }, /lijst met antwoorden/],
  ['another scale', { scale: 'E5' }, /schaal/],
  ['another kind of answer', { type: 'checkbox' }, /soort antwoord/],
])('refuses %s', (_what, own, message) => {
  expect(messages(own)).toEqual([expect.stringMatching(message)])
})

it('refuses a chain: all name the one where it begins', () => {
  const third = newest('PO', { itemCode: 'P.1', sameAs: 'V.1' })
  const second = newest('VO', { itemCode: 'V.1', sameAs: 'M.1' })
  expect(checkSameItems([first, second, third]).map((one) => [one.file, one.item])).toEqual([
    ['PO.json', 'Q_1'],
  ])
})
