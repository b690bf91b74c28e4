import { countHolders, type Db, listRolesOf, listSchools, type Role } from '@km/store'
import type { Who } from '../deps.ts'
import { Problem } from '../problem.ts'

const everyRole: readonly Role[] = [
  'project_leader',
  'member',
  'coordinator',
  'director',
  'board',
  'coach',
  'roc_contact',
  'po_contact',
  'admin',
]

/** Roles that somebody may give and take: a project leader cannot make an administrator. */
export const mayGive = (who: Who): readonly Role[] =>
  who.role === 'admin' ? everyRole : everyRole.filter((role) => role !== 'admin')

/** Throws Problem `not_allowed` unless this role may be given and taken. */
export function requireMayGive(who: Who, role: Role): void {
  if (!mayGive(who).includes(role)) throw new Problem('not_allowed')
}

/** Roles of an account here; throws Problem `not_found` for who has none, `not_allowed` for who is out of reach. */
export async function requirePerson(tx: Db, who: Who, userId: string): Promise<readonly Role[]> {
  const roles = await listRolesOf(tx, { networkId: who.networkId, userId })
  if (roles.length === 0) throw new Problem('not_found')
  return roles
}

/** The same for acts on the whole account: a project leader does nothing to an administrator. */
export async function requireReach(tx: Db, who: Who, userId: string): Promise<readonly Role[]> {
  const roles = await requirePerson(tx, who, userId)
  for (const role of roles) requireMayGive(who, role)
  return roles
}

/** A network is never without a project leader who can sign in; throws Problem `last_project_leader`. */
export async function requireLeaderLeft(tx: Db, networkId: number): Promise<void> {
  if ((await countHolders(tx, { networkId, role: 'project_leader' })) === 0)
    throw new Problem('last_project_leader')
}

/** Schools go with two roles only, and are schools of this network; throws Problem `invalid_request`. */
export async function requireSchools(
  tx: Db,
  networkId: number,
  asked: { readonly role: Role; readonly schoolIds: readonly number[] },
): Promise<'coordinator' | 'member' | undefined> {
  const { role, schoolIds } = asked
  const refuse = () => new Problem('invalid_request', { fields: ['schoolIds'] })
  if (role !== 'coordinator' && role !== 'member') {
    if (schoolIds.length > 0) throw refuse()
    return undefined
  }
  if (schoolIds.length === 0) return role
  const known = new Set((await listSchools(tx, networkId)).map((school) => school.id))
  if (!schoolIds.every((id) => known.has(id))) throw refuse()
  return role
}
