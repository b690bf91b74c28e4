import { describe, expect, it } from 'vitest'
import { defineVersion, period, scoredItem } from './cohort.ts'
import type { ItemChange } from './model.ts'
import { chainVersions } from './versions.ts'

const name = 'KM_OL_D_1'
const at = (itemVersion: number) => [scoredItem(name, { itemVersion })]
const definitions = [
  defineVersion(1, '1.0', at(1)),
  defineVersion(2, '1.1', at(1)),
  defineVersion(3, '2.0', at(2)),
  defineVersion(10, '10.0', []),
]
const change = (from: number, to: number, verdict: ItemChange['verdict'], reason = ''): ItemChange => ({
  fromDefinitionId: from,
  toDefinitionId: to,
  item: name,
  verdict,
  reason,
})
const chain = chainVersions(definitions, [
  change(1, 2, 'reworded', 'Korter gezegd.'),
  change(2, 3, 'changed', 'Nu ook ouders.'),
  change(3, 10, 'retired', 'Staat nu elders.'),
])

describe('a passage over several versions', () => {
  it('takes the heaviest verdict on the way, with every reason', () => {
    expect(chain.passage(1, 3, name)).toEqual({
      verdict: 'changed',
      reason: 'Korter gezegd. Nu ook ouders.',
    })
  })

  it('stays comparable over a change of language', () => {
    expect(chain.passage(1, 2, name).verdict).toBe('reworded')
    expect(chain.passage(2, 2, name)).toEqual({ verdict: 'identical', reason: '' })
  })

  it('reads the chain backwards when a later round used an older version', () => {
    expect(chain.passage(3, 1, name).verdict).toBe('changed')
    expect(chain.passage(10, 3, name).verdict).toBe('new')
  })

  it('says retired with its reason', () => {
    expect(chain.passage(3, 10, name)).toEqual({ verdict: 'retired', reason: 'Staat nu elders.' })
  })

  it('never joins items whose version differs, even when nothing was declared', () => {
    const silent = chainVersions(definitions, [change(1, 3, 'identical')])
    expect(silent.passage(1, 3, name)).toEqual({ verdict: 'changed', reason: 'niet verklaard' })
    expect(silent.passage(2, 3, name).verdict).toBe('changed')
  })

  it('trusts an equal item version where no change is known', () => {
    expect(chainVersions(definitions, []).passage(1, 2, name)).toEqual({ verdict: 'identical', reason: '' })
  })
})

describe('the version a round is read under', () => {
  it('is the one it names, or else the newest that was answered, by number and not by letter', () => {
    expect(chain.mainOf(period(1, { version: '1.1' }), [1])?.definitionId).toBe(2)
    expect(chain.mainOf(period(1, { version: '9.9' }), [3, 10, 1])?.definitionId).toBe(10)
  })
})
