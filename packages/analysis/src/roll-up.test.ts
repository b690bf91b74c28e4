import { describe, expect, it } from 'vitest'
import { buildComparison } from './build-comparison.ts'
import { cohort, defineVersion, j3, period, scoredItem, tally } from './cohort.ts'
import type { ComparisonInput, ItemChange } from './model.ts'

const names = ['KM_RE_1', 'KM_OL_D_1', 'KM_OL_D_2', 'KM_OL_D_3', 'KM_OL_B_1']
const first = defineVersion(
  1,
  '1.0',
  names.map((name) => scoredItem(name)),
)
const second = defineVersion(
  2,
  '2.0',
  names.map((name) => scoredItem(name, { itemVersion: name === 'KM_OL_D_3' ? 2 : 1 })),
)
const changes: ItemChange[] = [
  { fromDefinitionId: 1, toDefinitionId: 2, item: 'KM_OL_D_1', verdict: 'reworded', reason: '' },
  { fromDefinitionId: 1, toDefinitionId: 2, item: 'KM_OL_D_3', verdict: 'changed', reason: 'Nu ook ouders.' },
]
const schools = [1, 2, 3, 4, 5, 6]
const all = (value: number | string) => Object.fromEntries(names.map((name) => [name, value]))

const roll = (more: Partial<ComparisonInput>) =>
  buildComparison(
    cohort({
      definitions: [first, second],
      tallies: schools.flatMap((school) => [
        tally(first, 1, school, [all(school === 6 ? 'wn' : 2)]),
        tally(second, 2, school, [{ ...all(3), KM_OL_D_2: school === 1 ? undefined : 1 }]),
      ]),
      periods: [period(1), period(2, { version: '2.0' })],
      changes,
      more,
    }),
  )

describe('a roll-up', () => {
  const { rows, headline } = roll({ level: 'subdomain' })
  const goals = rows.find(({ key }) => key === 'OL.D')

  it('counts school × item answers over the items that are comparable in both years', () => {
    expect(goals?.periods.map((one) => one.cell)).toMatchObject([
      {
        rollUp: {
          n: 6,
          answers: 12,
          sufficient: { count: 0, of: 12 },
          items: { counted: 2, of: 3 },
        },
      },
      { rollUp: { n: 6, answers: 11, sufficient: { count: 6, of: 11 }, items: { counted: 2, of: 3 } } },
    ])
  })

  it('says that it is only partly comparable, and why', () => {
    expect(goals?.steps[0]).toMatchObject({ verdict: 'mixed', reason: 'Nu ook ouders.' })
  })

  it('moves schools × items, and says how many schools', () => {
    expect(goals?.steps[0]?.movement).toMatchObject({
      movement: { n: 5, pairs: 9, up: 5, same: 0, down: 4, escapes: 2 },
    })
  })

  it('keeps the order of the framework, with a domain without subdomains as its own row', () => {
    expect(rows.map(({ key }) => key)).toEqual(['RE', 'OL.D', 'OL.B'])
    expect(roll({ level: 'domain' }).rows.map(({ key }) => key)).toEqual(['RE', 'OL'])
  })

  it('counts a changed question once in the headline', () => {
    expect(headline).toMatchObject({ comparable: 3, changed: 1 })
  })

  it('leaves out for others what is hidden per item, so that nothing can be subtracted', () => {
    const [row] = roll({ level: 'subdomain', minUnits: 6 }).rows.filter(({ key }) => key === 'OL.D')
    // Five schools answered KM_OL_D_2 in the second year: it is hidden, and left out of both years.
    expect(row?.periods.map((one) => one.cell)).toMatchObject([
      { rollUp: { n: 6, answers: 6, items: { counted: 1, of: 3 } } },
      { rollUp: { n: 6, answers: 6, items: { counted: 1, of: 3 } } },
    ])
  })
})

describe('a roll-up of anonymous people', () => {
  it('leaves out an item that fewer than five answered, whoever looks', () => {
    const people = [1, 2, 3, 4, 5, 6].map((one) => ({
      KM_OL_D_1: 3,
      ...(one < 5 ? { KM_OL_D_2: 1 } : {}),
      KM_OL_D_3: one < 6 ? 2 : undefined,
    }))
    const { rows } = buildComparison(
      cohort({
        definitions: [first],
        tallies: [tally(first, 1, 0, people)],
        periods: [period(1, { responded: 6 })],
        more: {
          instrument: { code: 'MBO-STU', title: 'Student', anonymityLevel: 'A', unit: 'person' },
          level: 'subdomain',
        },
      }),
    )
    expect(rows.find(({ key }) => key === 'OL.D')?.periods[0]?.cell).toMatchObject({
      rollUp: { n: 6, answers: 11, sufficient: { count: 6, of: 11 }, items: { counted: 2, of: 3 } },
    })
    expect(rows.find(({ key }) => key === 'RE')?.periods[0]?.cell).toEqual({
      kind: 'suppressed',
      reason: 'too_few',
    })
  })
})

describe('an expectation', () => {
  it('takes the short title and the figures of its one item', () => {
    const [row] = roll({ level: 'expectation' }).rows
    expect(row).toMatchObject({ key: 'RE.1', title: 'Kort KM_RE_1', kind: 'single', scale: 'S4' })
    expect(row?.periods[0]?.cell).toMatchObject({ distribution: { n: 6 } })
  })

  it('shows both questions and no difference when its item was replaced', () => {
    const [old, young] = ['KM_A', 'KM_B'].map((name, index) =>
      defineVersion(index + 1, `${index + 1}.0`, [scoredItem(name, { expectationCodes: ['RE.1'] })]),
    )
    if (!old || !young) throw new Error('two versions')
    const { rows } = buildComparison(
      cohort({
        definitions: [old, young],
        tallies: schools.flatMap((school) => [
          tally(old, 1, school, [{ KM_A: 1 }]),
          tally(young, 2, school, [{ KM_B: 4 }]),
        ]),
        periods: [period(1), period(2, { version: '2.0' })],
        changes: [
          { fromDefinitionId: 1, toDefinitionId: 2, item: 'KM_A', verdict: 'retired', reason: 'Vervangen.' },
          { fromDefinitionId: 1, toDefinitionId: 2, item: 'KM_B', verdict: 'new', reason: '' },
        ],
        more: { level: 'expectation' },
      }),
    )
    expect(rows).toHaveLength(1)
    expect(rows[0]?.periods.map(({ cell }) => cell.kind)).toEqual(['shown', 'shown'])
    expect(rows[0]?.steps[0]).toMatchObject({
      verdict: 'changed',
      reason: 'Vervangen.',
      movement: { kind: 'suppressed', reason: 'not_comparable' },
    })
  })

  it('never adds up answers on different scales', () => {
    const mixed = defineVersion(1, '1.0', [
      scoredItem('A', { expectationCodes: ['RE.1'], scale: 'J3', choices: [{ value: 'ja', text: 'Ja' }] }),
      scoredItem('B', { expectationCodes: ['RE.1'], scale: 'E5', choices: [{ value: 1, text: 'Oneens' }] }),
    ])
    const { rows } = buildComparison(
      cohort({
        definitions: [mixed],
        tallies: schools.map((school) => tally(mixed, 1, school, [{ A: 'ja', B: 1 }])),
        periods: [period(1)],
        more: {
          level: 'domain',
          scales: [j3, { ...j3, code: 'E5', levels: [{ value: 1, label: 'Oneens' }] }],
        },
      }),
    )
    expect(rows.map(({ key, scale }) => [key, scale])).toEqual([
      ['RE', 'J3'],
      ['RE/E5', 'E5'],
    ])
  })
})
