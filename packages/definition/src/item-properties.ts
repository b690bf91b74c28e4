import { Serializer } from 'survey-core'

/** Names of the properties that our questions have beside those of SurveyJS. */
export const itemPropertyNames = [
  'itemCode',
  'itemVersion',
  'shortTitle',
  'expectationCodes',
  'goalCodes',
  'indicatorCodes',
  'scale',
  'aspect',
  'adaptation',
  'sameAs',
  'pictogram',
] as const

let registered = false

/**
 * Makes survey-core know our item properties, so that it opens a definition without a warning.
 * Safe to call more than once.
 */
export function registerItemProperties(): void {
  if (registered) return
  registered = true
  for (const name of itemPropertyNames) {
    const type = name === 'itemVersion' ? 'number' : name.endsWith('Codes') ? 'value' : 'string'
    Serializer.addProperty('question', { name: `${name}:${type}`, category: 'kwaliteitsmonitor' })
  }
  // Rows of a matrix and lines of a multipletext are items of their own, with a short title of their own.
  Serializer.addProperty('itemvalue', { name: 'shortTitle:string' })
  Serializer.addProperty('multipletextitem', { name: 'shortTitle:string' })
}
