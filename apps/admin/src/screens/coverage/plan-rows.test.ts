import { describe, expect, it } from 'vitest'
import { groupPlan } from './plan-rows.ts'

type Goal = Parameters<typeof groupPlan>[0]

const row = (code: string) => ({ code, title: code, state: 'none' as const, edges: [] })
const result = (code: string, activities: readonly string[]) => ({ ...row(code), derived: false, activities })
const activity = (code: string, results: readonly string[]) => ({ ...row(code), results, measures: [] })
const goals: readonly Goal[] = [
  {
    ...row('D1'),
    results: [result('R1', ['A1', 'A2']), result('R2', ['A2', 'A9'])],
    activities: [activity('A1', ['R1']), activity('A2', ['R1', 'R2']), activity('A3', ['R5'])],
  },
  { ...row('D2'), results: [result('R5', ['A3'])], activities: [activity('A9', ['R2'])] },
]
const codes = (goal: number) =>
  groupPlan(goals[goal] as Goal, goals).map((group) => [
    group.result?.code,
    group.activities.map((one) => one.code),
    group.elsewhere.map((one) => `${one.activity} at ${one.at}`),
  ])

describe('a goal of the plan', () => {
  it('tells each activity once, and says where else it is told', () => {
    expect(codes(0)).toEqual([
      ['R1', ['A1', 'A2'], []],
      ['R2', [], ['A2 at R1', 'A9 at D2']],
      [undefined, ['A3'], []],
    ])
  })

  it('of which another goal holds the activity says so', () => {
    expect(codes(1)).toEqual([
      ['R5', [], ['A3 at D1']],
      [undefined, ['A9'], []],
    ])
  })
})
