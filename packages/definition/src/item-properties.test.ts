import { Model } from 'survey-core'
import { expect, test } from 'vitest'
import { itemPropertyNames, registerItemProperties } from './item-properties.ts'
import { scored, surveyOf } from './testing.ts'

test('survey-core opens our properties without a warning once they are registered, and keeps them', () => {
  registerItemProperties()
  registerItemProperties()
  const own = Object.fromEntries(
    itemPropertyNames.map((name) => [
      name,
      name === 'itemVersion' ? 2 : name.endsWith('Codes') ? ['x'] : 'x',
    ]),
  )
  const rows = [{ value: 'r1', text: 'Rij', shortTitle: 'R' }]
  const model = new Model(surveyOf([scored('A', own), { type: 'matrix', name: 'M', columns: ['a'], rows }]))
  expect(model.jsonErrors ?? []).toEqual([])
  expect(model.toJSON().pages[0].elements[0]).toMatchObject(own)
})
