import { describe, expect, it } from 'vitest'
import { type BenchmarkInput, chooseBenchmark } from './choose-benchmark.ts'
import type { FrozenCut } from './freeze.ts'

type Cell = FrozenCut['rows'][number]['cell']
const shown: Cell = {
  kind: 'shown',
  distribution: { n: 6, levels: [], escapes: [] },
}
const hidden: Cell = { kind: 'suppressed', reason: 'complementary' }

/** A cut of which `show` of four rows are shown. */
const cut = (group: string | null, responded: number, show = 4): FrozenCut => ({
  group,
  responded,
  invited: responded,
  carried: [],
  rows: ['a', 'b', 'c', 'd'].map((key, at) => ({ key, steps: [], cell: at < show ? shown : hidden })),
})
const groups = { chosen: '', size: 'vmbo, weinig', type: 'vmbo' }
const choose = (cuts: readonly FrozenCut[], more: Partial<BenchmarkInput> = {}) =>
  chooseBenchmark({ cuts, shown: 4, groups, known: () => 1, minOthers: 5, ...more })

describe('the group that a school is set beside', () => {
  it('is that of its type and size, without the school itself', () => {
    const cuts = [cut(null, 20), cut('vmbo', 12), cut('vmbo, weinig', 6)]
    expect(choose(cuts)).toEqual({ kind: 'size', group: 'vmbo, weinig', others: 5 })
    expect(choose(cuts, { known: () => 0 })).toEqual({ kind: 'size', group: 'vmbo, weinig', others: 6 })
  })

  it('counts out every school that the reader knows', () => {
    const cuts = [cut(null, 20), cut('vmbo', 12), cut('vmbo, weinig', 6)]
    const known = (group: string | null) => (group === 'vmbo, weinig' ? 2 : 3)
    expect(choose(cuts, { known })).toEqual({ kind: 'type', group: 'vmbo', others: 9 })
  })

  it.each([
    ['there is no such cut', [cut('vmbo', 12)], 'type'],
    ['four others are left', [cut('vmbo, weinig', 5), cut('vmbo', 12)], 'type'],
    ['too little of it is shown', [cut('vmbo, weinig', 6, 1), cut('vmbo', 12)], 'type'],
    ['type and size are both too small', [cut('vmbo, weinig', 3), cut('vmbo', 5)], 'all'],
  ])('is wider where %s', (_why, cuts, kind) => {
    expect(choose([cut(null, 20), ...cuts])?.kind).toBe(kind)
  })

  it('is wider where the size is not known', () => {
    const unknown = { chosen: '', size: '', type: 'vmbo' }
    expect(choose([cut(null, 20), cut('', 9), cut('vmbo', 12)], { groups: unknown })?.kind).toBe('type')
  })

  it('is the one that was chosen for it, or none', () => {
    const chosen = { ...groups, chosen: 'noord' }
    const cuts = [cut(null, 20), cut('vmbo', 12), cut('vmbo, weinig', 6)]
    expect(choose([...cuts, cut('noord', 8)], { groups: chosen })).toEqual({
      ...{ kind: 'chosen', group: 'noord', others: 7 },
    })
    expect(choose([...cuts, cut('noord', 5)], { groups: chosen })).toBeUndefined()
    expect(choose(cuts, { groups: chosen })).toBeUndefined()
  })

  it('is none where all schools together are too few, or nothing is shown', () => {
    expect(choose([cut(null, 5)])).toBeUndefined()
    expect(choose([cut(null, 9, 0)])).toBeUndefined()
    expect(choose([])).toBeUndefined()
  })
})
