import {
  audit,
  closeAccount,
  type Db,
  dropSecondFactor,
  endHolding,
  endRole,
  endSessions,
  giveRole,
  giveSchool,
  leaveNetwork,
  listHoldings,
  listMemberships,
  listNetworks,
  listPastRoles,
  listPeople,
  lockRoles,
  planRoleEnd,
  type Role,
} from '@km/store'
import { amsterdamDate } from '../clock.ts'
import type { Who } from '../deps.ts'
import { Problem } from '../problem.ts'
import {
  requireLeaderLeft,
  requireMayGive,
  requirePerson,
  requireReach,
  requireSchools,
} from './check-rights.ts'
import type { PeopleDeps } from './people-deps.ts'
import type { RoleBody, SchoolBody } from './schema.ts'

interface Change {
  readonly userId: string
  readonly verb: string
  readonly details?: Readonly<Record<string, unknown>>
}

/** One change to the roles of a network at a time, with its audit row. */
function change(
  deps: PeopleDeps,
  who: Who,
  { userId, verb, details }: Change,
  work: (tx: Db) => Promise<void>,
) {
  return deps.store.inNetwork(who.networkId, async (tx) => {
    await lockRoles(tx, who.networkId)
    await work(tx)
    const row = { ...who, at: deps.now(), verb, subject: `account:${userId}` }
    await audit(tx, { ...row, ...(details !== undefined && { details }) })
  })
}

const isHeld = async (tx: Db, who: Who, asked: { userId: string; role: string; schoolId: number }) =>
  (await listHoldings(tx, who.networkId)).some(
    (one) =>
      one.userId === asked.userId &&
      one.role === asked.role &&
      one.schoolId === asked.schoolId &&
      one.heldUntil === null,
  )

/**
 * Gives a colleague one more role, today or from a day before, with the schools that go with it. Of a role
 * whose end was planned: it goes on.
 */
export async function giveRoleTo(deps: PeopleDeps, who: Who, userId: string, body: RoleBody): Promise<void> {
  const { networkId } = who
  const { role, schoolIds } = body
  requireMayGive(who, role)
  const today = amsterdamDate(deps.now())
  const heldFrom = body.heldFrom ?? today
  if (heldFrom > today) throw new Problem('invalid_request', { fields: ['heldFrom'] })
  const details = { role, schools: schoolIds, from: heldFrom }
  await change(deps, who, { userId, verb: 'role.give', details }, async (tx) => {
    await requirePerson(tx, who, userId)
    const held = (await listPeople(tx, networkId)).find((one) => one.userId === userId && one.role === role)
    if (held?.endsOn === null) throw new Problem('already_exists')
    if (held !== undefined) {
      await planRoleEnd(tx, { networkId, userId, role, on: null })
      return
    }
    const schoolRole = await requireSchools(tx, networkId, body)
    await giveRole(tx, { networkId, userId, role, on: heldFrom })
    if (schoolRole !== undefined)
      for (const schoolId of schoolIds)
        await giveSchool(tx, { networkId, userId, role: schoolRole, schoolId, heldFrom })
  })
}

/**
 * Ends a role on its last day: at once when that is today or was before, otherwise when it is over. The last
 * project leader of a network keeps theirs.
 */
export async function takeRoleFrom(
  deps: PeopleDeps,
  who: Who,
  { userId, role, until }: { userId: string; role: Role; until?: string | undefined },
): Promise<void> {
  const { networkId } = who
  requireMayGive(who, role)
  const today = amsterdamDate(deps.now())
  const on = until ?? today
  const end = on > today ? planRoleEnd : endRole
  await change(deps, who, { userId, verb: 'role.end', details: { role, until: on } }, async (tx) => {
    if (!(await end(tx, { networkId, userId, role, on }))) throw new Problem('not_found')
    await requireLeaderLeft(tx, networkId)
    await closeAccount(tx, userId, deps.now())
  })
}

/** Takes away the roles whose last day is over, in every network; an account that has no other is closed. */
export async function endPastRoles({ store, now }: Pick<PeopleDeps, 'store' | 'now'>): Promise<void> {
  const today = amsterdamDate(now())
  for (const { id: networkId } of await store.guard(() => listNetworks(store.db)))
    await store.inNetwork(networkId, async (tx) => {
      await lockRoles(tx, networkId)
      for (const { userId, role, on } of await listPastRoles(tx, { networkId, today })) {
        await endRole(tx, { networkId, userId, role, on })
        await closeAccount(tx, userId, now())
        const row = { accountId: 'program', role: 'program', networkId, at: now() }
        const details = { role, until: on }
        await audit(tx, { ...row, verb: 'role.end', subject: `account:${userId}`, details })
      }
    })
}

/** Gives a coordinator or a member one more school, from a day on. */
export async function giveSchoolTo(
  deps: PeopleDeps,
  who: Who,
  userId: string,
  body: SchoolBody,
): Promise<void> {
  const { networkId } = who
  const { role, schoolId } = body
  const heldFrom = body.heldFrom ?? amsterdamDate(deps.now())
  const details = { role, school: schoolId, from: heldFrom }
  await change(deps, who, { userId, verb: 'school.give', details }, async (tx) => {
    const roles = await requirePerson(tx, who, userId)
    if (!roles.includes(role)) throw new Problem('invalid_request', { fields: ['role'] })
    await requireSchools(tx, networkId, { role, schoolIds: [schoolId] })
    if (await isHeld(tx, who, { userId, role, schoolId })) throw new Problem('already_exists')
    await giveSchool(tx, { networkId, userId, role, schoolId, heldFrom })
  })
}

/** Ends a school of a coordinator or a member on its last day. */
export async function endSchoolOf(
  deps: PeopleDeps,
  who: Who,
  asked: { userId: string; holdingId: number; heldUntil?: string | undefined },
): Promise<void> {
  const { networkId } = who
  const { userId, holdingId } = asked
  const on = asked.heldUntil ?? amsterdamDate(deps.now())
  await change(deps, who, { userId, verb: 'school.end', details: { until: on } }, async (tx) => {
    const ended = await endHolding(tx, { networkId, userId, holdingId, on })
    if (!ended) throw new Problem('not_found')
  })
}

/**
 * Ends every role of a colleague in this network today. Who has none elsewhere cannot sign in any more, and
 * is signed out everywhere. Dates of the roles stay, without a name.
 */
export async function deactivateAccount(deps: PeopleDeps, who: Who, userId: string): Promise<void> {
  const { networkId } = who
  await change(deps, who, { userId, verb: 'account.deactivate' }, async (tx) => {
    const roles = await requireReach(tx, who, userId)
    const on = amsterdamDate(deps.now())
    for (const role of roles) await endRole(tx, { networkId, userId, role, on })
    await requireLeaderLeft(tx, networkId)
    await leaveNetwork(tx, { networkId, userId })
    await closeAccount(tx, userId, deps.now())
  })
}

/**
 * Takes the second factor off the account of a colleague who lost phone and recovery codes, and signs them
 * out. Only for who works in this network alone, and never for oneself.
 */
export async function resetSecondFactor(deps: PeopleDeps, who: Who, userId: string): Promise<void> {
  await change(deps, who, { userId, verb: 'second_factor.reset' }, async (tx) => {
    await requireReach(tx, who, userId)
    const elsewhere = (await listMemberships(tx, { userId, on: amsterdamDate(deps.now()) })).some(
      (one) => one.networkId !== who.networkId,
    )
    if (elsewhere || userId === who.accountId) throw new Problem('not_allowed')
    await dropSecondFactor(tx, userId)
    await endSessions(tx, userId)
  })
}
