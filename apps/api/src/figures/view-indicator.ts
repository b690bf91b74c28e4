import type { Indicator } from '@km/definition'
import { type Db, listActions, listFindings, listSchools } from '@km/store'
import type { Deps, Who } from '../deps.ts'
import { isSharedFinding } from '../finding-scope.ts'
import { dayOfYear, filterWords } from '../nl-figures.ts'
import { Problem } from '../problem.ts'
import type { FiguresDeps } from './figures-deps.ts'
import { listFigures } from './list-figures.ts'
import * as nl from './nl-indicator.ts'
import type { FiguresView, IndicatorPage } from './schema.ts'
import { tellSignals } from './tell-signals.ts'

type Shown = FiguresView['indicators'][number]

/** What is stored of evidence was made by the step `act`. */
type StoredEvidence = readonly {
  readonly kind: string
  readonly instrument: string
  readonly reference: { readonly school?: number; readonly group?: string }
}[]

const evidenceOf = (row: { readonly evidence: unknown }) => row.evidence as StoredEvidence

/** Goals, results, activities and rows of Bijlage 1 that an indicator says something about. */
function goalsOf({ plans }: Deps['surveys'], { goalCodes }: Indicator): IndicatorPage['goals'] {
  const titles = new Map(
    plans.flatMap((plan) =>
      [
        ...[...plan.goals, ...plan.results, ...plan.activities],
        ...plan.measures.flatMap((measure) => [measure, ...measure.methods]),
      ].map(({ code, title }) => [code, title] as const),
    ),
  )
  return goalCodes.map((code) => ({ code, title: titles.get(code) ?? code }))
}

interface Acts {
  readonly leads: boolean
  readonly findings: Awaited<ReturnType<typeof listFindings>>
  readonly actions: Awaited<ReturnType<typeof listActions>>
}

/** Findings of figures that this person may know of, and the actions: no drafts or proposals for others. */
async function readActs(tx: Db, who: Who): Promise<Acts> {
  const leads = who.role === 'project_leader'
  // Who may read findings at all: `access.ts`.
  if (!leads && !['member', 'director', 'board', 'roc_contact'].includes(who.role))
    return { leads, findings: [], actions: [] }
  const { networkId } = who
  const held = who.role === 'member' ? who.schoolIds : []
  const findings = (await listFindings(tx, networkId)).filter(
    (one) =>
      leads || isSharedFinding({ status: one.status, evidence: evidenceOf(one) }, (id) => held.includes(id)),
  )
  const ids = new Set(findings.map(({ id }) => id))
  const actions = (await listActions(tx, networkId)).filter(
    (one) => ids.has(one.findingId) && (leads || one.status !== 'proposed'),
  )
  return { leads, findings, actions }
}

const actsOf = (
  { leads, findings, actions }: Acts,
  indicator: string,
): Pick<IndicatorPage, 'findings' | 'targets'> => ({
  findings: findings
    .filter((one) => evidenceOf(one).some((line) => line.kind === 'figure' && line.instrument === indicator))
    .map(({ id, code, title, kind, status, schoolYear }) => ({ id, code, title, kind, status, schoolYear })),
  targets: actions.flatMap((one) => {
    const { measureInstrument, measureItem: part, measureUnit: unit, targetValue, targetYear } = one
    // The database holds a whole measure or none of it.
    const none = part === null || unit === null || targetValue === null || targetYear === null
    if (measureInstrument !== indicator || none) return []
    const { findingId, code, title, startValue } = one
    const target = { findingId, code, title, part, unit, targetValue, targetYear }
    return [{ ...target, ...(leads && startValue !== null && { startValue }) }]
  }),
})

/** The figures of one school for who reads only own schools; else those of the whole. */
function mainOf(shown: Shown, who: Who) {
  const school = who.role === 'coordinator' && who.schoolIds.length === 1 ? who.schoolIds[0] : undefined
  return shown.moments.flatMap(({ cell, breakdowns, ...moment }) => {
    if (who.role !== 'coordinator') return [{ ...moment, cell }]
    const rows = breakdowns.find(({ by }) => by === 'school')?.rows ?? []
    const own = rows.find(({ value }) => value === String(school))
    return own === undefined ? [] : [{ ...moment, cell: own.cell }]
  })
}

/** Of the newest day the final figure, and of more sources the first: the registers of the network. */
function newestOf<T extends { readonly referenceDate: string; readonly status: string }>(
  moments: readonly T[],
) {
  const own = moments.filter(({ referenceDate }) => referenceDate === moments.at(-1)?.referenceDate)
  return own.find(({ status }) => status === 'final') ?? own[0]
}

function summaryOf(shown: Shown, who: Who, names: ReadonlyMap<string, string>): string {
  const own = who.role === 'coordinator'
  if (own && who.schoolIds.length > 1)
    return nl.summaryOfSchools(shown.moments.length === 0 ? 0 : who.schoolIds.length)
  const moments = mainOf(shown, who)
  const now = newestOf(moments)
  const yearBefore = (date: string) => `${Number(date.slice(0, 4)) - 1}${date.slice(4)}`
  const before = newestOf(
    moments.filter((one) => now !== undefined && one.referenceDate === yearBefore(now.referenceDate)),
  )
  return nl.summary({
    now,
    before,
    parts: shown.parts,
    source: shown.source,
    of: own ? names.get(String(who.schoolIds[0])) : undefined,
  })
}

type Schools = Awaited<ReturnType<typeof listSchools>>

/** Ways to split it, with names for every value that is shown. */
function breakdownsOf(indicator: Indicator, seen: Schools): IndicatorPage['breakdowns'] {
  const own = indicator.breakdowns.map(({ code, title, values, beside }) => ({
    ...{ code, title, beside: beside === true },
    values: values.map((value) => ({ code: value.code, title: value.title })),
  }))
  const cohort = { code: 'cohort', title: nl.besides.cohort, beside: false, values: [] }
  const values = seen.map(({ id, name }) => ({ code: String(id), title: name }))
  const school = { code: 'school', title: nl.besides.school, beside: false, values }
  return [...own, ...(indicator.cohort === undefined ? [] : [cohort]), ...(seen.length === 0 ? [] : [school])]
}

/** Questions whose answers are counted, per questionnaire. */
function askedOf({ instruments }: Deps['surveys'], { responses = [] }: Indicator): IndicatorPage['asked'] {
  return [...new Set(responses.map(({ instrument }) => instrument))].map((instrument) => ({
    instrument,
    title: instruments.find(({ code }) => code === instrument)?.title ?? instrument,
    items: [
      ...new Set(responses.filter((one) => one.instrument === instrument).flatMap(({ items }) => items)),
    ],
  }))
}

function pageOf(
  { surveys }: Deps,
  who: Who,
  read: {
    readonly shown: Shown
    readonly indicator: Indicator
    readonly schools: Schools
    readonly acts: Acts
  },
): IndicatorPage {
  const { shown, indicator, schools, acts } = read
  const seen = new Set(
    shown.moments.flatMap(({ breakdowns }) =>
      breakdowns.flatMap(({ by, rows }) => (by === 'school' ? rows.map(({ value }) => value) : [])),
    ),
  )
  const expectations = new Map(surveys.framework.expectations.map(({ code, title }) => [code, title]))
  const names = new Map(schools.map(({ id, name }) => [String(id), name]))
  return {
    ...shown,
    about: indicator.about,
    partition: indicator.partition === true,
    days: indicator.moments.map(dayOfYear),
    breakdowns: breakdownsOf(
      indicator,
      schools.filter(({ id }) => seen.has(String(id))),
    ),
    goals: goalsOf(surveys, indicator),
    expectations: indicator.expectationCodes.map((code) => ({ code, title: expectations.get(code) ?? code })),
    asked: askedOf(surveys, indicator),
    register: indicator.register === true,
    summary: summaryOf(shown, who, names),
    signals: tellSignals(mainOf(shown, who)),
    filter: filterWords(indicator),
    ...actsOf(acts, indicator.code),
  }
}

/** Every indicator that this person has figures of, or one of them; see `viewIndicator`. */
export async function viewIndicators(deps: FiguresDeps, who: Who, only?: string): Promise<IndicatorPage[]> {
  const { networkId } = who
  const { indicators } = await listFigures(deps, who)
  const { schools, acts } = await deps.store.inNetwork(networkId, async (tx) => ({
    schools: await listSchools(tx, networkId),
    acts: await readActs(tx, who),
  }))
  return indicators
    .filter(({ code }) => only === undefined || code === only)
    .flatMap((shown) => {
      const indicator = deps.surveys.indicators.find(({ code }) => code === shown.code)
      return indicator === undefined ? [] : [pageOf(deps, who, { shown, indicator, schools, acts })]
    })
}

/**
 * One indicator with all that a person must know to read it: what it counts, its values over the years as
 * `listFigures` lets this person see them, and what was made of it. Throws Problem `not_found` for a code
 * that this person has no figures of.
 */
export async function viewIndicator(deps: FiguresDeps, who: Who, code: string): Promise<IndicatorPage> {
  const [page] = await viewIndicators(deps, who, code)
  if (page === undefined) throw new Problem('not_found')
  return page
}

/** The indicators of one set, each in its own sentence. */
export async function tellIndicators(deps: FiguresDeps, who: Who, set: string) {
  const codes = new Set(deps.surveys.indicators.filter((one) => one.import === set).map(({ code }) => code))
  const pages = (await viewIndicators(deps, who)).filter(({ code }) => codes.has(code))
  return pages.map(({ code, title, moments, summary, note, signals }) => ({
    ...{ code, title, delivered: moments.length > 0, summary, signals },
    ...(note === undefined ? {} : { note }),
  }))
}
