import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { Model, type Question } from 'survey-core'
import { describe, expect, test } from 'vitest'
import { compileChecker } from './checker.ts'
import { flattenSurvey, isRecord, listOf } from './elements.ts'
import { registerItemProperties } from './item-properties.ts'
import type { Answers, Definition, Item, SurveyJson } from './model.ts'
import { parseDefinition } from './parse.ts'

registerItemProperties()

const instruments = new URL('../../../surveys/instruments/', import.meta.url)
const real = readdirSync(instruments).flatMap((code) =>
  readdirSync(new URL(`${code}/`, instruments))
    .filter((name) => /^\d/.test(name))
    .map((name): readonly [string, SurveyJson] => [
      `${code} ${name}`,
      JSON.parse(readFileSync(new URL(`${code}/${name}`, instruments), 'utf8')) as SurveyJson,
    ]),
)

const abc = ['a', 'b', 'c']
const one = (name: string, rest: SurveyJson = {}): SurveyJson => ({
  type: 'radiogroup',
  name,
  choices: abc,
  ...rest,
})
const survey = (...elements: SurveyJson[]): SurveyJson => ({ pages: [{ name: 'p', elements }] })

const tiny: readonly (readonly [string, SurveyJson])[] = [
  ['a question on a question', survey(one('q1'), one('q2', { visibleIf: "{q1} = 'a'", isRequired: true }))],
  [
    'a chain in which a hidden question keeps its value',
    survey(
      one('q1'),
      one('q2', { visibleIf: "{q1} <> 'a'" }),
      one('q3', { visibleIf: "{q2} = 'b'", isRequired: true }),
    ),
  ],
  [
    'a panel in a panel',
    survey(one('q1', { isRequired: true }), one('q2'), {
      type: 'panel',
      name: 'outer',
      visibleIf: '{q1} notempty',
      elements: [
        {
          type: 'panel',
          name: 'inner',
          visibleIf: "{q2} anyof ['a', 'b']",
          elements: [one('q3', { isRequired: true })],
        },
        one('q4', { visibleIf: '{q3} empty' }),
      ],
    }),
  ],
  [
    'a page',
    {
      pages: [
        { name: 'p1', elements: [one('q1')] },
        { name: 'p2', visibleIf: "{q1} = 'a' or {q1} = 'c'", elements: [one('q2', { isRequired: true })] },
        { name: 'p3', visible: false, elements: [one('q3', { isRequired: true })] },
      ],
    },
  ],
  [
    'more answers',
    survey(
      { type: 'checkbox', name: 'q1', choices: abc, isRequired: true },
      one('q2', { visibleIf: "{q1} contains 'b'", isRequired: true }),
      one('q3', { visibleIf: "{q1} allof ['a', 'c']" }),
      one('q4', { visibleIf: '{q1.length} > 1' }),
      one('q5', { visibleIf: "{q1[0]} = 'c'" }),
    ),
  ],
  [
    'numbers',
    survey(
      { type: 'text', inputType: 'number', name: 'q1', min: 0, max: 10, isRequired: true },
      { type: 'rating', name: 'q2', visibleIf: '{q1} > 3', isRequired: true },
      one('q3', { visibleIf: '{q1} + {q2} >= 9' }),
      one('q4', { visibleIf: 'iif({q1} > 5, {q2}, 1) = 1', requiredIf: '{q1} = 0 or {q2} = 5' }),
    ),
  ],
  [
    'a required matrix row',
    survey(
      { type: 'matrix', name: 'm', rows: ['r1', 'r2'], columns: abc, eachRowRequired: true },
      one('q2', { visibleIf: "{m.r1} = 'a'", isRequired: true }),
      { type: 'matrix', name: 'n', rows: ['r1', 'r2'], columns: abc, isRequired: true },
      one('q3', { visibleIf: '{n.r2} empty and {m} notempty' }),
    ),
  ],
  [
    'lines of a multipletext',
    survey(
      {
        type: 'multipletext',
        name: 'm',
        items: [{ name: 'taal', isRequired: true }, { name: 'vakken' }],
      },
      one('q2', { visibleIf: "{m.taal} = 'x'" }),
    ),
  ],
  [
    'yes and no, text, date',
    survey(
      { type: 'boolean', name: 'q1', isRequired: true },
      { type: 'comment', name: 'q2', visibleIf: '{q1} = true', isRequired: true },
      { type: 'text', name: 'q3', visibleIf: '!{q1}', requiredIf: '{q2} notempty' },
      { type: 'text', inputType: 'date', name: 'q4', visibleIf: '{q3} empty', isRequired: true },
    ),
  ],
  [
    'names that differ in capitals, and a ranking',
    survey(
      one('Soort', { isRequired: true }),
      { type: 'ranking', name: 'q2', choices: abc, visibleIf: "{soort} = 'a'", isRequired: true },
      { type: 'tagbox', name: 'q3', choices: [1, 2, 3], isRequired: true },
      one('q4', { visibleIf: '{q3} contains 2' }),
    ),
  ],
  [
    'a text beside the choices',
    survey(
      one('q1', { showOtherItem: true }),
      one('q2', { showCommentArea: true, visibleIf: "{q1} = 'other'", isRequired: true }),
    ),
  ],
]

/** Choices of the real instruments that go with no other: "niemand", "geen", ... */
const exclusiveValues = new Set<unknown>(
  real
    .flatMap(([, json]) => flattenSurvey(json).elements)
    .flatMap(({ json }) => listOf(json.choices))
    .flatMap((choice) => (isRecord(choice) && choice.isExclusive === true ? [choice.value] : [])),
)

/** Values that an item may have, and sometimes a text of spaces only. */
function anyValue(item: Item): fc.Arbitrary<unknown> {
  const choices = item.choices.map((choice) => choice.value)
  switch (item.kind) {
    case 'single':
      return choices.includes('true') ? fc.boolean() : fc.constantFrom(...choices)
    case 'multiple':
      return fc
        .shuffledSubarray(choices, { minLength: 1, maxLength: item.maxSelected ?? choices.length })
        .map((list) => (list.length === 1 ? list : list.filter((value) => !exclusiveValues.has(value))))
        .filter((list) => list.length > 0)
    case 'ranking':
      return fc.shuffledSubarray(choices, { minLength: choices.length })
    case 'number':
      return wholeNumber(item.range ?? { min: 0, max: 9, step: 1 })
    case 'date':
      return fc.constant('2026-04-15')
    case 'text':
      return fc.constantFrom('x', 'een voorbeeld', '   ')
  }
}

/** Whole numbers that the range allows. */
function wholeNumber({ min, max, step }: NonNullable<Item['range']>): fc.Arbitrary<number> {
  const stride = Math.max(step, 1)
  return fc.integer({ min: 0, max: Math.floor((max - min) / stride) }).map((steps) => min + steps * stride)
}

/** Answers to some of the items, whether or not they are asked. */
function answersOf(definition: Definition): fc.Arbitrary<Answers> {
  const comments: [string, fc.Arbitrary<unknown>][] = definition.items
    .filter((item) => item.path.length === 1)
    .filter((item) =>
      compileChecker(definition)({ [`${item.name}-Comment`]: 'x' }).every((p) => p.code !== 'unknown'),
    )
    .map((item) => [`${item.name}-Comment`, fc.constant('toelichting')])
  const values = definition.items.map((item) => fc.option(anyValue(item), { nil: undefined, freq: 3 }))
  const all = fc.tuple(fc.tuple(...values), fc.record(Object.fromEntries(comments), { requiredKeys: [] }))
  return all.map(([given, texts]) => {
    const answers: Record<string, unknown> = { ...texts }
    definition.items.forEach(({ path: [question, row] }, index) => {
      if (given[index] === undefined) return
      if (row === undefined) answers[question] = given[index]
      else answers[question] = { ...(answers[question] as SurveyJson | undefined), [row]: given[index] }
    })
    return answers
  })
}

interface Problems {
  readonly hidden: readonly string[]
  readonly required: readonly string[]
}

function isShown(question: Question): boolean {
  return question.isVisible && question.isParentVisible
}

function requiredRows(question: Question): readonly string[] {
  const value = (question.value ?? {}) as SurveyJson
  const empty = (key: string): boolean => `${value[key] ?? ''}`.trim() === ''
  if (question.getType() === 'matrix') {
    const wanted = question.errors.some((error) => error.getErrorType() === 'requiredinallrowserror')
    return wanted ? question.rows.map((row: { value: string }) => row.value).filter(empty) : []
  }
  if (question.getType() !== 'multipletext') return []
  const lines: readonly { name: string; editor: Question }[] = question.items
  return lines.filter((line) => line.editor.errors.some(isRequiredError)).map((line) => line.name)
}

function isRequiredError(error: { getErrorType(): string }): boolean {
  return error.getErrorType() === 'required'
}

/** What survey-core itself says of these answers. */
function askSurveyCore(model: Model, answers: Answers): Problems {
  model.data = structuredClone(answers)
  model.validate(true)
  const hidden: string[] = []
  const required: string[] = []
  for (const question of model.getAllQuestions()) {
    const { name } = question
    if (!isShown(question)) hidden.push(...[name, `${name}-Comment`].filter((key) => key in answers))
    else {
      // A required matrix row is reported by us as the row, by survey-core as the matrix.
      required.push(...requiredRows(question).map((row) => `${name}_${row}`))
      if (question.errors.some(isRequiredError)) required.push(name)
      if (question.errors.some((error) => error.getErrorType() === 'otherempty'))
        required.push(`${name}-Comment`)
    }
  }
  return { hidden: hidden.sort(), required: required.sort() }
}

function expectAgreement(json: SurveyJson, numRuns: number): void {
  const definition = parseDefinition(json, { instrument: 'TEST', version: { major: 1, minor: 0 } })
  const check = compileChecker(definition)
  const model = new Model(json)
  fc.assert(
    fc.property(answersOf(definition), (answers) => {
      const problems = check(answers)
      const ours = (code: string): string[] =>
        problems
          .filter((problem) => problem.code === code)
          .map((problem) => problem.item)
          .sort()
      expect({ hidden: ours('hidden'), required: ours('required') }).toEqual(askSurveyCore(model, answers))
      // The generator makes no other mistake, so nothing else may be refused.
      expect(problems.filter(({ code }) => code !== 'hidden' && code !== 'required')).toEqual([])
    }),
    { numRuns },
  )
}

describe('the checker agrees with survey-core on what is hidden and what is required', () => {
  test.each(tiny)('with %s', (_name, json) => expectAgreement(json, 150), 60_000)

  test.each(real)('in the real %s', (_name, json) => expectAgreement(json, 60), 60_000)
})

/** Values that fit, that nearly fit and that do not fit at all, under keys that exist or nearly do. */
function wildAnswersOf(definition: Definition): fc.Arbitrary<Answers> {
  const wild = fc.oneof(
    fc.jsonValue({ maxDepth: 3 }),
    fc.constantFrom<unknown>(-0, Number.NaN, 99, '3', ' ', '\0', [[]], ['a', 'a'], { r1: 'a' }, { r1: null }),
  )
  const values = definition.items.map((item): [string, fc.Arbitrary<unknown>] => [
    item.path[0],
    fc.oneof({ weight: 3, arbitrary: anyValue(item) }, { weight: 1, arbitrary: wild }),
  ])
  const names = definition.items.flatMap(({ name, path: [question] }) => [
    `${question}-Comment`,
    name,
    '__proto__',
  ])
  const strange = fc.dictionary(fc.constantFrom(...names), wild, { maxKeys: 2 })
  return fc
    .tuple(
      fc.record(Object.fromEntries(values), { requiredKeys: [] }),
      fc.option(strange, { nil: {}, freq: 3 }),
    )
    .map(([given, more]) => ({ ...more, ...given }))
}

describe('whatever comes in', () => {
  test.each([...tiny, ...real.filter(([name]) => name.startsWith('MBO'))])(
    'with %s, survey-core would drop nothing of what the checker accepts, and the checker never throws',
    (_name, json) => {
      const definition = parseDefinition(json, { instrument: 'TEST', version: { major: 1, minor: 0 } })
      const check = compileChecker(definition)
      const model = new Model({ ...json, clearInvisibleValues: 'onHidden' })
      fc.assert(
        fc.property(wildAnswersOf(definition), (answers) => {
          if (check(answers).length > 0) return
          model.data = structuredClone(answers)
          model.clearIncorrectValues(true)
          expect(model.data).toEqual(answers)
        }),
        { numRuns: 200 },
      )
    },
    60_000,
  )
})
