import { isRecord, textOf } from './elements.ts'
import type { Item, SurveyJson } from './model.ts'
import type { Part, Question, ValueRule } from './questions.ts'

/** Properties of a question that are words. */
const textProperties = new Set([
  'title',
  'description',
  'shortTitle',
  'placeholder',
  'placeHolder',
  'requiredErrorText',
  'commentText',
  'commentPlaceholder',
  'otherPlaceholder',
  'otherErrorText',
  'otherText',
  'noneText',
  'refuseText',
  'dontKnowText',
  'selectAllText',
  'minRateDescription',
  'maxRateDescription',
  'labelTrue',
  'labelFalse',
  'optionsCaption',
  'keyDuplicationError',
])

/** Properties that say how a question looks. */
const layoutProperties = new Set([
  ...['startWithNewLine', 'width', 'minWidth', 'maxWidth', 'titleLocation', 'descriptionLocation'],
  ...['errorLocation', 'indent', 'colCount', 'colSpan', 'showNumber', 'hideNumber', 'displayMode'],
  ...['renderAs', 'rateType', 'rateDisplayMode', 'scaleColorMode', 'rateColorMode', 'itemSize', 'cols'],
  ...['autoGrow', 'allowResize', 'size', 'separateSpecialChoices', 'searchEnabled', 'searchMode'],
  ...['allowClear', 'showClearButton', 'columnMinWidth', 'rowTitleWidth', 'verticalAlign', 'state'],
  ...[
    'alternateRows',
    'pictogram',
    'choicesOrder',
    'columnOrder',
    'rowOrder',
    'rowsOrder',
    'imageFit',
    'imageHeight',
  ],
  ...['imageWidth', 'minImageWidth', 'maxImageWidth', 'minImageHeight', 'maxImageHeight', 'contentMode'],
  ...['showLabel', 'swapOrder', 'labelTruncationMode', 'commentAreaRows', 'autocomplete', 'textUpdateMode'],
  'type',
])

/** Properties that say what an item belongs to; a plan of another year has other goals. */
const subjectProperties = new Set([
  ...['name', 'itemCode', 'itemVersion', 'goalCodes', 'indicatorCodes', 'aspect', 'adaptation'],
])

/** Properties that are compared through the item that was read from them. */
const readProperties = new Set([
  ...['choices', 'columns', 'rows', 'items', 'rateValues', 'rateMin', 'rateMax', 'rateStep', 'rateCount'],
  ...['autoGenerate', 'min', 'max', 'step', 'scale', 'isRequired', 'visibleIf', 'visible'],
  ...['expectationCodes', 'eachRowRequired', 'isAllRowRequired', 'showOtherItem', 'hasOther'],
  ...['showNoneItem', 'hasNone', 'showRefuseItem', 'showDontKnowItem', 'valueTrue', 'valueFalse'],
])

/** Everything about one item that a comparison of versions looks at, each part as one text. */
export interface ItemShape {
  readonly item: Item
  readonly kind: string
  readonly choices: string
  readonly choiceOrder: string
  readonly range: string
  readonly condition: string
  readonly wording: string
  readonly form: string
  /** Other properties, by name. */
  readonly rest: ReadonlyMap<string, string>
}

/** JSON with its keys in order, so that two equal values give the same text. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (!isRecord(value)) return JSON.stringify(value) ?? 'null'
  const keys = Object.keys(value).sort()
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonicalJson(value[key])}`).join(',')}}`
}

function pick(json: SurveyJson, wanted: (name: string) => boolean): SurveyJson {
  return Object.fromEntries(Object.entries(json).filter(([name]) => wanted(name)))
}

function wordingOf(json: SurveyJson, part: Part, item: Item): string {
  const words = Object.entries(pick(json, (name) => textProperties.has(name)))
  const texts = words.map(([name, value]) => [name, textOf(value) ?? ''])
  const choices = item.choices.map((choice) => [String(choice.value), choice.text]).sort()
  return canonicalJson([texts.sort(), choices, part.title, part.shortTitle ?? ''])
}

function rangeOf(rule: ValueRule): string {
  if (rule.type === 'number') return canonicalJson([rule.min, rule.max, rule.step])
  if (rule.type === 'date') return canonicalJson([rule.min, rule.max])
  return rule.type === 'multiple' ? canonicalJson([...rule.exclusive].map(String).sort()) : ''
}

export function shapeOf(item: Item, part: Part, question: Question): ItemShape {
  const { element } = question
  const values = item.choices.map((choice) => canonicalJson(choice.value))
  const known = [textProperties, layoutProperties, subjectProperties, readProperties]
  const rest = pick(element.json, (name) => !known.some((names) => names.has(name)))
  return {
    item,
    kind: item.kind,
    choices: [...values].sort().join(','),
    choiceOrder: values.join(','),
    range: rangeOf(part.rule),
    condition: canonicalJson([
      element.visibleIf.map((each) => each.replace(/\s+/g, ' ').trim()),
      element.hidden,
      element.json.requiredIf,
    ]),
    wording: wordingOf(element.json, part, item),
    form: canonicalJson(pick(element.json, (name) => layoutProperties.has(name))),
    rest: new Map(Object.entries(rest).map(([name, value]) => [name, canonicalJson(value)])),
  }
}
