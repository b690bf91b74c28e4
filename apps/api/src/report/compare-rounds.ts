import type { z } from '@hono/zod-openapi'
import type { Comparison } from '@km/analysis'
import { type Db, listActions, listFindings } from '@km/store'
import type { Who } from '../deps.ts'
import { Problem } from '../problem.ts'
import { compareScope, type Scope } from './load-comparison.ts'
import * as nl from './nl.ts'
import { type Network, readNetwork } from './read-network.ts'
import {
  findingsOnRows,
  isMeasuredOn,
  type KnownAction,
  type KnownFinding,
  measuredIn,
} from './relate-acts.ts'
import { type ReportDeps, requireLeader } from './report-deps.ts'
import type { ComparisonView, comparisonQuery } from './schema.ts'
import { selectRounds, yearsOf } from './select-rounds.ts'

export type ComparisonQuery = z.infer<typeof comparisonQuery>

function scopeOf(network: Network, networkId: number, query: ComparisonQuery): Scope {
  const ofInstrument = network.rounds.filter((r) => r.instrument === query.instrument)
  const rounds = selectRounds(ofInstrument, query)
  if (rounds.length === 0) throw new Problem('not_found')
  if (query.school !== undefined && !network.schools.some((s) => s.id === query.school))
    throw new Problem('not_found')
  return { networkId, rounds, level: query.level, school: query.school, group: query.group }
}

/** Measures of the actions whose target year is shown, with what was reached over all schools. */
async function measuresFor(
  tx: Db,
  deps: ReportDeps,
  network: Network,
  comparison: Comparison,
  actions: readonly KnownAction[],
): Promise<ComparisonView['measures']> {
  const years = new Set(comparison.periods.map((p) => p.schoolYear))
  const due = actions.filter((a) => a.measureInstrument === comparison.instrument && years.has(a.targetYear))
  const measures: ComparisonView['measures'][number][] = []
  for (const action of due) {
    const row = comparison.rows.find((one) => isMeasuredOn(one, action, network.expectationsOf))
    if (row === undefined) continue
    const reached = await reachedIn(tx, deps, network, action)
    const { id, findingId, code, title, measureUnit, startValue, targetValue, targetYear } = action
    measures.push({
      key: row.key,
      findingId,
      actionId: id,
      code,
      title,
      unit: measureUnit,
      startValue,
      targetValue,
      targetYear,
      ...(reached === undefined ? {} : { reached }),
    })
  }
  return measures
}

async function reachedIn(
  tx: Db,
  deps: ReportDeps,
  network: Network,
  action: KnownAction,
): Promise<number | undefined> {
  const round = network.rounds
    .filter((r) => r.instrument === action.measureInstrument && r.schoolYear === action.targetYear)
    .findLast((r) => r.releasedAt !== null)
  if (round === undefined) return undefined
  const scope: Scope = { networkId: network.id, rounds: [round], level: 'item' }
  return measuredIn(await compareScope(tx, deps, network, scope), action.measureItem, action.measureUnit)
}

function choicesOf(network: Network, instrument: string): ComparisonView['choices'] {
  const used = new Set(network.rounds.map((r) => r.instrument))
  return {
    instruments: [...network.instruments]
      .filter(([code]) => used.has(code))
      .map(([code, versions]) => ({ code, title: versions.at(-1)?.facts.title ?? code })),
    years: yearsOf(network.rounds.filter((r) => r.instrument === instrument)),
    groups: [...new Set(network.schools.map((s) => s.type))].sort((a, b) => a.localeCompare(b, 'nl')),
    schools: network.schools.map(({ id, name }) => ({ id, name })),
  }
}

/** What is stored of evidence was made by the step `act`. */
const knownFinding = (row: Awaited<ReturnType<typeof listFindings>>[number]): KnownFinding => ({
  ...row,
  evidence: row.evidence as unknown as KnownFinding['evidence'],
})

/** The comparison of one scope with the words, measures and findings that stand beside it. */
export async function viewComparison(
  tx: Db,
  deps: ReportDeps,
  network: Network,
  scope: Scope,
): Promise<ComparisonView> {
  const comparison = await compareScope(tx, deps, network, scope)
  const findings = await listFindings(tx, network.id)
  const actions = await listActions(tx, network.id)
  const school = network.schools.find((s) => s.id === scope.school)?.name
  const about = {
    periods: comparison.periods,
    level: comparison.level,
    unit: comparison.unit,
    ...(school === undefined ? {} : { school }),
  }
  return {
    ...comparison,
    summary: nl.comparisonSummary({ ...about, headline: comparison.headline }),
    filter: nl.filterText({
      ...about,
      instrumentTitle: comparison.instrumentTitle,
      ...(scope.group === undefined ? {} : { group: scope.group }),
    }),
    measures: await measuresFor(tx, deps, network, comparison, actions),
    findings: findingsOnRows(comparison, findings.map(knownFinding)),
    choices: choicesOf(network, comparison.instrument),
  }
}

/**
 * School years of one instrument side by side, suppressed, with its sentence on top. For the project leader
 * (`not_allowed` otherwise); `not_found` when no round fits the choice.
 */
export async function compareRounds(
  deps: ReportDeps,
  who: Who,
  query: ComparisonQuery,
): Promise<ComparisonView> {
  requireLeader(who)
  return deps.store.inNetwork(who.networkId, async (tx) => {
    const network = await readNetwork(tx, deps, who.networkId)
    return viewComparison(tx, deps, network, scopeOf(network, who.networkId, query))
  })
}
