import { listRounds } from '@km/store'
import { addDays } from '../clock.ts'
import type { Who } from '../deps.ts'
import { sendResponse } from '../respond/send-response.ts'
import { releaseRound } from '../rounds/release-round.ts'
import { agreeVisit } from '../visits/agree-visit.ts'
import { startVisit } from '../visits/start-visit.ts'
import { fillForm } from './answer-form.ts'
import { anyAnswers } from './any-answers.ts'
import type { DemoWorld } from './demo-world.ts'
import { definitionId, submissionIdOf } from './play-round.ts'
import { answeredYears } from './seed-others.ts'
import type { PlacedSchool } from './seed-rounds.ts'
import { visitAnswers } from './seed-visits.ts'

interface RecordDay {
  readonly instrument: string
  /** Month and day. */
  readonly on: string
  /** Which of its kind in this year, from 1. */
  readonly number: number
  /** Places of schools; absent: about the network. */
  readonly schools?: readonly number[]
  readonly given?: Readonly<Record<string, unknown>>
}

const progress = (number: number, on: string): RecordDay => ({
  ...{ instrument: 'LV-3X', on, number, schools: [0, 1, 2, 3, 6, 9, 11, 13] },
  given: { LV_1: `ronde_${number}` },
})

/** What members recorded in a school year, in order of day. */
const recordDays: readonly RecordDay[] = [
  { instrument: 'IV-OOGST', on: '11-12', number: 1 },
  progress(1, '11-20'),
  { instrument: 'DA-BEZ', on: '12-04', number: 1, schools: [0, 2, 3, 5, 6], given: { DA_1: 'isk' } },
  { instrument: 'VW-SPIEGEL-TEAM', on: '01-15', number: 1 },
  { instrument: 'DA-BEZ', on: '01-22', number: 1, schools: [7, 10, 13], given: { DA_1: 'po' } },
  { instrument: 'SB-NT2', on: '02-05', number: 1, schools: [0, 1, 2, 3, 5, 6, 7] },
  progress(2, '02-12'),
  { instrument: 'IV-OOGST', on: '03-11', number: 2 },
  { instrument: 'SB-NT2', on: '03-18', number: 1, schools: [8, 10, 11, 13] },
  { instrument: 'IV-OOGST', on: '05-13', number: 3 },
  progress(3, '05-20'),
  { instrument: 'RS-NT2', on: '06-03', number: 1 },
]

async function record(
  world: DemoWorld,
  day: RecordDay,
  asked: { readonly on: string; readonly year: number; readonly school: PlacedSchool | undefined },
): Promise<void> {
  const { networkId } = world.who
  const { instrument, number, given } = day
  const { on, year, school } = asked
  const { visitId, url } = await startVisit(world.visits, world.who, {
    ...{ instrument, visitedOn: on },
    ...(school !== undefined && { schoolId: school.id }),
  })
  const served = await world.respond.served(await definitionId(world, instrument, '1.0'))
  const words = { round: on, who: school?.name ?? 'network' }
  const answerItem =
    instrument === 'SB-NT2' && school !== undefined
      ? visitAnswers(world, school, { visitedOn: on, year: year + 2 })
      : anyAnswers({ seed: world.seed, instrument, ...words, year, number, on, ...(given && { given }) })
  const answers = fillForm(served.definition, served.check, answerItem)
  const submissionId = submissionIdOf(world.seed, instrument, words.round, words.who)
  const link = { token: url.split('/r/')[1] ?? '', address: '' }
  await sendResponse(world.respond, link, { submissionId, answers })
  // One school never said anything about it.
  if (served.facts.asksAgreement !== true || school === undefined || school.index === 3) return
  const speaker: Who = { accountId: 'demo', role: 'coordinator', networkId, schoolIds: [school.id] }
  await agreeVisit(world.visits, speaker, { visitId, kind: 'agreed', remark: '' })
}

async function recordAll(
  world: DemoWorld,
  day: RecordDay,
  asked: { on: string; year: number; schools: readonly PlacedSchool[] },
) {
  const { on, year, schools } = asked
  world.setDay(on)
  const places = day.schools?.map((index) => schools[index]) ?? [undefined]
  const there = places.filter((school) => school === undefined || isThere(school, on))
  // The first opens the round; the others find it.
  const [first, ...others] = there
  if (there.length > 0) await record(world, day, { on, year, school: first })
  await Promise.all(others.map((school) => record(world, day, { on, year, school })))
}

const isThere = ({ joinedOn, leftOn }: PlacedSchool, on: string): boolean =>
  joinedOn <= on && (leftOn === undefined || leftOn > on)

/** A school year of visits, meetings and progress rounds, and what was made public of them. */
export async function seedRecords(
  world: DemoWorld,
  schools: readonly PlacedSchool[],
  year: number,
): Promise<void> {
  const schoolYear = answeredYears[year] ?? ''
  const { networkId } = world.who
  for (const day of recordDays) {
    const on = `${day.on >= '08' ? schoolYear.slice(0, 4) : schoolYear.slice(5)}-${day.on}`
    await recordAll(world, day, { on, year, schools })
  }
  world.setDay(`${schoolYear.slice(5)}-08-02`)
  const kinds = new Set(recordDays.map((day) => day.instrument))
  const rounds = await world.store.inNetwork(networkId, (tx) => listRounds(tx, networkId))
  for (const round of rounds)
    if (kinds.has(round.instrument) && round.schoolYear === schoolYear && round.releasedAt === null)
      await releaseRound(world.rounds, world.who, round.id)
}

/** Of the year that runs: the first meeting and the first progress rounds, when their day is in it. */
export async function seedNewestRecords(world: DemoWorld, schools: readonly PlacedSchool[], today: string) {
  const year = answeredYears.length
  for (const [daysAgo, day] of [
    [21, { instrument: 'IV-OOGST', on: '', number: 1 }],
    [9, { ...progress(1, ''), schools: [0, 1, 6] }],
  ] as const) {
    const on = addDays(today, -daysAgo)
    if (on >= '2026-08-01' && on <= '2027-07-31') await recordAll(world, day, { on, year, schools })
  }
}
