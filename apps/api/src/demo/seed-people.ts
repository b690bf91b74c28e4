import { addHolding, giveSchool, type HoldingRole, type Role, type Store } from '@km/store'
import { createAccount } from '../accounts/create-account.ts'
import { colleagueNames, coordinatorOf } from './nl.ts'
import type { PlacedSchool } from './seed-rounds.ts'

interface Colleague {
  readonly role: Role
  readonly email: string
  /** Places of its schools in the cohort. */
  readonly schools: readonly number[]
}

/** Places of the schools that the member helps. */
export const helpedByMember: readonly number[] = [0, 1, 2, 6, 9]

/**
 * Beside the project leader, one of every role: a coordinator of two schools, a member with five. Three more
 * coordinators: one reads schools of the same type and size, one a wider group, one none.
 */
const colleagues: readonly Colleague[] = [
  { role: 'admin', email: 'beheerder@voorbeeld.example', schools: [] },
  { role: 'member', email: 'lid@voorbeeld.example', schools: helpedByMember },
  { role: 'director', email: 'directie@voorbeeld.example', schools: [] },
  { role: 'coordinator', email: 'coordinator@voorbeeld.example', schools: [1, 4] },
  { role: 'board', email: 'bestuur@voorbeeld.example', schools: [] },
  { role: 'coach', email: 'coach@voorbeeld.example', schools: [] },
  { role: 'roc_contact', email: 'roc@voorbeeld.example', schools: [] },
  { role: 'po_contact', email: 'po@voorbeeld.example', schools: [] },
  { role: 'coordinator', email: 'coordinator2@voorbeeld.example', schools: [7] },
  { role: 'coordinator', email: 'coordinator3@voorbeeld.example', schools: [17] },
  { role: 'coordinator', email: 'coordinator4@voorbeeld.example', schools: [14] },
]

interface Wanted {
  readonly networkId: number
  readonly schools: readonly PlacedSchool[]
  readonly passwordHash: string
  readonly at: Date
}

/** Adds the colleagues of the project leader; answers with their roles and addresses. */
export async function seedPeople(
  store: Store,
  { networkId, schools, passwordHash, at }: Wanted,
): Promise<readonly Colleague[]> {
  await store.inNetwork(networkId, async (tx) => {
    for (const { role, email, schools: places } of colleagues) {
      const [only, ...more] = role === 'coordinator' ? places.flatMap((place) => schools[place] ?? []) : []
      const name = only && more.length === 0 ? coordinatorOf(only.name) : (colleagueNames[role] ?? email)
      const person = { name, email, passwordHash, at }
      const userId = await createAccount(tx, { networkId, role, ...person })
      for (const place of places) {
        const school = schools[place]
        if (school === undefined) throw new Error(`There is no school ${place}.`)
        const heldFrom = school.changedOn.at(-1) ?? school.joinedOn
        const held = { networkId, userId, role: role as HoldingRole, schoolId: school.id, heldFrom }
        // Since when a coordinator is one stands in the history already.
        await (role === 'coordinator' ? addHolding(tx, held) : giveSchool(tx, held))
      }
    }
  })
  return colleagues
}
