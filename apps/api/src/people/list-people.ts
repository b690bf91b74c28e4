import { listHoldings, listInvites, listMailsOfKind, listPeople, listSchools } from '@km/store'
import { amsterdamDate } from '../clock.ts'
import type { Who } from '../deps.ts'
import { mayGive } from './check-rights.ts'
import type { PeopleDeps } from './people-deps.ts'
import type { PeopleView, Person } from './schema.ts'

/** Everybody with a role in the network, with schools and dates, and who is invited. */
export async function viewPeople({ store, now }: PeopleDeps, who: Who): Promise<PeopleView> {
  const { networkId } = who
  const found = await store.inNetwork(networkId, async (tx) => ({
    rows: await listPeople(tx, networkId),
    held: await listHoldings(tx, networkId),
    invites: await listInvites(tx, networkId),
    mails: await listMailsOfKind(tx, { networkId, kind: 'colleague' }),
    schools: await listSchools(tx, networkId),
  }))
  const nameOf = new Map(found.schools.map(({ id, name }) => [id, name]))
  const schoolsOf = (userId: string, role: string) =>
    found.held
      .filter((one) => one.userId === userId && one.role === role)
      .map(({ id, schoolId, heldFrom, heldUntil }) => ({
        ...{ id, schoolId, heldFrom, name: nameOf.get(schoolId) ?? '' },
        ...(heldUntil !== null && { heldUntil }),
      }))
  const people = new Map<string, Person>()
  for (const { userId, name, email, secondFactor, role, heldFrom, endsOn } of found.rows) {
    const blank: Person = { id: userId, name, email, secondFactor, self: userId === who.accountId, roles: [] }
    const person = people.get(userId) ?? blank
    people.set(userId, person)
    const until = endsOn === null ? {} : { until: endsOn }
    person.roles.push({ role, heldFrom, ...until, schools: schoolsOf(userId, role) })
  }
  const undeliveredTo = (email: string) => {
    const newest = found.mails.find(({ recipient }) => recipient === email)
    const didNot = newest !== undefined && ['refused', 'bounced'].includes(newest.state)
    return didNot ? { undelivered: newest.reason } : {}
  }
  const invites = found.invites.map(({ id, name, email, role, schoolIds, expiresAt }) => ({
    ...{ id, name, email, role },
    schools: schoolIds.flatMap((one) => nameOf.get(one) ?? []),
    expiresOn: amsterdamDate(expiresAt),
    expired: expiresAt <= now(),
    ...undeliveredTo(email),
  }))
  return { people: [...people.values()], invites, mayGive: [...mayGive(who)] }
}
