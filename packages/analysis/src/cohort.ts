import type { Scale } from '@km/definition'
import type {
  ComparisonInput,
  FrameworkIndex,
  ItemChange,
  Period,
  TalliedDefinition,
  TalliedItem,
  Tally,
} from './model.ts'

/** A fictitious cohort for the tests of this package: answers in, the input of a comparison out. */

export const s4: Scale = {
  code: 'S4',
  version: 1,
  title: 'ontwikkelschaal',
  levels: ['Nog niet', 'Begin', 'Op orde', 'Geborgd'].map((label, index) => ({ value: index + 1, label })),
  escapes: [
    { value: 'wn', label: 'Weet ik niet', inDenominator: true },
    { value: 'nvt', label: 'Geldt niet voor ons', inDenominator: false },
  ],
  sufficient: [3, 4],
  ordered: true,
}

export const j3: Scale = {
  code: 'J3',
  version: 1,
  title: 'ja of nee',
  levels: [
    { value: 'nee', label: 'Nee' },
    { value: 'een_beetje', label: 'Een beetje' },
    { value: 'ja', label: 'Ja' },
  ],
  escapes: [{ value: 'wn', label: 'Weet ik niet', inDenominator: false }],
  sufficient: [],
  ordered: true,
}

const anchors = [1, 2, 3, 4].map((value) => ({ value, text: `zin ${value}` }))
const s4Choices = [...anchors, { value: 'wn', text: 'Weet ik niet' }, { value: 'nvt', text: 'Geldt niet' }]

export const framework: FrameworkIndex = {
  domains: [
    { code: 'RE', title: 'Resultaten en effecten', subdomains: [] },
    {
      code: 'OL',
      title: 'Ontwikkeling',
      subdomains: [
        { code: 'OL.D', title: 'Doelen' },
        { code: 'OL.B', title: 'Begeleiding' },
      ],
    },
  ],
  expectations: [
    { code: 'RE.1', domain: 'RE', title: 'Behaalde doelen' },
    { code: 'OL.D.1', domain: 'OL', subdomain: 'OL.D', title: 'Duidelijke doelen' },
    { code: 'OL.D.2', domain: 'OL', subdomain: 'OL.D', title: 'Passende doelen' },
    { code: 'OL.D.3', domain: 'OL', subdomain: 'OL.D', title: 'Doelen met ouders' },
    { code: 'OL.B.1', domain: 'OL', subdomain: 'OL.B', title: 'Begeleiding volgens plan' },
  ],
}

/** `KM_OL_D_1` asks about `OL.D.1`. */
export function scoredItem(name: string, more: Partial<TalliedItem> = {}): TalliedItem {
  return {
    name,
    itemVersion: 1,
    title: `Vraag ${name}?`,
    shortTitle: `Kort ${name}`,
    scale: 'S4',
    kind: 'single',
    expectationCodes: [name.slice(3).replaceAll('_', '.')],
    choices: s4Choices,
    ...more,
  }
}

export function defineVersion(
  definitionId: number,
  version: string,
  items: readonly TalliedItem[],
): TalliedDefinition {
  let size = 0
  const slots = items.map((item) => {
    const slot = {
      item: item.name,
      itemVersion: item.itemVersion,
      kind: item.kind as 'single',
      answered: size,
      first: size + 1,
      values: item.choices.map((choice) => choice.value),
    }
    size += 1 + slot.values.length
    return slot
  })
  return { definitionId, version, items, layout: { size, items: slots } }
}

type Given = Readonly<Record<string, number | string | readonly (number | string)[] | undefined>>

/** Tally of the responses of one school (0: of people) in one round. */
export function tally(
  definition: TalliedDefinition,
  roundId: number,
  schoolId: number,
  responses: readonly Given[],
): Tally {
  const counts = Array.from({ length: definition.layout.size }, () => 0)
  const add = (slot: number) => {
    counts[slot] = (counts[slot] ?? 0) + 1
  }
  for (const given of responses)
    for (const slot of definition.layout.items) {
      const value = given[slot.item]
      if (value === undefined) continue
      add(slot.answered)
      for (const one of Array.isArray(value) ? value : [value]) add(slot.first + slot.values.indexOf(one))
    }
  return { roundId, definitionId: definition.definitionId, schoolId, responses: responses.length, counts }
}

export function period(roundId: number, more: Partial<Period> = {}): Period {
  return {
    roundId,
    schoolYear: `${2020 + roundId}-${2021 + roundId}`,
    period: '',
    version: '1.0',
    retrospective: false,
    released: true,
    invited: 10,
    responded: 10,
    ...more,
  }
}

/** Answers of schools 1, 2, 3 … to one item, one list a round; `undefined`: took no part. */
export type Rounds = readonly (readonly (number | string | undefined)[])[]

export function talliesOf(definition: TalliedDefinition, item: string, rounds: Rounds): Tally[] {
  return rounds.flatMap((answers, round) =>
    answers.flatMap((value, school) =>
      value === undefined ? [] : [tally(definition, round + 1, school + 1, [{ [item]: value }])],
    ),
  )
}

export interface CohortOptions {
  readonly definitions: readonly TalliedDefinition[]
  readonly tallies: readonly Tally[]
  readonly periods: readonly Period[]
  readonly changes?: readonly ItemChange[]
  readonly more?: Partial<ComparisonInput>
}

/** Input for the project leader's view of a level F school instrument, unless said otherwise. */
export function cohort({
  definitions,
  tallies,
  periods,
  changes = [],
  more,
}: CohortOptions): ComparisonInput {
  return {
    instrument: { code: 'KM-NT2', title: 'Kwaliteitsmonitor NT2', anonymityLevel: 'F', unit: 'school' },
    level: 'item',
    periods,
    tallies,
    definitions,
    changes,
    scales: [s4, j3],
    framework,
    minUnits: 1,
    ...more,
  }
}
