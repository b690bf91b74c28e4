import type { Definition, Item } from './model.ts'
import { surveyText } from './nl.ts'

/** The newest version of an instrument, and its file. */
export interface NewestVersion {
  readonly file: string
  readonly definition: Definition
}

const valuesOf = ({ choices }: Item): string => JSON.stringify(choices.map((choice) => choice.value))
const rangeOf = ({ range }: Item): string => JSON.stringify([range?.min, range?.max, range?.step])

/** What stops two items from standing beside each other; words may differ, answers may not. */
function differenceOf(item: Item, other: Item): string | undefined {
  const { sameAsParts: parts } = surveyText
  if (item.kind !== other.kind) return parts.kind
  if (item.scale !== other.scale) return parts.scale
  if (valuesOf(item) !== valuesOf(other)) return parts.choices
  return rangeOf(item) === rangeOf(other) ? undefined : parts.range
}

/** Of every item that asks the same as one of another instrument: it is there, and has the same answers. */
export function checkSameItems(
  newest: readonly NewestVersion[],
): readonly { readonly file: string; readonly item: string; readonly message: string }[] {
  return newest.flatMap(({ file, definition }) => {
    const others = newest
      .filter((one) => one.definition.instrument !== definition.instrument)
      .flatMap((one) => one.definition.items)
    return definition.items.flatMap((item) => {
      const code = item.sameAs
      if (code === undefined) return []
      const found = others.find((other) => other.itemCode === code)
      const wrong = (message: string) => [{ file, item: item.name, message }]
      if (found === undefined) return wrong(surveyText.sameAsUnknown(code))
      if (found.sameAs !== undefined) return wrong(surveyText.sameAsChain(code))
      const difference = differenceOf(item, found)
      return difference === undefined ? [] : wrong(surveyText.sameAsDiffers(code, difference))
    })
  })
}
