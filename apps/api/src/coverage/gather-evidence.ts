import type { CoveredInstrument, Evidence, FigureCell } from '@km/analysis'
import { type CoveredPlan, type InstrumentFacts, recordSubject } from '@km/definition'
import {
  countInvitations,
  countRecords,
  countRoundAnswers,
  type Db,
  type InvitationCount,
  listRegister,
  type Round,
  type RoundAnswers,
  readRegisterChoice,
} from '@km/store'
import { roundState } from '../clock.ts'
import type { Who } from '../deps.ts'
import type { CoverageDeps } from './coverage-deps.ts'

/** Evidence of an instrument, an indicator or an activity. */
interface Found {
  readonly code: string
  readonly evidence: Evidence
}

type Network = Awaited<ReturnType<CoverageDeps['readNetwork']>>

/** Instruments with the questions of the newest round of this school year, or of the newest version. */
export function coveredInstruments(
  network: Network,
  files: readonly InstrumentFacts[],
  rounds: readonly Round[],
): readonly CoveredInstrument[] {
  const published = [...network.instruments].flatMap(([code, versions]) => {
    const used = rounds.findLast((round) => round.instrument === code)?.definitionId
    const version = (used === undefined ? undefined : network.definitions.get(used)) ?? versions.at(-1)
    return version === undefined ? [] : [{ facts: version.facts, items: version.definition.items }]
  })
  const imports = files
    .filter(({ code, mode }) => mode === 'import' && !network.instruments.has(code))
    .map((facts) => ({ facts, items: [] }))
  // Those of Bijlage 1 first, in its order.
  const place = ({ facts }: CoveredInstrument) => `${facts.bijlageCodes[0] ?? 'Z'} ${facts.code}`
  return [...published, ...imports].toSorted((a, b) => place(a).localeCompare(place(b)))
}

function roundEvidence(
  round: Round,
  counted: {
    readonly facts: InstrumentFacts | undefined
    readonly answers: RoundAnswers | undefined
    readonly invited: number
    readonly now: Date
  },
): Evidence {
  const { facts, answers, invited, now } = counted
  const state = roundState(round, now)
  return {
    kind: 'round',
    roundId: round.id,
    period: round.period,
    // A round that is due is released within the hour.
    state: state === 'due' ? 'waiting' : state,
    opensOn: round.opensOn,
    closesOn: round.closesOn,
    retrospective: round.retrospective,
    responses: (facts?.unit === 'school' ? answers?.schools : answers?.responses) ?? 0,
    ...(invited > 0 ? { invited } : {}),
  }
}

/** Personal invitations of a round: each school or person one. */
const invitedTo = (roundId: number, counts: readonly InvitationCount[]): number =>
  counts.filter((one) => one.roundId === roundId).reduce((sum, one) => sum + one.personal, 0)

async function recordEvidence(
  tx: Db,
  who: Who,
  asked: { readonly schoolYear: string; readonly factsOf: ReadonlyMap<string, InstrumentFacts> },
): Promise<readonly Found[]> {
  const portfolio = who.role === 'member'
  const { networkId, schoolIds } = who
  const counts = await countRecords(tx, {
    networkId,
    schoolYear: asked.schoolYear,
    schoolIds: portfolio ? schoolIds : undefined,
  })
  const cases = [...asked.factsOf.values()].filter(({ anonymityLevel }) => anonymityLevel === 'K')
  const followsUp = (await readRegisterChoice(tx, networkId)).followUpSince !== null
  // About one pupil: that there is none yet must look like that there are a few.
  const without = cases
    .filter(({ code }) => followsUp && !counts.some((one) => one.instrument === code))
    .map(({ code }) => ({ instrument: code, ofSchools: true, begun: 0, sent: 0, agreed: 0, units: 0 }))
  return [...counts, ...without].map(({ instrument, ofSchools, ...counted }) => ({
    code: instrument,
    evidence: {
      kind: 'records' as const,
      of: ofSchools ? ('schools' as const) : ('team' as const),
      portfolio: portfolio && ofSchools,
      asksAgreement: asked.factsOf.get(instrument)?.asksAgreement === true,
      ...counted,
    },
  }))
}

/** What the registers show of activities of the plan. */
async function registerEvidence(
  tx: Db,
  deps: CoverageDeps,
  asked: { readonly networkId: number; readonly schoolYear: string; readonly plan: CoveredPlan },
): Promise<readonly Found[]> {
  const { networkId, schoolYear, plan } = asked
  const entries = await listRegister(tx, { networkId, schoolYear })
  return plan.activities.flatMap(({ code }) => {
    const lines = deps.countLines(code, entries)
    return lines === 0 ? [] : [{ code, evidence: { kind: 'register' as const, entries: lines } }]
  })
}

/** What this reader sees of a figure: that it is there is told, a number never. */
function seenAs(cell: FigureCell): Extract<Evidence, { kind: 'figure' }>['seen'] {
  if (cell.kind === 'shown') return 'shown'
  if (cell.reason === 'not_delivered') return 'incomplete'
  return cell.reason === 'not_comparable' ? 'broken' : 'too_small'
}

/** Figures of this school year; what a round that still runs gives so far is told with the round. */
async function figureEvidence(
  tx: Db,
  deps: CoverageDeps,
  who: Who,
  schoolYear: string,
): Promise<readonly Found[]> {
  const { indicators, seriesOf } = await deps.readFigures(tx, who)
  return indicators.flatMap((indicator) =>
    seriesOf(indicator)
      .moments.filter((one) => one.schoolYear === schoolYear)
      .filter(({ source, status }) => source !== 'responses' || status === 'final')
      .map(({ referenceDate, status, source, cell }) => ({
        code: indicator.code,
        evidence: { kind: 'figure' as const, referenceDate, status, source, seen: seenAs(cell) },
      })),
  )
}

/** Answers of it are records, about a school, a case or the network. */
const isRecorded = (facts: InstrumentFacts | undefined): boolean =>
  facts !== undefined && recordSubject(facts) !== undefined

/** Everything that there is of one school year, by code of its source; not protected yet. */
export async function gatherEvidence(
  tx: Db,
  deps: CoverageDeps,
  who: Who,
  asked: {
    readonly network: Network
    readonly plan: CoveredPlan
    readonly schoolYear: string
    readonly rounds: readonly Round[]
  },
): Promise<ReadonlyMap<string, readonly Evidence[]>> {
  const { networkId } = who
  const { network, plan, schoolYear, rounds } = asked
  const factsOf = new Map(
    [...network.instruments].flatMap(([code, versions]) => {
      const facts = versions.at(-1)?.facts
      return facts === undefined ? [] : [[code, facts] as const]
    }),
  )
  const answers = new Map(
    (await countRoundAnswers(tx, { networkId, schoolYear })).map((one) => [one.roundId, one]),
  )
  const invitations = await countInvitations(tx, { networkId, roundIds: rounds.map(({ id }) => id) })
  const now = deps.now()
  // Rounds of records are opened by the program; their records are counted one by one.
  const ofRounds = rounds
    .filter(({ instrument }) => !isRecorded(factsOf.get(instrument)))
    .map((round) => ({
      code: round.instrument,
      evidence: roundEvidence(round, {
        facts: network.definitions.get(round.definitionId)?.facts,
        answers: answers.get(round.id),
        invited: invitedTo(round.id, invitations),
        now,
      }),
    }))
  const all: readonly Found[] = [
    ...ofRounds,
    ...(await recordEvidence(tx, who, { schoolYear, factsOf })),
    ...(await registerEvidence(tx, deps, { networkId, schoolYear, plan })),
    ...(await figureEvidence(tx, deps, who, schoolYear)),
  ]
  const found = new Map<string, Evidence[]>()
  for (const { code, evidence } of all) found.set(code, [...(found.get(code) ?? []), evidence])
  return found
}
