import { describe, expect, it } from 'vitest'
import { minUnitsFor, thresholdsFor } from './thresholds.ts'

const of = (anonymityLevel: 'P' | 'A' | 'V' | 'F' | 'C' | 'K', minUnits: number, oneSchool = false) =>
  thresholdsFor({ anonymityLevel, minUnits, oneSchool })

describe('thresholds per anonymity level', () => {
  it('never show what is personal', () => {
    expect(of('P', 1, true).minUnits).toBe(Infinity)
  })

  it('need five people at levels A and V, whoever looks', () => {
    expect([of('A', 1), of('V', 1, true), of('A', 6)].map((t) => t.minUnits)).toEqual([5, 5, 6])
  })

  it('let one school be seen at level F by whom it concerns, and movement of a network from five', () => {
    expect(of('F', minUnitsFor.insider, true)).toMatchObject({ minUnits: 1, minMatched: 1, minPart: 0 })
    expect(of('F', minUnitsFor.insider)).toMatchObject({ minUnits: 1, minMatched: 5 })
  })

  it('need six schools for a network figure of others, so that five are left beside the reader', () => {
    expect(of('F', minUnitsFor.network)).toMatchObject({ minUnits: 6, minMatched: 6, minPart: 6 })
    expect(of('F', minUnitsFor.group)).toMatchObject({ minUnits: 5, minPart: 5 })
  })

  it('look at every count of level C when it leaves the house', () => {
    expect([of('C', 1), of('C', 5)].map((t) => [t.minUnits, t.minCount])).toEqual([
      [5, 0],
      [5, 5],
    ])
  })

  it('let the project leader read the own work of the network at one record, and nobody else', () => {
    const work = (minUnits: number) =>
      thresholdsFor({ anonymityLevel: 'C', minUnits, oneSchool: false, ownWork: true })
    expect([work(1), work(5)].map((t) => [t.minUnits, t.minCount])).toEqual([
      [1, 0],
      [5, 5],
    ])
    expect(
      thresholdsFor({ anonymityLevel: 'V', minUnits: 1, oneSchool: false, ownWork: true }).minUnits,
    ).toBe(5)
  })

  it('show the case of one pupil to the own school only', () => {
    expect([of('K', 1, true), of('K', 1), of('K', 5, true)].map((t) => t.minUnits)).toEqual([1, 5, 5])
  })
})
