import { describe, expect, it } from 'vitest'
import { broken, framework, moved, periods, row } from '../../parts/testing.ts'
import { byMovement, netMovement, rowCode, sectionSentence, sections, underTitles } from './rows.ts'

const rows = [
  row('OL.B.2', moved(2, 9, 7)),
  row('OL.B.1', moved(8, 9, 1)),
  broken('RE.2'),
  row('RE.1', moved(5, 12, 1)),
]

describe('the rows of a comparison', () => {
  it('stand under their subdomain or domain in the order of the framework', () => {
    const found = sections(rows, framework, 'framework', periods)
    expect(found.map((s) => [s.title, s.rows.map((r) => r.key)])).toEqual([
      ['Resultaten', ['RE.1', 'RE.2']],
      ['Begeleiding', ['OL.B.1', 'OL.B.2']],
    ])
  })

  it('lose none: what has no place in the framework comes last', () => {
    const strange = { ...row('XX.1', moved(1, 1, 1)), domain: 'XX' }
    const found = sections([strange, ...rows], framework, 'framework', periods)
    expect(found.at(-1)?.rows).toEqual([strange])
    expect(found.flatMap((s) => s.rows)).toHaveLength(5)
  })

  it('go from most up to most down, with those without movement at the end', () => {
    expect(byMovement(rows, periods).map((r) => r.key)).toEqual(['OL.B.1', 'RE.1', 'OL.B.2', 'RE.2'])
  })

  it('keep the order they had where the movement is equal', () => {
    const equal = ['a', 'b', 'c'].map((code) => row(code, moved(3, 3, 1)))
    expect(byMovement(equal, periods).map((r) => r.key)).toEqual(['a', 'b', 'c'])
  })

  it('have no movement over a break', () => {
    expect(netMovement(broken('RE.2'), periods)).toBeUndefined()
  })

  it('are summed up in words, counting only what may be compared', () => {
    expect(sectionSentence(rows, periods)).toBe(
      '4 verwachtingen: 2 meer omhoog, 1 meer omlaag en 1 veranderd',
    )
    expect(sectionSentence([row('RE.1', moved(3, 3, 3))], periods)).toBe('1 verwachting')
  })

  it('show the expectation under the short title, without its code where that already stands there', () => {
    expect(underTitles(row('RE.1', moved(1, 1, 1)), framework)).toEqual(['Verwachting RE.1'])
    const two = { ...row('RE.1', moved(1, 1, 1)), expectationCodes: ['RE.1', 'RE.2'] }
    expect(underTitles(two, framework)).toEqual(['RE.1 Verwachting RE.1', 'RE.2 Verwachting RE.2'])
  })

  it('list no expectations under a roll-up', () => {
    expect(underTitles({ ...row('OL.B', moved(1, 1, 1)), level: 'subdomain' }, framework)).toEqual([])
  })

  it('carry the code that a person knows', () => {
    expect(rowCode({ ...row('RE.1', undefined), key: 'KM_RE_1', level: 'item' })).toBe('RE.1')
    expect(rowCode({ ...row('RE.1', undefined), key: 'CTX_03', level: 'item', expectationCodes: [] })).toBe(
      'CTX.03',
    )
  })
})
