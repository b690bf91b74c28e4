import type { CoveredPlan, Indicator } from '@km/definition'
import type { CoverageEdge, CoveredInstrument } from './coverage-model.ts'

type Measure = CoveredPlan['measures'][number]

export interface Sources {
  readonly instruments: readonly CoveredInstrument[]
  readonly indicators: readonly Indicator[]
}

/** Codes of a row of Bijlage 1: the row, its methods and their respondents. */
export const codesOfMeasure = ({ code, methods }: Measure): readonly string[] => [
  code,
  ...methods.flatMap((method) => [method.code, ...method.respondents.flatMap((one) => one.code ?? [])]),
]

const names = (codes: readonly string[], wanted: readonly string[]): boolean =>
  codes.some((code) => wanted.includes(code))

/** An instrument asks, or collects figures, for this row. */
function asksFor({ facts, items }: CoveredInstrument, measure: Measure, indicators: readonly Indicator[]) {
  const codes = codesOfMeasure(measure)
  if (!names(facts.bijlageCodes, codes)) return false
  return (
    items.some((item) => names(item.goalCodes, codes)) ||
    indicators.some((one) => one.import === facts.code && names(one.goalCodes, codes))
  )
}

/**
 * What says something about a goal, result or activity: questions and figures that name its code, and what
 * the rows of Bijlage 1 that are about it ask.
 */
export function edgesTo(
  code: string,
  { instruments, indicators }: Sources,
  measures: readonly Measure[],
): readonly CoverageEdge[] {
  const about = measures.filter((measure) => measure.goalCodes.includes(code))
  const ofInstruments = instruments.map((instrument) => {
    const asking = about.filter((measure) => asksFor(instrument, measure, indicators))
    const rows = asking.flatMap(codesOfMeasure).filter((row) => instrument.facts.bijlageCodes.includes(row))
    return {
      source: instrument.facts.code,
      questions: instrument.items.filter((item) => item.goalCodes.includes(code)).length,
      rows,
    }
  })
  return [
    ...ofInstruments.filter((edge) => edge.questions > 0 || edge.rows.length > 0),
    ...indicators
      .filter((one) => one.goalCodes.includes(code))
      .map((one) => ({ source: one.code, questions: 0, rows: [] })),
  ]
}

/** What asks about an expectation of the framework. */
export function edgesToExpectation(
  code: string,
  { instruments, indicators }: Sources,
): readonly CoverageEdge[] {
  const ofInstruments = instruments.map(({ facts, items }) => ({
    source: facts.code,
    questions: items.filter((item) => item.expectationCodes.includes(code)).length,
    rows: [],
  }))
  return [
    ...ofInstruments.filter((edge) => edge.questions > 0),
    ...indicators
      .filter((one) => one.expectationCodes.includes(code))
      .map((one) => ({ source: one.code, questions: 0, rows: [] })),
  ]
}
