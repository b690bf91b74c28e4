import type { z } from '@hono/zod-openapi'
import { type Comparison, capShares, minUnitsFor, type Period, sumUpAnswers } from '@km/analysis'
import { type InstrumentFacts, isOwnWork } from '@km/definition'
import { type Db, listActions, listFindings } from '@km/store'
import type { Who } from '../deps.ts'
import { isSharedFinding } from '../finding-scope.ts'
import { Problem } from '../problem.ts'
import { factsOf } from './count-scope.ts'
import { listChoices } from './list-choices.ts'
import { compareScope, type Scope } from './load-comparison.ts'
import * as nl from './nl.ts'
import { openReading, type Reading, roundsFor } from './open-reading.ts'
import { readOwnGroups } from './read-benchmark.ts'
import { measuresFor } from './read-measures.ts'
import type { Network } from './read-network.ts'
import { maySeeSchool, type Reader, readerOf } from './readers.ts'
import { findingsOnRows, type KnownFinding } from './relate-acts.ts'
import type { ReportDeps } from './report-deps.ts'
import type { ComparisonView, comparisonQuery } from './schema.ts'
import { selectRounds } from './select-rounds.ts'

export type ComparisonQuery = z.infer<typeof comparisonQuery>

function scopeOf(reading: Reading, query: ComparisonQuery): Scope {
  const { network, reader } = reading
  const { school, group, level } = query
  // One school has no group within it: to honour one and drop the other would answer something else.
  if (school !== undefined && group !== undefined) throw new Problem('invalid_request', { fields: ['group'] })
  if (school !== undefined && !maySeeSchool(reader, school)) throw new Problem('not_allowed')
  const rounds = selectRounds(roundsFor(reading, query), query)
  if (rounds.length === 0) throw new Problem('not_found')
  // Nobody else learns by asking which groups of one school there are.
  if (group !== undefined && reader.counts && !network.groups.has(group)) throw new Problem('not_found')
  if (school !== undefined && !network.schools.some((s) => s.id === school)) throw new Problem('not_found')
  return { networkId: network.id, reader, rounds, level, school, group }
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
async function withoutOpen(
  tx: Db,
  deps: ReportDeps,
  network: Network,
  { scope, comparison }: { readonly scope: Scope; readonly comparison: Comparison },
): Promise<Comparison> {
  const open = new Set(comparison.periods.filter((p) => !p.released).map((p) => p.roundId))
  const rounds = scope.rounds.filter((round) => !open.has(round.id))
  if (rounds.length === 0 || open.size === 0) return comparison
  return compareScope(tx, deps, network, { ...scope, rounds })
}

const isFor = (reader: Reader, finding: KnownFinding): boolean =>
  reader.counts || isSharedFinding(finding, (school) => maySeeSchool(reader, school))

/**
 * Of fewer than five people who answer in confidence it is not told how many they were: beside the number of
 * links it would say who did not.
 */
function hideFewPeople(comparison: Comparison, facts: InstrumentFacts): Comparison {
  if (facts.anonymityLevel === 'F' || facts.unit === 'school' || isOwnWork(facts)) return comparison
  const none = { invited: 0, responded: 0 }
  const isFew = (p: Period) => p.released && p.responded < minUnitsFor.group
  const last = comparison.periods.findLast((p) => p.released)
  return {
    ...comparison,
    periods: comparison.periods.map((p) => (isFew(p) ? { ...p, ...none, few: true } : p)),
    headline: { ...comparison.headline, ...(last !== undefined && isFew(last) && none) },
  }
}

/** The comparison of one scope with the words, measures and findings that stand beside it. */
export async function viewComparison(
  tx: Db,
  deps: ReportDeps,
  reading: Reading,
  given: Scope,
): Promise<ComparisonView> {
  const { network, reader } = reading
  const facts = factsOf(network, given)
  const instrument = facts.code
  const ownGroups = await readOwnGroups(tx, network, { instrument, reader })
  const names = ownGroups?.flatMap(({ group }) => group ?? [])
  const scope: Scope = { ...given, ownGroups: names }
  const whole = await compareScope(tx, deps, network, scope)
  const released = await withoutOpen(tx, deps, network, { scope, comparison: whole })
  const counted = { ...whole, headline: released.headline }
  const summed = sumUpAnswers(reader.capped ? capShares(counted) : counted, deps.surveys.scales)
  const comparison = hideFewPeople(summed, facts)
  const findings = reader.findings ? await listFindings(tx, network.id) : []
  const actions = reader.counts ? await listActions(tx, network.id) : []
  const school = network.schools.find((s) => s.id === scope.school)?.name
  const about = {
    periods: comparison.periods,
    level: comparison.level,
    unit: comparison.unit,
    ...(school === undefined ? {} : { school }),
    ...(scope.group === undefined ? {} : { group: scope.group }),
  }
  return {
    ...comparison,
    summary: nl.comparisonSummary({ ...about, headline: released.headline, moved: countMoved(released) }),
    filter: nl.filterText({
      ...about,
      instrumentTitle: comparison.instrumentTitle,
      isType: network.types.has(scope.group ?? ''),
      ...(scope.group !== undefined && reader.groups === 'own' ? { others: true } : {}),
    }),
    measures: await measuresFor(tx, deps, network, comparison, actions),
    findings: findingsOnRows(
      comparison,
      findings.map(knownFinding).filter((one) => isFor(reader, one)),
    ),
    choices: listChoices(reading, {
      instrument,
      ownGroups: names,
      bands: deps.surveys.framework.schoolSize?.bands.map(({ title }) => title) ?? [],
    }),
    ...(ownGroups === undefined ? {} : { ownGroups }),
  }
}

/**
 * School years of one instrument side by side, suppressed, with its sentence on top, as far as this reader
 * may see them (`not_allowed` otherwise); `not_found` when no round fits the choice.
 */
export async function compareRounds(
  deps: ReportDeps,
  who: Who,
  query: ComparisonQuery,
): Promise<ComparisonView> {
  const reader = readerOf(who)
  return deps.store.inNetwork(who.networkId, async (tx) => {
    const reading = await openReading(tx, deps, who.networkId, reader)
    return viewComparison(tx, deps, reading, scopeOf(reading, query))
  })
}
