import type { z } from '@hono/zod-openapi'
import type { Comparison } from '@km/analysis'
import { type Db, listActions, listFindings } from '@km/store'
import type { Who } from '../deps.ts'
import { Problem } from '../problem.ts'
import { compareScope, type Scope } from './load-comparison.ts'
import * as nl from './nl.ts'
import { type Network, type RoundRow, readNetwork } from './read-network.ts'
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
  if (query.group !== undefined && !network.schools.some((s) => s.type === query.group))
    throw new Problem('not_found')
  if (query.school !== undefined && !network.schools.some((s) => s.id === query.school))
    throw new Problem('not_found')
  return { networkId, rounds, level: query.level, school: query.school, group: query.group }
}

const targetRound = (network: Network, action: KnownAction): RoundRow | undefined =>
  network.rounds
    .filter((r) => r.instrument === action.measureInstrument && r.schoolYear === action.targetYear)
    .findLast((r) => r.releasedAt !== null)

/** Measures that are due, read over all schools: one comparison per round, however many actions. */
async function readMeasures(
  tx: Db,
  deps: ReportDeps,
  network: Network,
  due: readonly KnownAction[],
): Promise<ReadonlyMap<number, number>> {
  const rounds = new Map(due.flatMap((action) => targetRound(network, action) ?? []).map((r) => [r.id, r]))
  const reached = new Map<number, number>()
  for (const round of rounds.values()) {
    const scope: Scope = { networkId: network.id, rounds: [round], level: 'item' }
    const measured = await compareScope(tx, deps, network, scope)
    for (const action of due.filter((one) => targetRound(network, one) === round)) {
      const value = measuredIn(measured, action.measureItem, action.measureUnit)
      if (value !== undefined) reached.set(action.id, value)
    }
  }
  return reached
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
  const due = actions.flatMap((action) => {
    if (action.measureInstrument !== comparison.instrument || !years.has(action.targetYear)) return []
    const row = comparison.rows.find((one) => isMeasuredOn(one, action, network.expectationsOf))
    return row === undefined ? [] : [{ action, key: row.key }]
  })
  const reached = await readMeasures(
    tx,
    deps,
    network,
    due.map((one) => one.action),
  )
  return due.map(({ action, key }) => {
    const { id, findingId, code, title, measureUnit, startValue, targetValue, targetYear } = action
    const value = reached.get(id)
    return {
      ...{
        key,
        findingId,
        actionId: id,
        code,
        title,
        unit: measureUnit,
        startValue,
        targetValue,
        targetYear,
      },
      ...(value === undefined ? {} : { reached: value }),
    }
  })
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

/** Rows by the way they went in the last step; rows without movement are in none. */
function countMoved({ rows }: Comparison): { up: number; same: number; down: number } {
  const ways = rows.flatMap(({ steps }) => {
    const cell = steps.at(-1)?.movement
    return cell?.kind === 'shown' && cell.movement.n > 0
      ? [Math.sign(cell.movement.up - cell.movement.down)]
      : []
  })
  const count = (way: number) => ways.filter((one) => one === way).length
  return { up: count(1), same: count(0), down: count(-1) }
}

/** What the sentence on top is about: the rounds that are released, whatever is still open beside them. */
async function compareReleased(
  tx: Db,
  deps: ReportDeps,
  network: Network,
  { scope, comparison }: { readonly scope: Scope; readonly comparison: Comparison },
): Promise<Comparison> {
  const rounds = scope.rounds.filter((round) => round.releasedAt !== null)
  if (rounds.length === 0 || rounds.length === scope.rounds.length) return comparison
  return compareScope(tx, deps, network, { ...scope, rounds })
}

/** The comparison of one scope with the words, measures and findings that stand beside it. */
export async function viewComparison(
  tx: Db,
  deps: ReportDeps,
  network: Network,
  scope: Scope,
): Promise<ComparisonView> {
  const whole = await compareScope(tx, deps, network, scope)
  const released = await compareReleased(tx, deps, network, { scope, comparison: whole })
  const comparison = { ...whole, headline: released.headline }
  const findings = await listFindings(tx, network.id)
  const actions = await listActions(tx, network.id)
  const school = network.schools.find((s) => s.id === scope.school)?.name
  const about = {
    periods: comparison.periods,
    level: comparison.level,
    unit: comparison.unit,
    anonymityLevel: comparison.anonymityLevel,
    ...(school === undefined ? {} : { school }),
  }
  return {
    ...comparison,
    summary: nl.comparisonSummary({ ...about, headline: released.headline, moved: countMoved(released) }),
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
