import { addMembership, type Db, insertAccount, type Role } from '@km/store'

export interface AccountToMake {
  readonly networkId: number
  readonly role: Role
  readonly name: string
  readonly email: string
  /** From `hashOf`: hashing takes a tenth of a second and stays out of the transaction. */
  readonly passwordHash: string
  readonly at: Date
}

/** Adds an account with one role in one network; returns its id. */
export async function createAccount(tx: Db, account: AccountToMake): Promise<string> {
  const { networkId, role, ...person } = account
  const { userId } = await insertAccount(tx, person)
  await addMembership(tx, { networkId, userId, role })
  return userId
}
