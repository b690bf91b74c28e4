import { describe, expect, it } from 'vitest'
import { estimateMinutes, suspectTime } from './estimate-minutes.ts'
import { parseInstrumentFacts } from './files.ts'
import { define, surveyOf } from './testing.ts'

/*
 * Worked out by hand. Two questions of 4 words with the same three answers (1 + 3 + 1 = 5 words, read once), an
 * open question of 3 words, a privacy line of 4: 20 words. Choosing twice 5 s, writing once 30 s: 40 s.
 */
const choices = [
  { value: 'ja', text: 'Ja' },
  { value: 'beetje', text: 'Een heel beetje' },
  { value: 'nee', text: 'Nee' },
]
const ask = (name: string, title: string) => ({ type: 'radiogroup', name, title, itemCode: name, choices })
const form = define(
  surveyOf([
    ask('A', 'Helpt de coach jou?'),
    ask('B', 'Praat jij veel Nederlands?'),
    { type: 'comment', name: 'C', title: 'Wat helpt nog?', itemCode: 'C', maxLength: 200 },
  ]),
)
const facts = (more: object) =>
  parseInstrumentFacts(
    {
      ...{
        code: 'PROEF',
        title: 'P',
        shortTitle: 'P',
        respondent: 'iemand',
        rhythm: 'soms',
        mode: 'open-link',
      },
      ...{ anonymityLevel: 'A', languageLevel: 'A2', bijlageCodes: [], unit: 'person', framework: 'f' },
      ...{ minutes: { min: 0.5, max: 1 }, privacyLine: 'Wij vragen dit zelf.', accepted: [], changes: [] },
      ...more,
    },
    'instrument.json',
  )

describe('the time that a form takes', () => {
  it('is reading, choosing and writing', () => {
    expect(estimateMinutes(form, facts({}))).toBeCloseTo(20 / 100 + 40 / 60, 10)
    expect(estimateMinutes(form, facts({ languageLevel: 'B1' }))).toBeCloseTo(20 / 200 + 40 / 60, 10)
  })

  it('is a suspicion when it is more than the form promises', () => {
    expect(suspectTime(form, facts({}))).toEqual([])
    const tight = { minutes: { min: 0.1, max: 0.5 } }
    expect(suspectTime(form, facts(tight))).toEqual([
      { rule: 'minutes', item: 'PROEF', message: expect.stringContaining('0,9') },
    ])
    expect(suspectTime(form, facts({ ...tight, mode: 'member' }))).toEqual([])
  })
})
