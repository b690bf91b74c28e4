import { isRecord, listOf } from './elements.ts'
import type { Item, SurveyJson } from './model.ts'
import { checkedTypes, type Part, type Question, type ValueRule } from './questions.ts'

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
  // Of a choice, a row or a line.
  'text',
  'imageLink',
])

/** Properties that say how a question looks. */
const layoutProperties = new Set([
  ...['startWithNewLine', 'width', 'minWidth', 'maxWidth', 'titleLocation', 'descriptionLocation'],
  ...['errorLocation', 'indent', 'colCount', 'colSpan', 'showNumber', 'hideNumber', 'displayMode'],
  ...['renderAs', 'rateType', 'rateDisplayMode', 'scaleColorMode', 'rateColorMode', 'itemSize', 'cols'],
  ...['autoGrow', 'allowResize', 'size', 'separateSpecialChoices', 'searchEnabled', 'searchMode'],
  ...['allowClear', 'showClearButton', 'columnMinWidth', 'rowTitleWidth', 'verticalAlign', 'state'],
  ...['alternateRows', 'pictogram', 'choicesOrder', 'columnOrder', 'rowOrder', 'rowsOrder', 'imageFit'],
  ...['imageHeight', 'imageWidth', 'minImageWidth', 'maxImageWidth', 'minImageHeight', 'maxImageHeight'],
  ...['showLabel', 'swapOrder', 'labelTruncationMode', 'commentAreaRows', 'autocomplete', 'textUpdateMode'],
  ...['contentMode', 'type'],
])

/** Properties that say what an item belongs to; a plan of another year has other goals. */
const subjectProperties = new Set([
  ...[
    'name',
    'value',
    'itemCode',
    'itemVersion',
    'goalCodes',
    'indicatorCodes',
    'aspect',
    'adaptation',
    'sameAs',
  ],
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

/** The choices, columns and values of a question, and the row or line that the item is. */
function optionsOf({ json }: Question['element'], part: Part): readonly SurveyJson[] {
  const own = [json.rows, json.items].flatMap(listOf).filter(isRecord)
  // `'a'`, `{ value: 'a' }` and `{ value: 'a', text: 'a' }` are one and the same choice.
  const shared = [json.choices, json.columns, json.rateValues]
    .flatMap(listOf)
    .map((each) => (isRecord(each) ? { text: each.value, ...each } : { value: each, text: each }))
  return [...shared, ...own.filter((each) => String(each.value ?? each.name) === part.key)]
}

function wordingOf(json: SurveyJson, options: readonly SurveyJson[]): string {
  const words = (each: SurveyJson): SurveyJson => pick(each, (name) => textProperties.has(name))
  const texts = options.map((option) => canonicalJson([option.value ?? option.name, words(option)]))
  return canonicalJson([words(json), texts.sort()])
}

/** What is no language, no layout and not read into the item: its meaning is not known here. */
function restOf(
  json: SurveyJson,
  options: readonly SurveyJson[],
  isRead: boolean,
): ReadonlyMap<string, string> {
  const known = [textProperties, layoutProperties, subjectProperties, ...(isRead ? [readProperties] : [])]
  const unknown = (each: SurveyJson): SurveyJson =>
    pick(each, (name) => !known.some((names) => names.has(name)))
  const rest = Object.entries(unknown(json)).map(([name, value]) => [name, canonicalJson(value)] as const)
  // The condition of a question is compared by itself, that of a choice is not.
  const onOption = ({ visibleIf, ...option }: SurveyJson): SurveyJson => ({
    ...unknown(option),
    ...(visibleIf ? { visibleIf } : {}),
  })
  const onOptions = options.map((option) => [option.value ?? option.name, onOption(option)] as const)
  const special = onOptions.filter(([, own]) => Object.keys(own).length > 0).map(canonicalJson)
  return new Map([...rest, ['antwoorden', special.sort().join()]])
}

function rangeOf(rule: ValueRule): string {
  if (rule.type === 'number') return canonicalJson([rule.min, rule.max, rule.step])
  if (rule.type === 'date') return canonicalJson([rule.min, rule.max])
  return ''
}

export function shapeOf(item: Item, part: Part, question: Question): ItemShape {
  const { element } = question
  const values = item.choices.map((choice) => canonicalJson(choice.value))
  const options = optionsOf(element, part)
  return {
    item,
    kind: checkedTypes.has(element.type) ? item.kind : element.type,
    choices: [...values].sort().join(','),
    choiceOrder: values.join(','),
    range: rangeOf(part.rule),
    condition: canonicalJson([
      element.visibleIf.map((each) => each.replace(/\s+/g, ' ').trim()),
      element.hidden,
      element.json.requiredIf,
    ]),
    wording: wordingOf(element.json, options),
    form: canonicalJson(pick(element.json, (name) => layoutProperties.has(name))),
    rest: restOf(element.json, options, checkedTypes.has(element.type)),
  }
}
