import type { Indicator } from './indicator.ts'
import type { Framework, InstrumentFacts, Item } from './model.ts'
import { surveyText } from './nl.ts'

export interface Around {
  readonly framework: Framework
  readonly goals: ReadonlySet<string>
  /** Every instrument with the items of its newest version. */
  readonly instruments: ReadonlyMap<
    string,
    { readonly facts: InstrumentFacts; readonly items: readonly Item[] }
  >
}

const twice = (codes: readonly string[]): readonly string[] =>
  codes.filter((code, index) => codes.indexOf(code) !== index)

/** A part is counted from answers only when the question itself says so; what it is held against may be any. */
function wrongResponses({ code, parts, responses = [] }: Indicator, { instruments }: Around): string[] {
  const known = new Set(['denominator', 'unknown', 'out_of_view', ...parts.map((part) => part.code)])
  return responses.flatMap(({ part, instrument, items, take, values, when }) => {
    const asked = instruments.get(instrument)
    if (asked === undefined) return [surveyText.indicatorInstrument(code, instrument)]
    const wrongPart = known.has(part) ? [] : [surveyText.indicatorPart(code, part)]
    const needsValues = (take === 'answers') === (values === undefined)
    const unasked = when && !asked.items.some(({ name }) => name === when.item) ? [when.item] : []
    return [
      ...wrongPart,
      ...unasked.map((name) => surveyText.indicatorItem(code, name)),
      ...(needsValues ? [surveyText.indicatorValues(code, part)] : []),
      ...items.flatMap((name) => {
        const item = asked.items.find((each) => each.name === name)
        const isNamed = part === 'denominator' || item?.indicatorCodes.includes(code)
        if (item === undefined || !isNamed) return [surveyText.indicatorItem(code, name)]
        const given = new Set(item.choices.map((choice) => String(choice.value)))
        const strange = (values ?? []).filter((value) => given.size > 0 && !given.has(String(value)))
        return strange.map((value) => surveyText.indicatorAnswer(code, name, String(value)))
      }),
    ]
  })
}

/** Two instruments in one figure would be added up; each may have a row of a breakdown that stands beside it. */
function mixedInstruments({ code, responses = [] }: Indicator): string[] {
  const places = new Map<string, Set<string>>()
  for (const { breakdown, instrument } of responses) {
    const place = breakdown === undefined ? '' : `${breakdown.by} ${breakdown.value}`
    places.set(place, (places.get(place) ?? new Set()).add(instrument))
  }
  return [...places.values()].some(({ size }) => size > 1) ? [surveyText.indicatorMixed(code)] : []
}

function wrongCodes(indicator: Indicator, { framework, goals }: Around): string[] {
  const { kinds, unknownCode } = surveyText
  const expectations = new Set(framework.expectations.map((one) => one.code))
  return [
    ...[indicator.goal, ...indicator.goalCodes]
      .filter((one) => !goals.has(one))
      .map((one) => `${indicator.code}: ${unknownCode(kinds.goal, one)}`),
    ...indicator.expectationCodes
      .filter((one) => !expectations.has(one))
      .map((one) => `${indicator.code}: ${unknownCode(kinds.expectation, one)}`),
  ]
}

/** An indicator without a way in stays empty for ever. */
function wrongSources(indicator: Indicator, { instruments }: Around): string[] {
  const { code, import: set, responses, register, elsewhere } = indicator
  if (set === undefined)
    return (responses ?? register ?? elsewhere) === undefined ? [surveyText.indicatorNoSource(code)] : []
  return instruments.get(set)?.facts.mode === 'import' ? [] : [surveyText.indicatorSet(code, set)]
}

/**
 * What is wrong with the indicators, seen beside everything else in `surveys/`: codes that point at nothing,
 * questions that do not know of it, a figure that nobody can deliver, an import without figures.
 */
export function checkIndicators(indicators: readonly Indicator[], around: Around): readonly string[] {
  const sets = new Set(indicators.map((one) => one.import))
  const imports = [...around.instruments.values()].filter(({ facts }) => facts.mode === 'import')
  return [
    ...twice(indicators.map((one) => one.code)).map(surveyText.twiceCode),
    ...indicators.flatMap((one) => [
      ...twice(one.parts.map((part) => part.code)).map(surveyText.twiceCode),
      ...twice(one.breakdowns.map((each) => each.code)).map(surveyText.twiceCode),
      ...wrongCodes(one, around),
      ...wrongSources(one, around),
      ...wrongResponses(one, around),
      ...mixedInstruments(one),
    ]),
    ...imports
      .filter(({ facts }) => !sets.has(facts.code))
      .map(({ facts }) => surveyText.emptySet(facts.code)),
  ]
}
