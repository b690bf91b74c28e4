import { describe, expect, it } from 'vitest'
import { cohort, defineVersion, framework, period, scoredItem, tally } from './cohort.ts'
import type { ItemChange } from './model.ts'
import { buildSchoolReport } from './school-report.ts'

const names = ['KM_RE_1', 'KM_OL_D_1', 'KM_OL_D_2', 'KM_OL_D_3', 'KM_OL_B_1']
const define = (id: number, changed?: string) =>
  defineVersion(
    id,
    `${id}.0`,
    names.map((name) => scoredItem(name, { itemVersion: name === changed ? 2 : 1 })),
  )
const [first, second] = [define(1), define(2, 'KM_OL_B_1')]
const changes: ItemChange[] = [
  { fromDefinitionId: 1, toDefinitionId: 2, item: 'KM_OL_B_1', verdict: 'changed', reason: 'Nu ook ouders.' },
]
const then = { KM_RE_1: 2, KM_OL_D_1: 3, KM_OL_D_2: 'wn', KM_OL_D_3: 4, KM_OL_B_1: 1 }
const now = { KM_RE_1: 2, KM_OL_D_1: 4, KM_OL_D_2: 1, KM_OL_D_3: 'nvt', KM_OL_B_1: 3 }

const report = (answers: Record<string, number | string> = now, previous = true) =>
  buildSchoolReport({
    ...cohort({ definitions: [first, second], tallies: [], periods: [], changes }),
    schoolId: 7,
    current: period(2, { version: '2.0', released: false }),
    ...(previous ? { previous: period(1), otherCoordinator: true } : {}),
    tallies: [tally(first, 1, 7, [then]), tally(second, 2, 7, [answers]), tally(second, 2, 8, [then])],
    framework,
  })

const row = (item: string, one = report()) =>
  one.domains.flatMap((d) => d.subdomains.flatMap((s) => s.rows)).find((r) => r.item === item)

describe('the report of one school', () => {
  it('says per expectation the level, the sentence that was chosen, the next one and what moved', () => {
    expect(row('KM_OL_D_1')).toEqual({
      item: 'KM_OL_D_1',
      expectationCode: 'OL.D.1',
      shortTitle: 'Kort KM_OL_D_1',
      expectationTitle: 'Duidelijke doelen',
      level: 4,
      label: 'Geborgd',
      anchor: 'zin 4',
      previous: { level: 3, label: 'Op orde' },
      movement: 'up',
    })
    expect(row('KM_RE_1')).toMatchObject({ level: 2, anchor: 'zin 2', next: 'zin 3', movement: 'same' })
  })

  it('marks which characteristics of the school changed, in words, and scores none of them', () => {
    const size = (id: number) =>
      defineVersion(id, `${id}.0`, [
        scoredItem('KM_RE_1'),
        ...['CTX_02', 'CTX_14'].map((name) =>
          scoredItem(name, {
            scale: undefined,
            expectationCodes: ['CI.I.1'],
            choices: [
              { value: 'klein', text: 'minder dan 300' },
              { value: 'groot', text: '300 of meer' },
            ],
          }),
        ),
      ])
    const [before, after] = [size(1), size(2)]
    const one = buildSchoolReport({
      ...cohort({ definitions: [before, after], tallies: [], periods: [], changes: [] }),
      schoolId: 7,
      current: period(2, { version: '2.0' }),
      previous: period(1),
      tallies: [
        tally(before, 1, 7, [{ KM_RE_1: 2, CTX_02: 'klein', CTX_14: 'klein' }]),
        tally(after, 2, 7, [{ KM_RE_1: 2, CTX_02: 'groot', CTX_14: 'klein' }]),
      ],
      framework,
    })
    expect(one.profileChanges).toEqual([
      { item: 'CTX_02', title: 'Kort CTX_02', before: 'minder dan 300', now: '300 of meer' },
    ])
    expect(row('CTX_02', one)).toBeUndefined()
  })

  it('names the reason instead of a difference where the question changed', () => {
    const changed = row('KM_OL_B_1')
    expect(changed).toMatchObject({ level: 3, movement: 'not_comparable', reason: 'Nu ook ouders.' })
    expect(changed?.previous).toBeUndefined()
  })

  it('shows an escape by its label, without level or movement', () => {
    expect(row('KM_OL_D_3')).toMatchObject({
      label: 'Geldt niet voor ons',
      previous: { level: 4, label: 'Geborgd' },
      movement: 'none',
    })
    expect(row('KM_OL_D_3')?.level).toBeUndefined()
    expect(row('KM_OL_D_2')).toMatchObject({ previous: { label: 'Weet ik niet' }, movement: 'none' })
  })

  it('keeps the order of the framework and leaves out what has no question', () => {
    expect(report().domains.map((d) => [d.code, d.subdomains.map((s) => s.code)])).toEqual([
      ['RE', ['RE']],
      ['OL', ['OL.D', 'OL.B']],
    ])
  })

  // R version 4.2.2: quantile(c(4, 1), 0.5, type = 1) is 1; quantile(c(4, 1, 3), 0.5, type = 1) is 3.
  it('takes the lower median of a subdomain from two thirds of its items, never of a single item', () => {
    const medians = (answers: Record<string, number | string>) =>
      report(answers).domains.flatMap((d) => d.subdomains.map((s) => s.median))
    expect(medians(now)).toEqual([undefined, 1, undefined])
    expect(medians({ ...now, KM_OL_D_3: 3 })).toEqual([undefined, 3, undefined])
    expect(medians({ ...now, KM_OL_D_1: 'wn' })).toEqual([undefined, undefined, undefined])
  })

  it('names strengths from the highest and points of attention from the lowest level', () => {
    expect(report().strengths).toEqual(['KM_OL_D_1', 'KM_OL_B_1'])
    expect(report().attention).toEqual(['KM_OL_D_2', 'KM_RE_1'])
  })

  it('counts what moved, over comparable levels only', () => {
    expect(report().moved).toEqual({ up: 1, same: 1, down: 0, notComparable: 1 })
  })

  it('looks back at nothing in a first year', () => {
    const one = report(now, false)
    expect(one.previousYear).toBeUndefined()
    expect(one.moved).toEqual({ up: 0, same: 0, down: 0, notComparable: 0 })
    expect(row('KM_RE_1', one)?.movement).toBe('none')
  })
})
