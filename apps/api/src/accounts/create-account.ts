import { type Db, giveRole, insertAccount, type Role } from '@km/store'
import { amsterdamDate } from '../clock.ts'

export interface AccountToMake {
  readonly networkId: number
  readonly role: Role
  readonly name: string
  readonly email: string
  /** From `hashOf`: hashing takes a tenth of a second and stays out of the transaction. */
  readonly passwordHash: string
  readonly at: Date
}

/** Adds an account with one role in the network of the transaction; returns its id. */
export async function createAccount(tx: Db, account: AccountToMake): Promise<string> {
  const { networkId, role, ...person } = account
  const { userId } = await insertAccount(tx, person)
  await giveRole(tx, { networkId, userId, role, on: amsterdamDate(account.at) })
  return userId
}
