import type { Db } from './open-store.ts'
import { mail } from './schema-outgoing.ts'

export type Mail = typeof mail.$inferSelect

export interface NewMail {
  readonly networkId: number
  /** 'invitation', 'reminder', 'new_link', 'test', 'magic_link', 'colleague'. */
  readonly kind: string
  readonly roundId?: number | undefined
  readonly invitationId?: number | undefined
  readonly number?: number | undefined
  readonly recipient: string
  readonly subject: string
  /** Holds the link; removed once it is sent. */
  readonly body: string
  /** The same one is kept once per network. */
  readonly messageId: string
  readonly createdAt: Date
}

/** Keeps a mail that waits to be sent; its id, or undefined when this very mail was kept before. */
export async function keepMail(tx: Db, values: NewMail): Promise<number | undefined> {
  const [made] = await tx.insert(mail).values(values).onConflictDoNothing().returning({ id: mail.id })
  return made?.id
}
