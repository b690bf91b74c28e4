import { describe, expect, it } from 'vitest'
import { checkSchoolSize } from './check-school-size.ts'
import { parseDefinition } from './parse.ts'

const schoolSize = {
  item: 'CTX_03',
  bands: [
    { value: 'few', title: 'weinig leerlingen' },
    { value: 'many', title: 'veel leerlingen' },
  ],
}
const ofSchool = { unit: 'school', anonymityLevel: 'F' } as const
const asking = (own: Readonly<Record<string, unknown>>) =>
  parseDefinition(
    {
      pages: [{ name: 'een', elements: [{ type: 'radiogroup', name: 'CTX_03', title: 'Hoeveel?', ...own }] }],
    },
    { instrument: 'KLEIN', version: { major: 1, minor: 0 } },
  )
const bands = { choices: ['few', 'many'] }

describe('the question that says how large a school is', () => {
  it('has the bands of the framework as its answers, in any words and order', () => {
    const definition = asking({ choices: [{ value: 'many', text: 'heel veel' }, 'few'] })
    expect(checkSchoolSize({ schoolSize }, ofSchool, definition)).toEqual([])
  })

  it.each([
    ['an answer that is no band', { choices: ['few', 'many', 'unknown'] }, /unknown/],
    ['a band that is no answer', { choices: ['many'] }, /few/],
    ['several answers at once', { type: 'checkbox', ...bands }, /één antwoord/],
  ])('is refused with %s', (_what, own, message) => {
    expect(checkSchoolSize({ schoolSize }, ofSchool, asking(own))).toEqual([
      { item: 'CTX_03', message: expect.stringMatching(message) },
    ])
  })

  it.each([
    { unit: 'person', anonymityLevel: 'F' },
    { unit: 'school', anonymityLevel: 'V' },
  ] as const)('is not asked of people or in confidence: %o', (facts) => {
    expect(checkSchoolSize({ schoolSize }, facts, asking(bands))).toHaveLength(1)
  })

  it('may be absent, in a version and in a framework', () => {
    expect(checkSchoolSize({ schoolSize }, ofSchool, asking({ name: 'CTX_04', ...bands }))).toEqual([])
    expect(checkSchoolSize({}, ofSchool, asking({ choices: ['x', 'y'] }))).toEqual([])
  })
})
