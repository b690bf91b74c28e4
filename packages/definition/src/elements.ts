import type { SurveyJson } from './model.ts'

/** One question of a survey, flattened out of its pages and panels. */
export interface Element {
  readonly type: string
  readonly name: string
  readonly json: SurveyJson
  /** Name of the page it stands on. */
  readonly page: string
  /** Every `visibleIf` that must hold: of the page, the panels around it and itself. */
  readonly visibleIf: readonly string[]
  /** `visible: false` on itself or on what stands around it. */
  readonly hidden: boolean
}

export interface FlatSurvey {
  readonly pages: readonly { readonly name: string; readonly title: string }[]
  readonly elements: readonly Element[]
  /** Pages and panels themselves. */
  readonly containers: readonly SurveyJson[]
}

/** Elements that show something and ask nothing. */
const silentTypes = new Set(['html', 'image'])

export function isRecord(value: unknown): value is SurveyJson {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

/** A text of SurveyJS: a string, or one per locale; Dutch first. `undefined` when there is none. */
export function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value
  if (!isRecord(value)) return undefined
  const texts = [value.nl, value.default, ...Object.values(value)]
  return texts.find((text): text is string => typeof text === 'string')
}

export function numberOf(value: unknown): number | undefined {
  if (typeof value === 'number' && Number.isFinite(value)) return value
  if (typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value))) return Number(value)
  return undefined
}

interface Around {
  readonly page: string
  readonly visibleIf: readonly string[]
  readonly hidden: boolean
}

function within(around: Around, json: SurveyJson): Around {
  const condition = json.visibleIf
  return {
    page: around.page,
    visibleIf:
      typeof condition === 'string' && condition.trim() !== ''
        ? [...around.visibleIf, condition]
        : around.visibleIf,
    hidden: around.hidden || json.visible === false,
  }
}

interface Found {
  readonly elements: Element[]
  readonly containers: SurveyJson[]
}

function flattenInto(found: Found, list: unknown, around: Around): void {
  for (const json of listOf(list)) {
    if (!isRecord(json)) continue
    const here = within(around, json)
    const type = typeof json.type === 'string' ? json.type : ''
    if (type === 'panel' || type === 'flowpanel') {
      found.containers.push(json)
      flattenInto(found, json.elements ?? json.questions, here)
    } else if (!silentTypes.has(type)) {
      found.elements.push({ type, name: typeof json.name === 'string' ? json.name : '', json, ...here })
    }
  }
}

/** Questions of a SurveyJS JSON in order, with the conditions that decide whether they are asked. */
export function flattenSurvey(json: SurveyJson): FlatSurvey {
  const own = json.elements ?? json.questions
  const jsonPages = Array.isArray(json.pages)
    ? json.pages.filter(isRecord)
    : [{ name: 'page1', elements: own }]
  const found: Found = { elements: [], containers: [...jsonPages] }
  const pages = jsonPages.map((page: SurveyJson, index) => {
    const name = typeof page.name === 'string' ? page.name : `page${index + 1}`
    const around = within({ page: name, visibleIf: [], hidden: false }, page)
    flattenInto(found, page.elements ?? page.questions, around)
    return { name, title: textOf(page.title) ?? '' }
  })
  return { pages, ...found }
}
