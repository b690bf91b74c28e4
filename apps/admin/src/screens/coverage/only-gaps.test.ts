import type { CoverageView } from '@km/api'
import { describe, expect, it } from 'vitest'
import { onlyGaps } from './only-gaps.ts'
import type { Sources } from './sources.tsx'

const sources = new Map(
  (['evidence', 'none'] as const).map((state) => [state, { code: state, state }]),
) as unknown as Sources
const by = (...names: string[]) => names.map((source) => ({ source, questions: 1, rows: [] }))
const full = { state: 'evidence', edges: by('evidence') }

/*
 * R1 is covered and A1 (for R1) has no row in the plan: both stay, R1 as the place of A1. R2 is covered, and A2
 * for it too: both go. A3 has a source without anything: stays. E1 has evidence of one source and nothing of
 * another: stays. K1 has all: goes.
 */
const view = {
  goals: [
    {
      code: 'D1',
      results: [
        { code: 'R1', ...full, derived: false, activities: ['A1'] },
        { code: 'R2', ...full, derived: false, activities: ['A2'] },
      ],
      activities: [
        { code: 'A1', ...full, measures: [], results: ['R1'] },
        { code: 'A2', ...full, measures: ['K1'], results: ['R2'] },
        { code: 'A3', state: 'none', edges: by('none'), measures: ['K1'], results: [] },
      ],
    },
    { code: 'D2', results: [{ code: 'R3', ...full, derived: false, activities: [] }], activities: [] },
  ],
  expectations: [
    { code: 'E1', state: 'evidence', edges: by('evidence', 'none') },
    { code: 'E2', ...full },
    { code: 'E3', state: 'none', edges: [] },
  ],
  combinations: [
    { code: 'K1', state: 'evidence', instruments: ['evidence'] },
    { code: 'K2', state: 'few', instruments: ['evidence'] },
  ],
} as unknown as CoverageView

describe('only what lacks something', () => {
  const { goals, expectations, combinations } = onlyGaps(view, sources)

  it('keeps results and activities without evidence, without a row or with a source that has nothing', () => {
    expect(goals.map((one) => one.code)).toEqual(['D1'])
    expect(goals[0]?.results.map((one) => one.code)).toEqual(['R1'])
    expect(goals[0]?.activities.map((one) => one.code)).toEqual(['A1', 'A3'])
  })

  it('keeps expectations and rows of Bijlage 1 of which something is missing', () => {
    expect(expectations.map((one) => one.code)).toEqual(['E1', 'E3'])
    expect(combinations.map((one) => one.code)).toEqual(['K2'])
  })
})
