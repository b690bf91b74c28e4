import type { Definition, Framework, InstrumentFacts } from './model.ts'
import { surveyText } from './nl.ts'

/**
 * Where a version asks how large a school is, every answer is a band of the framework and every band an
 * answer, and it is the school that answers, under its name: groups are made of it.
 */
export function checkSchoolSize(
  { schoolSize }: Pick<Framework, 'schoolSize'>,
  { unit, anonymityLevel }: Pick<InstrumentFacts, 'unit' | 'anonymityLevel'>,
  { items }: Pick<Definition, 'items'>,
): readonly { readonly item: string; readonly message: string }[] {
  const item = items.find(({ name }) => name === schoolSize?.item)
  if (!item || !schoolSize) return []
  const wrong = (message: string) => [{ item: item.name, message }]
  if (unit !== 'school' || anonymityLevel !== 'F') return wrong(surveyText.sizeNotOfSchool)
  if (item.kind !== 'single') return wrong(surveyText.sizeNotOneAnswer)
  const values = (all: readonly { readonly value: number | string }[]) => all.map(({ value }) => value)
  const [asked, known] = [values(item.choices), values(schoolSize.bands)]
  const apart = [
    ...asked.filter((one) => !known.includes(one)),
    ...known.filter((one) => !asked.includes(one)),
  ]
  return apart.length === 0 ? [] : wrong(surveyText.sizeBands(apart.join(', ')))
}
