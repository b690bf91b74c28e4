import type { Indicator } from '@km/definition'
import { edgesTo, edgesToExpectation } from './coverage-edges.ts'
import type {
  Coverage,
  CoverageCombination,
  CoverageEdge,
  CoverageGoal,
  CoverageInput,
  CoverageSource,
  CoverageState,
  CoveredInstrument,
  Evidence,
  ShownEvidence,
} from './coverage-model.ts'
import { findPlanGaps } from './find-plan-gaps.ts'
import { bestOf, showEvidence, stateOf } from './show-evidence.ts'

/** Instruments whose answers an indicator counts; for one that another screen shows, those of its rows. */
function countedBy(indicator: Indicator, instruments: readonly CoveredInstrument[]): readonly string[] {
  const named = new Set(indicator.responses?.map((one) => one.instrument))
  const isOfRow = ({ facts }: CoveredInstrument) =>
    indicator.elsewhere !== undefined && facts.bijlageCodes.some((code) => indicator.goalCodes.includes(code))
  return instruments.filter((one) => named.has(one.facts.code) || isOfRow(one)).map((one) => one.facts.code)
}

type FigureEvidence = Extract<Evidence, { kind: 'figure' }>

/** Figures that are imported stand with their indicators; the set says how many of them came in. */
function setOf(code: string, { indicators, evidence }: CoverageInput): ShownEvidence {
  const own = indicators.filter((one) => one.import === code && one.optional !== true)
  const delivered = own.map((one) =>
    (evidence.get(one.code) ?? []).filter(
      (each): each is FigureEvidence => each.kind === 'figure' && each.source === 'import',
    ),
  )
  return {
    kind: 'set',
    delivered: delivered.filter(({ length }) => length > 0).length,
    of: own.length,
    state: bestOf(delivered.flat().map(stateOf)),
  }
}

function instrumentSource(instrument: CoveredInstrument, input: CoverageInput): CoverageSource {
  const { facts } = instrument
  const raw = input.evidence.get(facts.code) ?? []
  const shown = raw.flatMap((one: Evidence) => showEvidence(one, facts, input.limits))
  const evidence = facts.mode === 'import' ? [setOf(facts.code, input), ...shown] : shown
  return {
    code: facts.code,
    kind: 'instrument',
    title: facts.title,
    state: facts.anonymityLevel === 'P' ? 'private' : bestOf(evidence.map(stateOf)),
    evidence,
    counts: [],
    findings: input.findings.filter((one) => one.instruments.includes(facts.code)).length,
  }
}

function indicatorSource(
  indicator: Indicator,
  input: CoverageInput,
  instruments: ReadonlyMap<string, CoverageSource>,
): CoverageSource {
  const raw = input.evidence.get(indicator.code) ?? []
  const evidence = raw.flatMap((one) => showEvidence(one, undefined, input.limits))
  const counts = countedBy(indicator, input.instruments)
  // A figure speaks for itself; without one it leans on the answers that it counts.
  const leansOn = counts.flatMap((code) => instruments.get(code)?.state ?? [])
  const states = evidence.length > 0 ? evidence.map(stateOf) : leansOn
  return {
    code: indicator.code,
    kind: 'indicator',
    title: indicator.title,
    state: bestOf(states),
    evidence,
    counts,
    findings: 0,
  }
}

/** Activities of which a register keeps what was done: a source of their own, under the activity's code. */
function registerSources({ plan, evidence, limits }: CoverageInput): readonly CoverageSource[] {
  return plan.activities.flatMap(({ code, title }) => {
    const shown = (evidence.get(code) ?? []).flatMap((one) => showEvidence(one, undefined, limits))
    if (shown.length === 0) return []
    const state = bestOf(shown.map(stateOf))
    return [{ code, kind: 'register' as const, title, state, evidence: shown, counts: [], findings: 0 }]
  })
}

function sourcesOf(input: CoverageInput): readonly CoverageSource[] {
  const instruments = input.instruments.map((one) => instrumentSource(one, input))
  const byCode = new Map(instruments.map((one) => [one.code, one]))
  return [
    ...instruments,
    ...input.indicators.map((one) => indicatorSource(one, input, byCode)),
    ...registerSources(input),
  ]
}

type StateOf = (edges: readonly CoverageEdge[]) => CoverageState

function goalsOf(input: CoverageInput, has: ReadonlySet<string>, best: StateOf): readonly CoverageGoal[] {
  const { goals, results, activities, measures } = input.plan
  const row = ({ code, title }: { code: string; title: string }) => {
    const register = has.has(code) ? [{ source: code, questions: 0, rows: [] }] : []
    const edges = [...edgesTo(code, input, measures), ...register]
    return { code, title, edges, state: best(edges) }
  }
  return goals.map((goal) => {
    const ownResults = results
      .filter((result) => result.goal === goal.code)
      .map((result) => ({
        ...row(result),
        derived: result.derived === true,
        ...(result.norm === undefined ? {} : { norm: result.norm }),
        activities: activities.filter((one) => one.results.includes(result.code)).map(({ code }) => code),
      }))
    const ownActivities = activities
      .filter((activity) => activity.goal === goal.code)
      .map((activity) => ({
        ...row(activity),
        ...(activity.planned === undefined ? {} : { planned: activity.planned }),
        results: activity.results,
        measures: measures.filter((one) => one.goalCodes.includes(activity.code)).map(({ code }) => code),
      }))
    const own = row(goal)
    const rows = [...ownResults, ...ownActivities]
    // A question about a whole goal says nothing yet about what the plan wants to reach in it.
    const state = rows.length === 0 ? own.state : bestOf(rows.map((one) => one.state))
    return { ...own, state, results: ownResults, activities: ownActivities }
  })
}

function combinationsOf(
  { plan }: CoverageInput,
  sources: ReadonlyMap<string, CoverageSource>,
): readonly CoverageCombination[] {
  return plan.measures.flatMap((measure) =>
    measure.methods.flatMap((method) =>
      method.respondents.map(({ code = method.code, title, instruments }) => ({
        code,
        measure: measure.title,
        what: measure.what,
        how: method.how,
        why: measure.why,
        respondents: title,
        instruments,
        state: bestOf(instruments.flatMap((one) => sources.get(one)?.state ?? [])),
      })),
    ),
  )
}

/** Without anything that counts: what somebody reads who gets headlines only. */
function headlines(coverage: Coverage): Coverage {
  const bare = <T extends { readonly edges: readonly CoverageEdge[] }>(row: T): T => ({ ...row, edges: [] })
  return {
    ...coverage,
    sources: [],
    goals: coverage.goals.map((goal) => ({
      ...bare(goal),
      results: goal.results.map(bare),
      activities: goal.activities.map(bare),
    })),
    expectations: [],
    combinations: [],
  }
}

/**
 * The coverage matrix of one school year: what the plan wants and the framework expects, what asks about it,
 * and what evidence there is, with thresholds applied and gaps named. Everything follows from codes.
 */
export function buildCoverage(input: CoverageInput): Coverage {
  const sources = sourcesOf(input)
  const byCode = new Map(sources.map((one) => [one.code, one]))
  const best: StateOf = (edges) => bestOf(edges.flatMap(({ source }) => byCode.get(source)?.state ?? []))
  const registers = new Set(sources.filter(({ kind }) => kind === 'register').map(({ code }) => code))
  const goals = goalsOf(input, registers, best)
  const combinations = combinationsOf(input, byCode)
  const expectations = input.expectations.map(({ code, title, domain, subdomain }) => {
    const edges = edgesToExpectation(code, input)
    const findings = input.findings.filter((one) => one.expectationCodes.includes(code)).length
    const place = { domain, ...(subdomain === undefined ? {} : { subdomain }) }
    return { code, title, ...place, edges, findings, state: best(edges) }
  })
  const matrix = { sources, goals, expectations, combinations }
  const coverage = { ...matrix, gaps: findPlanGaps(matrix) }
  return input.limits.headlinesOnly ? headlines(coverage) : coverage
}
