import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { capThemes, countThemes, type SharedThemes, type SortedText, shareThemes } from './share-themes.ts'

/*
 * Twelve texts, counted by hand:
 * taal (1): a b c d e f       6 van 12
 * tijd (2): e f g             3 van 12
 * stage (3): nobody           0 van 12
 */
const themes = ['taal', 'tijd', 'stage'].map((name, at) => ({ id: at + 1, name, description: '' }))
const letters = [...'abcdefghijkl']
const sort = (under: Readonly<Record<number, string>>): SortedText[] =>
  letters.map((id) => ({
    id,
    themes: Object.entries(under).flatMap(([theme, ids]) => (ids.includes(id) ? [Number(theme)] : [])),
  }))
const first = sort({ 1: 'abcdef', 2: 'efg' })
const share = (sorted: readonly SortedText[], before?: SharedThemes) =>
  shareThemes({ sorted, themes, minPart: 5, before })
const seen = ({ themes: all }: SharedThemes) =>
  all.map(({ cell }) => (cell.kind === 'shown' ? `${cell.figure.count}/${cell.figure.of}` : cell.reason))

describe('counting per theme', () => {
  it('counts a text under each of its themes', () => {
    expect([...countThemes(first, [1, 2, 3])]).toEqual([
      [1, 6],
      [2, 3],
      [3, 0],
    ])
  })
})

describe('sharing counts per theme', () => {
  it('hides what is about fewer than 5 texts, and shows that nobody wrote about it', () => {
    expect(seen(share(first))).toEqual(['6/12', 'too_few', '0/12'])
  })

  it('keeps the figure that was shown when one text is sorted anew', () => {
    const before = share(first)
    expect(seen(share(sort({ 1: 'abcdefg', 2: 'efg' }), before))).toEqual(['6/12', 'too_few', '0/12'])
    // The same without memory would tell that one more text is about it.
    expect(seen(share(sort({ 1: 'abcdefg', 2: 'efg' })))[0]).toBe('7/12')
  })

  it('keeps it too when one text came under it and another went', () => {
    const before = share(first)
    expect(seen(share(sort({ 1: 'bcdefgh' }), before))[0]).toBe('6/12')
  })

  it('shows a new figure when at least 5 texts came under a theme', () => {
    expect(seen(share(sort({ 1: 'abcdefghijk', 2: 'efg' }), share(first)))[0]).toBe('11/12')
  })

  it('remembers all shares, not only the last one', () => {
    const second = share(sort({ 1: 'abcdefghijk' }), share(first))
    // Back to a figure of six others: with the first one, parts of five and one would stand alone.
    expect(seen(share(sort({ 1: 'bcdefg' }), second))[0]).toBe('11/12')
  })

  it('shows a hidden theme once enough texts are about it', () => {
    expect(seen(share(sort({ 1: 'abcdef', 2: 'defgh' }), share(first)))[1]).toBe('5/12')
  })

  it('leaves percentages only for who gets no counts, capped at the ends', () => {
    const told = capThemes(share(sort({ 1: 'abcdef', 2: letters.join('') })).themes)
    expect(told.map((one) => [one.cell.kind, one.share])).toEqual([
      ['suppressed', 50],
      ['suppressed', 'above_95'],
      ['suppressed', 'below_5'],
    ])
  })

  it('never divides the texts in parts of fewer than 5, whatever is sorted in between', () => {
    const sorting = fc.array(fc.subarray(letters), { minLength: 2, maxLength: 6 })
    fc.assert(
      fc.property(sorting, (steps) => {
        let before: SharedThemes | undefined
        for (const ids of steps) before = share(sort({ 1: ids.join('') }), before)
        const parts = Object.values(before?.guard ?? {}).flatMap((place) => place.whole)
        for (const part of parts) expect(part.length).toBeGreaterThanOrEqual(5)
      }),
    )
  })
})
