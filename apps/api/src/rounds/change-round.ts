import type { z } from '@hono/zod-openapi'
import type { InstrumentFacts } from '@km/definition'
import {
  audit,
  changePlan,
  type Db,
  findDefinition,
  listInvitations,
  listRoundSchools,
  lockRound,
  type Round,
  removePlannedRound,
  revokeInvitation,
  setRoundSchools,
} from '@km/store'
import { roundState } from '../clock.ts'
import type { Who } from '../deps.ts'
import { Problem } from '../problem.ts'
import {
  hasOpenLink,
  inviteSchools,
  refuseAnnouncement,
  refuseSchools,
  schoolsOf,
  wrong,
} from './open-round.ts'
import type { RoundsDeps } from './rounds-deps.ts'
import { type changedRound, misfitOf, type NewLinks, type RoundPage } from './schema.ts'
import { viewRoundIn } from './view-rounds.ts'

type Change = z.output<typeof changedRound>

/** The round, held, as long as it is only a plan; throws Problem `not_found` or `round_not_planned`. */
async function lockPlan(
  tx: Db,
  deps: RoundsDeps,
  key: { networkId: number; roundId: number },
): Promise<Round> {
  const round = await lockRound(tx, key)
  if (round === undefined) throw new Problem('not_found')
  if (round.openedOn !== null || roundState(round, deps.now()) !== 'planned')
    throw new Problem('round_not_planned')
  return round
}

/** Who takes part from now on: new ones get a link, the links of others stop working. */
async function changeParticipants(
  tx: Db,
  deps: RoundsDeps,
  round: Round,
  ids: readonly number[],
): Promise<NewLinks['links']> {
  const { networkId, id: roundId, opensOn, retrospective } = round
  const key = { networkId, roundId }
  const schools = await schoolsOf(tx, { networkId, ids, opensOn, retrospective })
  const invited = await listInvitations(tx, key)
  for (const { id: invitationId, schoolId } of invited)
    if (schoolId !== null && !ids.includes(schoolId)) await revokeInvitation(tx, { networkId, invitationId })
  await setRoundSchools(tx, { ...key, schoolIds: ids })
  const fresh = schools.filter((school) => !invited.some((one) => one.schoolId === school.id))
  return inviteSchools(tx, deps, { ...key, schools: fresh })
}

/** What was and what is, of the fields that differ. */
function differences(before: Round, after: Omit<Change, 'schoolIds'>) {
  const changed = Object.entries(after).filter(
    ([field, value]) => JSON.stringify(before[field as keyof typeof after]) !== JSON.stringify(value),
  )
  return Object.fromEntries(
    changed.map(([field, to]) => [field, { from: before[field as keyof typeof after], to }]),
  )
}

/**
 * Changes a round that did not open yet; new schools get links, shown this once. Throws Problem `not_found`,
 * `round_not_planned`, `invalid_request` with the field, or `already_exists`.
 */
export async function changeRound(
  deps: RoundsDeps,
  who: Who,
  { roundId, schoolIds, ...change }: Change & { roundId: number },
): Promise<{ round: RoundPage } & NewLinks> {
  const { networkId } = who
  const key = { networkId, roundId }
  return deps.store.inNetwork(networkId, async (tx) => {
    const before = await lockPlan(tx, deps, key)
    const after = { ...before, ...change } as Round
    const field = misfitOf(after)
    if (field !== undefined) throw wrong(field)
    const facts = (await findDefinition(tx, before.definitionId))?.facts as unknown as InstrumentFacts
    refuseSchools(facts, schoolIds ?? [])
    if (hasOpenLink(facts) && after.remindOn.length > 0) throw wrong('remindOn')
    refuseAnnouncement(facts, after.announceOn)
    const values = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
    await changePlan(tx, key, values)
    const was = (await listRoundSchools(tx, { networkId, roundIds: [roundId] })).map((each) => each.schoolId)
    const links = schoolIds === undefined ? [] : await changeParticipants(tx, deps, after, schoolIds)
    const details = {
      ...differences(before, values),
      ...(schoolIds !== undefined && { schools: { from: was.length, to: new Set(schoolIds).size } }),
    }
    await audit(tx, { ...who, at: deps.now(), verb: 'round.change', subject: `round:${roundId}`, details })
    return { round: await viewRoundIn(tx, key, deps.now()), links }
  })
}

/**
 * Removes a round that did not open yet, with its links. Throws Problem `not_found` or `round_not_planned`.
 */
export async function removeRound(deps: RoundsDeps, who: Who, roundId: number): Promise<void> {
  const { networkId } = who
  await deps.store.inNetwork(networkId, async (tx) => {
    const { instrument, schoolYear, period } = await lockPlan(tx, deps, { networkId, roundId })
    if (!(await removePlannedRound(tx, { networkId, roundId }))) throw new Problem('round_not_planned')
    const details = { instrument, schoolYear, period }
    await audit(tx, { ...who, at: deps.now(), verb: 'round.remove', subject: `round:${roundId}`, details })
  })
}
