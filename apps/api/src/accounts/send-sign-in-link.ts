import { type Db, enterNetwork, findSignInAddress, listNetworks, type Store } from '@km/store'
import type { PostOffice } from '../deps.ts'
import { signInMail } from './nl.ts'
import type { Accounts } from './open-accounts.ts'

interface LinkDeps {
  readonly store: Store
  readonly accounts: Pick<Accounts, 'makeLink'>
  readonly postOffice: PostOffice
  /** The link starts with it. */
  readonly publicUrl: string
}

class NoSuchAccount extends Error {}

/**
 * Mails a link to sign in with. For an address that is unknown exactly the same is done, and the mail is
 * taken back before it is kept: answer and time are those of an address that is known. The key stands
 * behind a `#`, so that no server sees it, and works only once it is sent by the page that opens.
 */
export async function sendSignInLink(
  { store, accounts, postOffice, publicUrl }: LinkDeps,
  { email, purpose }: { email: string; purpose: keyof typeof signInMail },
): Promise<void> {
  const [anyNetwork] = await store.guard(() => listNetworks(store.db))
  if (anyNetwork === undefined) return
  const known = await store.guard(() => findSignInAddress(store.db, email))
  const networkId = known?.networkId ?? anyNetwork.id
  await store.guard(() =>
    store.db.transaction(async (tx) => {
      await enterNetwork(tx, networkId)
      const key = await accounts.makeLink(tx, email)
      const query = purpose === 'new_password' ? '?wachtwoord=nieuw' : ''
      const link = `${publicUrl}/inloggen/link${query}#${key}`
      const { subject, text } = signInMail[purpose]
      const mail = { networkId, kind: 'magic_link', recipient: email, subject, text: text(link) }
      await orTakeBack(tx, async (part) => {
        await postOffice.post(part, mail)
        if (known === undefined) throw new NoSuchAccount()
      })
    }),
  )
}

/** Part of a transaction that leaves nothing behind for an account that does not exist. */
async function orTakeBack(tx: Db, work: (part: Db) => Promise<void>): Promise<void> {
  try {
    await tx.transaction(work)
  } catch (error) {
    if (!(error instanceof NoSuchAccount)) throw error
  }
}
