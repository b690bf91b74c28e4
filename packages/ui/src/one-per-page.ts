import type { SurveyJson } from '@km/definition'

type Json = Readonly<Record<string, unknown>>

/**
 * The same questions under the same names, each on a page of its own, for forms in A2.
 * Conditions of a page or panel go to each question in it; titles of pages do not come along.
 */
export function onePerPage(definition: SurveyJson): SurveyJson {
  const pages = list(definition.pages).flatMap((page) => questionsOf(page, undefined))
  return {
    ...definition,
    pages: pages.map((question) => ({ name: `p_${String(question.name)}`, elements: [question] })),
  }
}

/** Every question of a definition as it stands in the JSON, panels opened. */
export function jsonQuestions(definition: SurveyJson): readonly Json[] {
  return list(definition.pages).flatMap((page) => questionsOf(page, undefined))
}

function questionsOf(holder: Json, condition: string | undefined): Json[] {
  const own = both(condition, typeof holder.visibleIf === 'string' ? holder.visibleIf : undefined)
  return list(holder.elements).flatMap((element) => {
    if (Array.isArray(element.elements)) return questionsOf(element, own)
    const visibleIf = both(own, typeof element.visibleIf === 'string' ? element.visibleIf : undefined)
    return [visibleIf === undefined ? element : { ...element, visibleIf }]
  })
}

function both(one: string | undefined, other: string | undefined): string | undefined {
  return one === undefined ? other : other === undefined ? one : `(${one}) and (${other})`
}

function list(value: unknown): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : []
}
