import { buildCoverage, type Coverage, type CoverageGap } from '@km/analysis'
import type { CoveredPlan } from '@km/definition'
import { type Db, type Finding, listFindings } from '@km/store'
import { amsterdamDate, schoolYearOf } from '../clock.ts'
import type { Who } from '../deps.ts'
import { isSharedFinding } from '../finding-scope.ts'
import { Problem } from '../problem.ts'
import type { CoverageDeps } from './coverage-deps.ts'
import { coveredInstruments, gatherEvidence } from './gather-evidence.ts'
import * as nl from './nl.ts'
import type { CoverageQuery, CoverageView } from './schema.ts'
import { viewSources } from './view-sources.ts'

/** The plan of a school year; without one the plan before it, or the first that there is. */
function planFor(plans: readonly CoveredPlan[], schoolYear: string): CoveredPlan {
  const found = plans.findLast((one) => one.schoolYear <= schoolYear) ?? plans[0]
  if (found === undefined) throw new Problem('not_found')
  return found
}

/** School years to choose from, newest first, and the one that is shown: default the newest with a plan. */
function chooseYear(
  { plans }: CoverageDeps['surveys'],
  known: { readonly rounds: readonly { readonly schoolYear: string }[]; readonly today: string },
  asked: string | undefined,
) {
  const now = schoolYearOf(known.today)
  const all = new Set([now, ...[...known.rounds, ...plans].map((one) => one.schoolYear)])
  const years = [...all].sort().reverse()
  const usual = plans.findLast((one) => one.schoolYear <= now)?.schoolYear ?? now
  if (asked !== undefined && !all.has(asked)) throw new Problem('not_found')
  return { years, schoolYear: asked ?? usual }
}

/** What is stored of evidence was made by the step `act`. */
type StoredEvidence = readonly {
  readonly instrument: string
  readonly reference: { readonly school?: number; readonly group?: string }
}[]

async function findingsFor(tx: Db, who: Who, asked: { schoolYear: string; all: boolean }) {
  const held = who.role === 'member' ? who.schoolIds : []
  const evidenceOf = (finding: Finding) => finding.evidence as unknown as StoredEvidence
  return (await listFindings(tx, who.networkId))
    .filter((one) => one.schoolYear === asked.schoolYear)
    .filter(
      (one) =>
        asked.all ||
        isSharedFinding({ status: one.status, evidence: evidenceOf(one) }, (id) => held.includes(id)),
    )
    .map((one) => ({
      expectationCodes: one.expectationCodes,
      instruments: evidenceOf(one).map((evidence) => evidence.instrument),
    }))
}

const wordsOf = (gap: CoverageGap, results: number): string => {
  const n = gap.codes.length
  if (gap.kind === 'no_evidence') return nl.gaps[gap.of](n)
  return gap.kind === 'no_norm' ? nl.gaps.no_norm(n, results) : nl.gaps[gap.kind](n)
}

function viewGaps(coverage: Coverage, titles: ReadonlyMap<string, string>): CoverageView['gaps'] {
  const results = coverage.goals.flatMap((goal) => goal.results).length
  return coverage.gaps.map((gap) => ({
    kind: gap.kind,
    text: wordsOf(gap, results),
    codes: gap.codes.map((code) => ({ code, title: titles.get(code) ?? '' })),
  }))
}

/** Titles of everything that a gap can be about. */
function titlesIn(plan: CoveredPlan, { expectations }: CoverageDeps['surveys']['framework']) {
  const combinations = plan.measures.flatMap((measure) =>
    measure.methods.flatMap((method) =>
      method.respondents.map((one) => ({
        code: one.code ?? method.code,
        title: `${method.title} (${one.title})`,
      })),
    ),
  )
  const all = [...plan.goals, ...plan.results, ...plan.activities, ...combinations, ...expectations]
  return new Map(all.map(({ code, title }) => [code, title]))
}

/**
 * The coverage matrix of a school year: goals, results and activities of the plan and the expectations of
 * the framework beside what asks about them and what came in, as far as this reader may know it.
 * `not_found` for a school year that nothing is known of.
 */
export async function readCoverage(
  deps: CoverageDeps,
  who: Who,
  query: CoverageQuery,
): Promise<CoverageView> {
  const reader = deps.readerOf(who)
  const { surveys } = deps
  return deps.store.inNetwork(who.networkId, async (tx) => {
    const network = await deps.readNetwork(tx, who.networkId)
    const today = amsterdamDate(deps.now())
    const { years, schoolYear } = chooseYear(surveys, { rounds: network.rounds, today }, query.year)
    const plan = planFor(surveys.plans, schoolYear)
    const rounds = network.rounds.filter((round) => round.schoolYear === schoolYear)
    const instruments = coveredInstruments(network, surveys.instruments, rounds)
    const coverage = buildCoverage({
      plan,
      expectations: surveys.framework.expectations,
      instruments,
      indicators: surveys.indicators,
      evidence: await gatherEvidence(tx, deps, who, { network, plan, schoolYear, rounds }),
      findings: reader.findings ? await findingsFor(tx, who, { schoolYear, all: reader.counts }) : [],
      limits: { countsFromOne: reader.counts, headlinesOnly: reader.capped },
    })
    const { goals, expectations } = coverage
    const sources = viewSources(coverage.sources, { instruments, schoolYear })
    return {
      schoolYear,
      years,
      plan: { code: plan.code, title: plan.title, own: plan.schoolYear === schoolYear },
      summary: nl.summary({
        schoolYear,
        expectations,
        results: goals.flatMap((goal) => goal.results),
        withoutRow: coverage.gaps.find(({ kind }) => kind === 'no_row')?.codes.length ?? 0,
      }),
      headlinesOnly: reader.capped,
      domains: surveys.framework.domains.map(({ code, title }) => ({ code, title })),
      sources,
      gaps: viewGaps(coverage, titlesIn(plan, surveys.framework)),
      goals,
      expectations,
      combinations: coverage.combinations.map((one) => {
        const own = one.instruments.flatMap((code) => sources.find((source) => source.code === code) ?? [])
        const facts = instruments.filter(({ facts: { code } }) => one.instruments.includes(code))
        const lines = own
          .filter((source) => source.lines.length > 0)
          .map((source) => {
            const text = source.lines.map((line) => line.text).join('; ')
            return own.length > 1 ? `${source.title}: ${text}` : text
          })
        return {
          ...one,
          when: facts.map(({ facts: { rhythm } }) => rhythm).join('; '),
          response: lines.length > 0 ? lines : [nl.states[one.state]],
        }
      }),
    }
  })
}
