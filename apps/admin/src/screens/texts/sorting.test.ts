import type { TextsView } from '@km/api'
import { expect, it } from 'vitest'
import { mostOf, offered, stepsOf, toggled, withReading } from './sorting.ts'

const text = (id: string, themes: number[] = [], read = themes.length > 0) => ({
  ...{ id, text: id, read, themes, cleaned: '', shared: false },
})
const round = (roundId: number, texts: ReturnType<typeof text>[], sorted: [number, number][] = []) => ({
  ...{
    roundId,
    schoolYear: `202${roundId}-202${roundId + 1}`,
    period: '',
    tooFew: false,
    enough: false,
    texts,
  },
  sorted: {
    texts: texts.filter((one) => one.read).length,
    themes: sorted.map(([id, n]) => ({ id, texts: n })),
  },
})
const view: TextsView = {
  themes: [
    { id: 1, name: 'Taal', description: '', active: true },
    { id: 2, name: 'Tijd', description: '', active: true, item: 'A_1' },
    { id: 3, name: 'Stage', description: '', active: true, item: 'A_2' },
    { id: 4, name: 'Oud', description: '', active: false },
  ],
  items: [
    {
      item: 'A_1',
      title: 'Wat kan beter?',
      rounds: [
        round(
          4,
          [text('a', [1]), text('b', [1, 2])],
          [
            [1, 2],
            [2, 1],
          ],
        ),
        round(5, [text('c'), text('d', [2])], [[2, 1]]),
      ],
    },
  ],
}
const [question] = view.items as [TextsView['items'][number]]

it('walks through the newest round first', () => {
  expect(stepsOf(question).map((step) => step.text.id)).toEqual(['c', 'd', 'a', 'b'])
})

it('offers themes of the question and of all, not those that were put away', () => {
  expect(offered(view.themes, 'A_1').map(({ name }) => name)).toEqual(['Taal', 'Tijd'])
})

it('ticks and unticks', () => {
  expect([toggled([1], 2), toggled([1, 2], 1)]).toEqual([[1, 2], [2]])
})

it('says what most texts of all years are about', () => {
  // Taal: a b. Tijd: b d. Read: a b d.
  expect(mostOf(view, question)).toEqual({ name: 'Taal', count: 2, of: 3 })
})

it('counts along when a text is read', () => {
  const reading = {
    roundId: 5,
    item: 'A_1',
    textId: 'c',
    read: true,
    themes: [1, 2],
    cleaned: '',
    shared: false,
  }
  const after = withReading(view, reading).items[0]?.rounds
  expect(after?.[1]?.sorted).toEqual({
    texts: 2,
    themes: [
      { id: 1, texts: 1 },
      { id: 2, texts: 2 },
    ],
  })
  expect(after?.[0]).toEqual(question.rounds[0])
})
