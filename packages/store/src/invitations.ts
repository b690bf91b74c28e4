import { timingSafeEqual } from 'node:crypto'
import { and, asc, eq, getTableColumns, inArray, isNull, ne, sql } from 'drizzle-orm'
import { byteList } from './array-text.ts'
import { makeToken, readToken } from './link-token.ts'
import type { Db, Store } from './open-store.ts'
import type { RoundWithKey } from './rounds.ts'
import { draft, invitation, round } from './schema.ts'
import { earlierLink } from './schema-outgoing.ts'

export type Invitation = Omit<typeof invitation.$inferSelect, 'tokenHash'>

interface NewInvitation {
  readonly networkId: number
  readonly roundId: number
  readonly kind: 'personal' | 'open'
  /** Only for a personal invitation. */
  readonly schoolId?: number
  /** Default: the school's coordinator. */
  readonly recipientRole?: string
  readonly expiresOn?: string
  /** Whom it goes to by mail. */
  readonly email?: string
  /** Only for an open link: answers need a ticket. */
  readonly asksCode?: boolean
}

const withoutHash = ({ tokenHash: _hash, ...rest }: typeof invitation.$inferSelect): Invitation => rest

/**
 * Makes invitations, each with the token of its link. Only the hash is stored: the token is shown once.
 * @returns in the order given
 */
export async function createInvitations(
  tx: Db,
  wanted: readonly NewInvitation[],
): Promise<(Invitation & { readonly token: string })[]> {
  if (wanted.length === 0) return []
  const tokens = wanted.map(({ networkId }) => makeToken(networkId))
  const made = await tx
    .insert(invitation)
    .values(
      wanted.map((values, index) => ({ ...values, tokenHash: tokens[index]?.tokenHash ?? Buffer.alloc(0) })),
    )
    .returning()
  const byHash = new Map(made.map((row) => [row.tokenHash.toString('hex'), row]))
  return tokens.map(({ token, tokenHash }) => {
    const row = byHash.get(tokenHash.toString('hex'))
    if (!row) throw new Error('an invitation was not made')
    return { ...withoutHash(row), token }
  })
}

/**
 * The invitation of a link with its round, inside the network that the token names: run it in
 * `store.inNetwork(readToken(token).networkId, …)`. Undefined when it is unknown or revoked.
 */
export async function findInvitation(
  tx: Db,
  token: string,
): Promise<{ invitation: Invitation; round: RoundWithKey } | undefined> {
  const wanted = readToken(token)
  if (!wanted) return undefined
  const [found] = await tx
    .select({ invitation, round })
    .from(invitation)
    .innerJoin(round, and(eq(round.networkId, invitation.networkId), eq(round.id, invitation.roundId)))
    .where(and(eq(invitation.networkId, wanted.networkId), eq(invitation.tokenHash, wanted.tokenHash)))
  if (!found || found.invitation.state === 'revoked') return undefined
  if (!timingSafeEqual(found.invitation.tokenHash, wanted.tokenHash)) return undefined
  return { invitation: withoutHash(found.invitation), round: found.round }
}

/** What a link opens: its invitation, the round, and what was kept of it. */
export interface FoundLink {
  readonly invitation: Invitation
  readonly round: RoundWithKey
  readonly draft: typeof draft.$inferSelect | null
}

const linkTables = { invitation, round, draft }

/** Every column of the whole rows that `find_links` gives back, and how its value is read. */
const linkFields = Object.entries(linkTables).flatMap(([table, columns]) =>
  Object.entries(getTableColumns(columns)).map(([key, column]) => ({
    table: table as keyof typeof linkTables,
    key,
    column: `(its_${table}).${column.name}`,
    read: (value: unknown) => (value === null ? null : column.mapFromDriverValue(value)),
  })),
)
const selectLinks = `select ${linkFields.map((field) => field.column).join(', ')} from find_links($1, $2)`

function foundLink(values: readonly unknown[]): { tokenHash: Buffer; link: FoundLink } {
  const rows: Record<keyof typeof linkTables, Record<string, unknown>> = {
    ...{ invitation: {}, round: {}, draft: {} },
  }
  for (const [at, { table, key, read }] of linkFields.entries()) rows[table][key] = read(values[at])
  // Guaranteed by `find_links`: whole rows of these tables, nulls when there is no draft.
  const found = rows as unknown as {
    readonly invitation: typeof invitation.$inferSelect
    readonly round: RoundWithKey
    readonly draft: typeof draft.$inferSelect
  }
  const { tokenHash } = found.invitation
  const link = {
    invitation: withoutHash(found.invitation),
    round: found.round,
    draft: rows.draft.revision === null ? null : found.draft,
  }
  return { tokenHash, link }
}

/**
 * What many links of one network open, in one round trip. Links of before a reminder are looked up only for
 * what is not found at once.
 * @returns by hash of the secret in hex; unknown and revoked ones are absent
 */
export async function findLinks(
  store: Store,
  { networkId, tokenHashes }: { networkId: number; tokenHashes: readonly Buffer[] },
): Promise<Map<string, FoundLink>> {
  const hashes = byteList(tokenHashes.map((hash) => hash.toString('hex')))
  const rows = await store.guard(() =>
    store.sql.unsafe(selectLinks, [networkId, hashes], { prepare: true }).values(),
  )
  const found = new Map(
    rows.map((row) => {
      const { tokenHash, link } = foundLink(row)
      return [tokenHash.toString('hex'), link]
    }),
  )
  const missing = tokenHashes.filter((hash) => !found.has(hash.toString('hex')))
  if (missing.length === 0) return found
  const earlier = await store.inNetwork(networkId, (tx) => findEarlier(tx, networkId, missing))
  return new Map([...found, ...earlier])
}

async function findEarlier(tx: Db, networkId: number, hashes: readonly Buffer[]) {
  const rows = await tx
    .select({ invitation, round, draft, earlierLink })
    .from(earlierLink)
    .innerJoin(
      invitation,
      and(eq(invitation.networkId, earlierLink.networkId), eq(invitation.id, earlierLink.invitationId)),
    )
    .innerJoin(round, and(eq(round.networkId, invitation.networkId), eq(round.id, invitation.roundId)))
    .leftJoin(draft, and(eq(draft.networkId, invitation.networkId), eq(draft.invitationId, invitation.id)))
    .where(
      and(
        eq(earlierLink.networkId, networkId),
        inArray(earlierLink.tokenHash, [...hashes]),
        ne(invitation.state, 'revoked'),
      ),
    )
  return rows.map((row) => {
    const { tokenHash, expiresOn } = row.earlierLink
    const own = { ...withoutHash(row.invitation), expiresOn }
    return [tokenHash.toString('hex'), { invitation: own, round: row.round, draft: row.draft }] as const
  })
}

/** Invitations of a round, revoked ones left out, oldest first. */
export async function listInvitations(
  tx: Db,
  { networkId, roundId }: { networkId: number; roundId: number },
): Promise<Invitation[]> {
  const found = await tx
    .select()
    .from(invitation)
    .where(
      and(
        eq(invitation.networkId, networkId),
        eq(invitation.roundId, roundId),
        ne(invitation.state, 'revoked'),
      ),
    )
    .orderBy(asc(invitation.id))
  return found.map(withoutHash)
}

/** Of one school in one round, or of its open links (school null). */
export interface InvitationCount {
  readonly roundId: number
  readonly schoolId: number | null
  readonly personal: number
  readonly open: number
  /** Of the personal ones: seen at least once, also those that went further. */
  readonly opened: number
  /** Of the personal ones: begun but not sent. */
  readonly started: number
  /** Of the personal ones: sent. */
  readonly done: number
}

/** Counts of invitations per round and school; revoked ones do not count. */
export async function countInvitations(
  tx: Db,
  { networkId, roundIds }: { networkId: number; roundIds: readonly number[] },
): Promise<InvitationCount[]> {
  if (roundIds.length === 0) return []
  const personal = sql`${invitation.kind} = 'personal'`
  const count = (condition: ReturnType<typeof sql>) => sql<number>`count(*) filter (where ${condition})::int`
  return tx
    .select({
      roundId: invitation.roundId,
      schoolId: invitation.schoolId,
      personal: count(personal),
      open: count(sql`${invitation.kind} = 'open'`),
      opened: count(
        sql`${personal} and (${invitation.openedOn} is not null or ${invitation.state} in ('started', 'done'))`,
      ),
      started: count(sql`${personal} and ${invitation.state} = 'started'`),
      done: count(sql`${personal} and ${invitation.state} = 'done'`),
    })
    .from(invitation)
    .where(
      and(
        eq(invitation.networkId, networkId),
        inArray(invitation.roundId, [...roundIds]),
        ne(invitation.state, 'revoked'),
      ),
    )
    .groupBy(invitation.roundId, invitation.schoolId)
    .orderBy(asc(invitation.roundId), asc(invitation.schoolId))
}

interface LinkChange {
  readonly networkId: number
  readonly invitationId: number
  readonly expiresOn?: string | undefined
  /** Where nobody may learn who is done: an invitation that is gets its link too, which opens a page that says so. */
  readonly evenDone?: boolean
}

const changeable = ({ networkId, invitationId, evenDone = false }: LinkChange) =>
  and(
    eq(invitation.networkId, networkId),
    eq(invitation.id, invitationId),
    inArray(invitation.state, evenDone ? ['invited', 'started', 'done'] : ['invited', 'started']),
  )

async function replaceLink(tx: Db, change: LinkChange): Promise<string | undefined> {
  const { token, tokenHash } = makeToken(change.networkId)
  const renewed = await tx
    .update(invitation)
    .set({ tokenHash, expiresOn: change.expiresOn ?? null })
    .where(changeable(change))
    .returning({ id: invitation.id })
  return renewed.length === 1 ? token : undefined
}

/**
 * Gives an invitation a new link; all old ones stop working, what was begun stays.
 * @returns the token, or undefined when there is no such invitation or it is done
 */
export async function renewInvitation(tx: Db, change: LinkChange): Promise<string | undefined> {
  const { networkId, invitationId } = change
  await tx
    .delete(earlierLink)
    .where(and(eq(earlierLink.networkId, networkId), eq(earlierLink.invitationId, invitationId)))
  return replaceLink(tx, change)
}

/**
 * Gives an invitation one more link, for the same person: those of before go on working until their own
 * last day.
 * @returns the token, or undefined when there is no such invitation or it is done
 */
export async function addLink(tx: Db, change: LinkChange): Promise<string | undefined> {
  const [now] = await tx.select().from(invitation).where(changeable(change)).for('update')
  if (now === undefined) return undefined
  const { networkId, invitationId } = change
  await tx
    .insert(earlierLink)
    .values({ networkId, invitationId, tokenHash: now.tokenHash, expiresOn: now.expiresOn })
  return replaceLink(tx, change)
}

/** Undefined when this network has no such invitation, or it was taken back. */
export async function findInvitationById(
  tx: Db,
  { networkId, invitationId }: { networkId: number; invitationId: number },
): Promise<Invitation | undefined> {
  const [found] = await tx
    .select()
    .from(invitation)
    .where(and(eq(invitation.networkId, networkId), eq(invitation.id, invitationId)))
  return found === undefined || found.state === 'revoked' ? undefined : withoutHash(found)
}

/** Changes what an invitation knows of its holder. */
export async function changeInvitation(
  tx: Db,
  {
    networkId,
    invitationId,
    ...values
  }: { networkId: number; invitationId: number } & Partial<Pick<Invitation, 'email' | 'noMail' | 'openedOn'>>,
): Promise<void> {
  await tx
    .update(invitation)
    .set(values)
    .where(and(eq(invitation.networkId, networkId), eq(invitation.id, invitationId)))
}

/** Takes a link back for good; one that is done stays done. */
export async function revokeInvitation(
  tx: Db,
  { networkId, invitationId }: { networkId: number; invitationId: number },
): Promise<void> {
  await tx
    .update(invitation)
    .set({ state: 'revoked' })
    .where(
      and(eq(invitation.networkId, networkId), eq(invitation.id, invitationId), ne(invitation.state, 'done')),
    )
}

/** Invitations of a school that can still be used, in rounds that are not released. */
export async function listUsableInvitations(
  tx: Db,
  { networkId, schoolId }: { networkId: number; schoolId: number },
): Promise<Invitation[]> {
  const found = await tx
    .select({ invitation })
    .from(invitation)
    .innerJoin(round, and(eq(round.networkId, invitation.networkId), eq(round.id, invitation.roundId)))
    .where(
      and(
        eq(invitation.networkId, networkId),
        eq(invitation.schoolId, schoolId),
        inArray(invitation.state, ['invited', 'started']),
        isNull(round.releasedAt),
      ),
    )
    .orderBy(asc(invitation.id))
  return found.map((row) => withoutHash(row.invitation))
}

/** Gives an invitation to another school with its link and what was begun; one that is done stays. */
export async function moveInvitation(
  tx: Db,
  { networkId, invitationId, schoolId }: { networkId: number; invitationId: number; schoolId: number },
): Promise<void> {
  await tx
    .update(invitation)
    .set({ schoolId })
    .where(
      and(eq(invitation.networkId, networkId), eq(invitation.id, invitationId), ne(invitation.state, 'done')),
    )
}
