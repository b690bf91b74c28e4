import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Equation, feasibleInterval } from './bounds.ts'

const upTo = (max: number) => ({ min: 0, max })

describe('the interval of a hidden count', () => {
  it('is a point when a total and all but one part are shown', () => {
    const unknowns = [upTo(20), upTo(20), upTo(20)]
    const equations: Equation[] = [
      { unknowns: [0, 1, 2], equals: 10 },
      { unknowns: [1, 2], equals: 9 },
    ]
    expect(feasibleInterval(unknowns, equations, 0)).toEqual({ min: 1, max: 1 })
  })

  // Fréchet bounds of a 2 × 2 table with margins (5, 7) and (4, 8): max(0, r + c - n) ≤ x ≤ min(r, c),
  // Dobra & Fienberg (2000), "Bounds for cell entries in contingency tables given marginal totals and
  // decomposable graphs", PNAS 97(22).
  it('is what Fréchet found for the cells of a table of which only the margins are shown', () => {
    const unknowns = [upTo(12), upTo(12), upTo(12), upTo(12)]
    const equations: Equation[] = [
      { unknowns: [0, 1], equals: 5 },
      { unknowns: [2, 3], equals: 7 },
      { unknowns: [0, 2], equals: 4 },
      { unknowns: [1, 3], equals: 8 },
    ]
    expect(feasibleInterval(unknowns, equations, 0)).toEqual({ min: 0, max: 4 })
    expect(feasibleInterval(unknowns, equations, 3)).toEqual({ min: 3, max: 7 })
  })

  it('does not exist when the figures contradict each other', () => {
    const equations: Equation[] = [
      { unknowns: [0], equals: 1 },
      { unknowns: [0], equals: 2 },
    ]
    expect(feasibleInterval([upTo(5)], equations, 0)).toBeUndefined()
  })

  it('is exact: every system of four small counts agrees with trying all of them', () => {
    const subset = fc.uniqueArray(fc.nat(3), { minLength: 1, maxLength: 4 })
    const truth = fc.array(fc.nat(3), { minLength: 4, maxLength: 4 })
    fc.assert(
      fc.property(truth, fc.array(subset, { maxLength: 4 }), fc.nat(3), (counts, groups, target) => {
        const equations = groups.map((unknowns) => {
          return { unknowns, equals: unknowns.reduce((sum, index) => sum + (counts[index] ?? 0), 0) }
        })
        const possible = Array.from({ length: 256 }, (_, code) =>
          [0, 2, 4, 6].map((bit) => (code >> bit) & 3),
        )
          .filter((all) =>
            equations.every((e) => e.unknowns.reduce((sum, i) => sum + (all[i] ?? 0), 0) === e.equals),
          )
          .map((all) => all[target] ?? 0)
        expect(
          feasibleInterval(
            counts.map(() => upTo(3)),
            equations,
            target,
          ),
        ).toEqual({
          min: Math.min(...possible),
          max: Math.max(...possible),
        })
      }),
    )
  })
})
