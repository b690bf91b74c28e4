import { Model } from 'survey-core'
import { flattenSurvey } from './elements.ts'
import { registerItemProperties } from './item-properties.ts'
import type { Definition, Framework, Item } from './model.ts'
import { surveyText } from './nl.ts'
import { countSteps } from './steps.ts'
import { maxCountedValues } from './tally-layout.ts'

/** Something that is wrong in one version, with the item when it belongs to one. */
export interface Wrong {
  readonly item?: string
  readonly message: string
}

/** Every code that an item may name, by kind. */
export interface KnownCodes {
  readonly framework: Framework
  readonly goals: ReadonlySet<string>
  readonly indicators: ReadonlySet<string>
  readonly scales: ReadonlySet<string>
}

/** The instrument that must ask about every expectation, and the scale that scores. */
const fullCoverageInstrument = 'KM-NT2'
const scoringScale = 'S4'

function itemName(code: string): string {
  return code.replace(/[.-]/g, '_')
}

function checkIdentity(item: Item): readonly string[] {
  const [question, part] = item.path
  const code = part === undefined ? item.itemCode : item.itemCode.slice(0, -part.length - 1)
  const wanted = itemName(code)
  const wrong: string[] = []
  if (item.itemVersion === undefined) wrong.push(surveyText.noItemVersion)
  if (question !== wanted && !question.startsWith(`${wanted}_`))
    wrong.push(surveyText.nameAndCode(code, wanted))
  return wrong
}

function checkCountable(item: Item): readonly string[] {
  if (item.kind !== 'number') return []
  if (!item.range) return [surveyText.noRange]
  const values = countSteps(item.range)
  return values > maxCountedValues ? [surveyText.wideRange(values, maxCountedValues)] : []
}

function checkCodes(item: Item, known: KnownCodes): readonly string[] {
  const { kinds, unknownCode } = surveyText
  const expectations = new Set(
    [...known.framework.expectations, ...known.framework.context].map((e) => e.code),
  )
  const missing = (kind: string, codes: readonly string[], all: ReadonlySet<string>): readonly string[] =>
    codes.filter((code) => !all.has(code)).map((code) => unknownCode(kind, code))
  return [
    ...missing(kinds.expectation, item.expectationCodes, expectations),
    ...missing(kinds.goal, item.goalCodes, known.goals),
    ...missing(kinds.indicator, item.indicatorCodes, known.indicators),
    ...missing(kinds.scale, item.scale === undefined ? [] : [item.scale], known.scales),
  ]
}

/** Every expectation has exactly one scored item. */
function checkCoverage(definition: Definition, framework: Framework): readonly Wrong[] {
  const scored = definition.items.filter((item) => item.scale === scoringScale)
  return framework.expectations.flatMap(({ code }): readonly Wrong[] => {
    const items = scored.filter((item) => item.expectationCodes.includes(code)).map((item) => item.name)
    if (items.length === 1) return []
    return [
      {
        message:
          items.length === 0 ? surveyText.noScored(code) : surveyText.twiceScored(code, items.join(', ')),
      },
    ]
  })
}

function checkOpens(definition: Definition): readonly Wrong[] {
  registerItemProperties()
  const errors = new Model(definition.json).jsonErrors ?? []
  return errors.map((error) => ({ message: surveyText.jsonError(error.message) }))
}

function checkElements(definition: Definition): readonly Wrong[] {
  const { elements } = flattenSurvey(definition.json)
  const open = elements.filter(({ type }) => type === 'comment')
  const wrong: Wrong[] = open
    .filter(({ json }) => typeof json.maxLength !== 'number')
    .map(({ name }) => ({ item: name, message: surveyText.noMaxLength }))
  const uncoded = elements.filter(({ json }) => typeof json.itemCode !== 'string')
  wrong.push(...uncoded.map(({ name }) => ({ item: name, message: surveyText.noItemCode })))
  return [...wrong, ...checkChains(definition)]
}

/**
 * A hidden question may keep its value until sending; a question that rests on it would then be shown and
 * refused. `onHidden` makes the browser clear it at once.
 */
function checkChains({ json }: Definition): readonly Wrong[] {
  if (json.clearInvisibleValues === 'onHidden') return []
  const conditional = flattenSurvey(json).elements.filter((element) => element.visibleIf.length > 0)
  const names = new Set(conditional.map((element) => element.name.toLowerCase()))
  return conditional.flatMap(({ name, visibleIf }): readonly Wrong[] => {
    const sources = visibleIf.flatMap((text) =>
      [...text.matchAll(/\{([^}.[]+)/g)].map((match) => match[1] ?? ''),
    )
    return sources.some((source) => names.has(source.toLowerCase()))
      ? [{ item: name, message: surveyText.onHidden }]
      : []
  })
}

/** Everything that can be wrong in one version, except its language. */
export function checkVersion(definition: Definition, known: KnownCodes): readonly Wrong[] {
  const items = definition.items.flatMap((item) =>
    [...checkIdentity(item), ...checkCountable(item), ...checkCodes(item, known)].map((message) => ({
      item: item.name,
      message,
    })),
  )
  const coverage =
    definition.instrument === fullCoverageInstrument ? checkCoverage(definition, known.framework) : []
  return [...checkOpens(definition), ...checkElements(definition), ...items, ...coverage]
}
