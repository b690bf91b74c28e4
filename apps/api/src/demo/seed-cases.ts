import { listRounds } from '@km/store'
import { addDays, schoolYearOf } from '../clock.ts'
import type { Who } from '../deps.ts'
import { sendResponse } from '../respond/send-response.ts'
import { releaseRound } from '../rounds/release-round.ts'
import { type Case, listCases } from '../visits/see-cases.ts'
import { startVisit } from '../visits/start-visit.ts'
import { fillForm } from './answer-form.ts'
import { anyAnswers } from './any-answers.ts'
import type { DemoWorld } from './demo-world.ts'
import { definitionId, submissionIdOf } from './play-round.ts'

/** What is recorded about a pupil, so many days after the start at the new school. */
const moments = [
  { instrument: 'NZ-6W', after: 43 },
  { instrument: 'NZ-3B', after: 70, given: { N3_1: 'bezoek_1' } },
  { instrument: 'NZ-3B', after: 150, given: { N3_1: 'bezoek_2' } },
  { instrument: 'NZ-3B', after: 230, given: { N3_1: 'bezoek_3' } },
  { instrument: 'NZ-1J', after: 366 },
] as const

async function record(
  world: DemoWorld,
  member: Who,
  { one, moment, on }: { one: Case; moment: (typeof moments)[number]; on: string },
): Promise<void> {
  const { instrument } = moment
  const { placementId, caseNumber } = one
  const { url } = await startVisit(world.visits, member, { instrument, visitedOn: on, placementId })
  const served = await world.respond.served(await definitionId(world, instrument, '1.0'))
  // The number is drawn anew each time; the answers are not.
  const words = { round: on, who: `placement ${one.startsOn}` }
  const given = 'given' in moment ? { given: moment.given } : {}
  const answerItem = anyAnswers({ seed: world.seed, instrument, ...words, year: 1, on, ...given })
  const answers = fillForm(served.definition, served.check, answerItem)
  const submissionId = submissionIdOf(world.seed, instrument, on, caseNumber)
  await sendResponse(
    world.respond,
    { token: url.split('/r/')[1] ?? '', address: '' },
    { submissionId, answers },
  )
}

/**
 * Talks, visits and evaluations about the pupils who are followed, as far as their days have come; the talk
 * about the newest one still waits.
 */
export async function seedCases(world: DemoWorld, member: Who, today: string): Promise<void> {
  const { networkId } = world.who
  const cases = (await world.store.inNetwork(networkId, (tx) => listCases(tx, member))).toSorted((a, b) =>
    a.startsOn.localeCompare(b.startsOn),
  )
  for (const one of cases.slice(0, -1))
    for (const moment of moments) {
      const on = addDays(one.startsOn, moment.after)
      if (on > today) continue
      world.setDay(on)
      await record(world, member, { one, moment, on })
    }
  const now = schoolYearOf(today)
  world.setDay(`${now.slice(0, 4)}-08-02`)
  const rounds = await world.store.inNetwork(networkId, (tx) => listRounds(tx, networkId))
  for (const round of rounds)
    if (round.instrument.startsWith('NZ-') && round.schoolYear < now && round.releasedAt === null)
      await releaseRound(world.rounds, world.who, round.id)
  world.setDay(today)
}
