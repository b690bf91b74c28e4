import { and, asc, eq, sql } from 'drizzle-orm'
import type { Role } from './accounts.ts'
import type { Db } from './open-store.ts'
import { audit, finding, school } from './schema.ts'
import { account, accountInvite, holding, membership, session, user } from './schema-accounts.ts'
import { mail } from './schema-outgoing.ts'
import { calendarAddress } from './schema-registers.ts'

/** Everything that is stored about one account in one network; secrets are named, not shown. */
export interface AccountData {
  readonly account: {
    readonly name: string
    readonly email: string
    readonly createdAt: Date
    readonly secondFactor: boolean
    readonly weeklyMail: boolean
    readonly deactivatedAt: Date | null
  }
  /** How it signs in, such as 'credential'. */
  readonly signsInWith: readonly string[]
  readonly roles: readonly string[]
  readonly held: readonly {
    readonly role: string
    readonly school: string
    readonly from: string
    readonly until: string | null
  }[]
  readonly sessions: readonly { readonly createdAt: Date; readonly expiresAt: Date }[]
  readonly invites: readonly { readonly role: string; readonly createdAt: Date }[]
  readonly mails: readonly { readonly kind: string; readonly subject: string; readonly createdAt: Date }[]
  readonly done: readonly { readonly at: Date; readonly verb: string; readonly subject: string }[]
  /** Secret addresses of its calendar; only their hashes are stored. */
  readonly calendars: readonly { readonly role: string; readonly madeOn: string }[]
  /** Codes of findings that it made. */
  readonly findings: readonly string[]
}

const listHeld = (tx: Db, networkId: number, userId: string): Promise<AccountData['held']> =>
  tx
    .select({ role: holding.role, school: school.name, from: holding.heldFrom, until: holding.heldUntil })
    .from(holding)
    .innerJoin(school, and(eq(school.networkId, holding.networkId), eq(school.id, holding.schoolId)))
    .where(and(eq(holding.networkId, networkId), eq(holding.userId, userId)))
    .orderBy(asc(holding.heldFrom))

/** Inside that network. Undefined when there is no such account. */
export async function readAccountData(
  tx: Db,
  { networkId, accountId }: { networkId: number; accountId: string },
): Promise<AccountData | undefined> {
  const [own] = await tx.select().from(user).where(eq(user.id, accountId))
  if (!own) return undefined
  const address = own.email.toLowerCase()
  const { name, email, createdAt, twoFactorEnabled: secondFactor, weeklyMail, deactivatedAt } = own
  const sessions = await tx
    .select({ createdAt: session.createdAt, expiresAt: session.expiresAt })
    .from(session)
    .where(eq(session.userId, accountId))
  const ways = await tx.select({ way: account.providerId }).from(account).where(eq(account.userId, accountId))
  const invites = await tx
    .select({ role: accountInvite.role, createdAt: accountInvite.createdAt })
    .from(accountInvite)
    .where(and(eq(accountInvite.networkId, networkId), sql`lower(${accountInvite.email}) = ${address}`))
  const mails = await tx
    .select({ kind: mail.kind, subject: mail.subject, createdAt: mail.createdAt })
    .from(mail)
    .where(and(eq(mail.networkId, networkId), sql`lower(${mail.recipient}) = ${address}`))
    .orderBy(asc(mail.id))
  const done = await tx
    .select({ at: audit.at, verb: audit.verb, subject: audit.subject })
    .from(audit)
    .where(and(eq(audit.networkId, networkId), eq(audit.accountId, accountId)))
    .orderBy(asc(audit.id))
  const findings = await tx
    .select({ code: finding.code })
    .from(finding)
    .where(and(eq(finding.networkId, networkId), eq(finding.createdBy, accountId)))
    .orderBy(asc(finding.code))
  const calendars = await tx
    .select({ role: calendarAddress.role, madeOn: calendarAddress.madeOn })
    .from(calendarAddress)
    .where(and(eq(calendarAddress.networkId, networkId), eq(calendarAddress.accountId, accountId)))
    .orderBy(asc(calendarAddress.role))
  return {
    account: { name, email, createdAt, secondFactor, weeklyMail, deactivatedAt },
    signsInWith: ways.map((row) => row.way),
    roles: await listRoles(tx, { networkId, accountId }),
    held: await listHeld(tx, networkId, accountId),
    ...{ sessions, invites, mails, done, calendars },
    findings: findings.map((row) => row.code),
  }
}

/** Roles that an account has in this network now. */
export const listRoles = async (
  tx: Db,
  { networkId, accountId }: { networkId: number; accountId: string },
): Promise<Role[]> =>
  (
    await tx
      .select({ role: membership.role })
      .from(membership)
      .where(and(eq(membership.networkId, networkId), eq(membership.userId, accountId)))
      .orderBy(asc(membership.role))
  ).map((row) => row.role)

/** True when this account has, or had, a role in this network. */
export async function isOfNetwork(
  tx: Db,
  { networkId, accountId }: { networkId: number; accountId: string },
): Promise<boolean> {
  const [row] = await tx.execute<{ found: boolean }>(sql`select
    exists (select from ${membership} where network_id = ${networkId} and user_id = ${accountId})
    or exists (select from ${holding} where network_id = ${networkId} and user_id = ${accountId}) as found`)
  return row?.found ?? false
}
