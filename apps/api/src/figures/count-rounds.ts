import {
  type CountedResponses,
  type CountedRound,
  countResponses,
  type Tally,
  tallyRelease,
} from '@km/analysis'
import { countAnswers, type Indicator } from '@km/definition'
import { countInvitations, type Db, listAgreements, listVisits, type Round, readTallies } from '@km/store'
import { roundState } from '../clock.ts'
import type { CountedInstrument, FiguresDeps } from './figures-deps.ts'

interface Asked {
  readonly networkId: number
  readonly indicators: readonly Indicator[]
  /**
   * Rounds of level F that are still open as well, for provisional figures, and those of a few persons: the
   * project leader.
   */
  readonly live: boolean
}

interface Chosen {
  readonly round: Round
  readonly instrument: CountedInstrument
  readonly released: boolean
}

type Network = Awaited<ReturnType<FiguresDeps['readVersions']>>

const isHidden = ({ facts: { anonymityLevel } }: CountedInstrument): boolean =>
  anonymityLevel === 'A' || anonymityLevel === 'V'

/** Rounds that may be counted: closed ones, and open ones of level F for who counts live. */
function chooseRounds({ rounds, instruments }: Network, asked: Asked, now: Date): readonly Chosen[] {
  const named = new Set(
    asked.indicators.flatMap(({ responses = [] }) => responses.map((one) => one.instrument)),
  )
  return rounds.flatMap((round) => {
    const instrument = instruments.get(round.instrument)
    if (instrument === undefined || !named.has(round.instrument)) return []
    const { anonymityLevel } = instrument.facts
    const state = roundState(round, now)
    const released = state === 'released'
    const counts = released || (asked.live && anonymityLevel === 'F' && state !== 'planned')
    return counts ? [{ round, instrument, released }] : []
  })
}

/** Records of members one by one, as what each says of its own; those that a school is asked about once it agreed. */
async function readRecords(
  tx: Db,
  networkId: number,
  chosen: readonly Chosen[],
): Promise<ReadonlyMap<number, Tally[]>> {
  const byId = new Map(
    chosen.filter(({ instrument }) => instrument.facts.mode === 'member').map((one) => [one.round.id, one]),
  )
  if (byId.size === 0) return new Map()
  const visits = (await listVisits(tx, { networkId })).filter(({ roundId }) => byId.has(roundId))
  const said = await listAgreements(tx, { networkId, visitIds: visits.map(({ id }) => id) })
  const agreed = new Set(said.filter(({ kind }) => kind === 'agreed').map(({ visitId }) => visitId))
  const found = new Map<number, Tally[]>()
  for (const { id, roundId, schoolId, record } of visits) {
    const instrument = byId.get(roundId)?.instrument
    if (record === null || instrument === undefined) continue
    if (instrument.facts.asksAgreement === true && !agreed.has(id)) continue
    const { definitionId, answers } = record
    const layout = instrument.tallied.find((one) => one.definitionId === definitionId)?.layout
    if (layout === undefined) continue
    const counts = new Array<number>(layout.size).fill(0)
    for (const slot of countAnswers(layout, answers)) counts[slot] = 1
    const tally = { roundId, definitionId, schoolId: schoolId ?? 0, responses: 1, counts }
    found.set(roundId, [...(found.get(roundId) ?? []), tally])
  }
  return found
}

type Frozen = Awaited<ReturnType<FiguresDeps['readFrozen']>>

/** What is read of all rounds together. */
interface Around {
  readonly tallies: ReadonlyMap<number, readonly Tally[]>
  readonly records: ReadonlyMap<number, readonly Tally[]>
  readonly invited: ReadonlyMap<number, number>
  readonly live: boolean
}

function unitOf({ facts }: CountedInstrument): CountedRound['unit'] {
  if (facts.mode === 'member') return 'record'
  return facts.unit === 'school' && facts.anonymityLevel === 'F' ? 'school' : 'people'
}

function talliesOf({ round, instrument }: Chosen, frozen: Frozen, around: Around): readonly Tally[] {
  if (instrument.facts.mode === 'member') return around.records.get(round.id) ?? []
  if (!isHidden(instrument)) return around.tallies.get(round.id) ?? []
  const version = instrument.tallied.find((one) => one.definitionId === round.definitionId)
  if (version === undefined || frozen === undefined) return []
  return [tallyRelease(version, { roundId: round.id, responded: frozen.responded, rows: frozen.rows })]
}

/** Answers of fewer persons are not told, also not how many there were. */
const minAnswers = 5

/** Of persons: of level A and V to nobody, of level F to the project leader only. */
const isTooFew = ({ instrument }: Chosen, responded: number, around: Around): boolean =>
  responded < minAnswers && (isHidden(instrument) || (unitOf(instrument) === 'people' && !around.live))

function asCounted(one: Chosen, frozen: Frozen, around: Around): readonly CountedRound[] {
  const { round, instrument, released } = one
  const unit = unitOf(instrument)
  const tallies = talliesOf(one, frozen, around)
  const counted = unit === 'school' ? new Set(tallies.map(({ schoolId }) => schoolId)).size : undefined
  const live = counted ?? tallies.reduce((sum, { responses }) => sum + responses, 0)
  const responded = frozen?.responded ?? live
  if (isTooFew(one, responded, around)) return []
  return [
    {
      ...{ roundId: round.id, instrument: round.instrument, schoolYear: round.schoolYear },
      ...{ closesOn: round.closesOn, definitionId: round.definitionId, released },
      ...{ retrospective: round.retrospective, unit, tallies, responded },
      invited: frozen?.invited ?? around.invited.get(round.id) ?? 0,
    },
  ]
}

async function readTalliesOf(tx: Db, networkId: number, chosen: readonly Chosen[]) {
  const idsOf = (unit: CountedRound['unit']) =>
    chosen
      .filter(({ instrument }) => unitOf(instrument) === unit && !isHidden(instrument))
      .map(({ round }) => round.id)
  const all = [
    ...(await readTallies(tx, { networkId, roundIds: idsOf('school'), per: 'school' })),
    ...(await readTallies(tx, { networkId, roundIds: idsOf('people'), per: 'network' })),
  ]
  const found = new Map<number, Tally[]>()
  for (const tally of all) found.set(tally.roundId, [...(found.get(tally.roundId) ?? []), tally])
  return found
}

/** What the answers of rounds count for these indicators. */
export async function countRounds(tx: Db, deps: FiguresDeps, asked: Asked): Promise<CountedResponses> {
  const { networkId, indicators } = asked
  const network = await deps.readVersions(tx, networkId)
  const chosen = chooseRounds(network, asked, deps.now())
  const invited = new Map<number, number>()
  const roundIds = chosen.map(({ round }) => round.id)
  for (const { roundId, personal } of await countInvitations(tx, { networkId, roundIds }))
    invited.set(roundId, (invited.get(roundId) ?? 0) + personal)
  const around: Around = {
    tallies: await readTalliesOf(tx, networkId, chosen),
    records: await readRecords(tx, networkId, chosen),
    invited,
    live: asked.live,
  }
  const rounds: CountedRound[] = []
  for (const one of chosen) {
    const frozen = one.released ? await deps.readFrozen(tx, { networkId, roundId: one.round.id }) : undefined
    rounds.push(...asCounted(one, frozen, around))
  }
  const used = [...network.instruments].filter(([code]) =>
    chosen.some(({ round }) => round.instrument === code),
  )
  return countResponses({
    indicators,
    rounds,
    definitions: new Map(used.map(([code, { tallied }]) => [code, tallied])),
    changes: used.flatMap(([, { changes }]) => changes),
  })
}
