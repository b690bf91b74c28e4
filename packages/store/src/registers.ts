import { and, asc, eq, isNotNull, lt, sql } from 'drizzle-orm'
import type { Role } from './accounts.ts'
import type { Db } from './open-store.ts'
import {
  attendance,
  calendarAddress,
  registerChoice,
  registerEntry,
  type registerKinds,
} from './schema-registers.ts'

export type RegisterKind = (typeof registerKinds)[number]

/** One line of a register, with the schools that attended (meetings only). */
export type RegisterEntry = typeof registerEntry.$inferSelect & { readonly attended: readonly number[] }

export type NewRegisterEntry = Omit<RegisterEntry, 'id'>

export interface RegisterChoice {
  readonly firstRoundBy: string
  readonly secondRoundBy: string
  /** Level K is on; null: off. */
  readonly followUpSince: string | null
  readonly dpiaOn: string | null
  readonly decidedBy: string
}

const defaultChoice: RegisterChoice = {
  firstRoundBy: '01-31',
  secondRoundBy: '05-15',
  followUpSince: null,
  dpiaOn: null,
  decidedBy: '',
}

const attended = sql<number[]>`coalesce((
  select json_agg(a.school_id order by a.school_id) from attendance a
  where a.network_id = "register_entry".network_id and a.entry_id = "register_entry".id), '[]'::json)`

/** Entries of a network by day; `schoolYear`, `kind` and `id` narrow it. */
export async function listRegister(
  tx: Db,
  asked: { networkId: number; schoolYear?: string; kind?: RegisterKind; id?: number },
): Promise<RegisterEntry[]> {
  const { networkId, schoolYear, kind, id } = asked
  const rows = await tx
    .select({ entry: registerEntry, attended })
    .from(registerEntry)
    .where(
      and(
        eq(registerEntry.networkId, networkId),
        schoolYear === undefined ? undefined : eq(registerEntry.schoolYear, schoolYear),
        kind === undefined ? undefined : eq(registerEntry.kind, kind),
        id === undefined ? undefined : eq(registerEntry.id, id),
      ),
    )
    .orderBy(asc(registerEntry.startsOn), asc(registerEntry.id))
  return rows.map(({ entry, attended: schools }) => ({ ...entry, attended: schools }))
}

async function setAttendance(
  tx: Db,
  { networkId, entryId, schoolIds }: { networkId: number; entryId: number; schoolIds: readonly number[] },
): Promise<void> {
  await tx.delete(attendance).where(and(eq(attendance.networkId, networkId), eq(attendance.entryId, entryId)))
  if (schoolIds.length > 0)
    await tx.insert(attendance).values(schoolIds.map((schoolId) => ({ networkId, entryId, schoolId })))
}

/** Constraint `register_activity_once` refuses a second line for an activity of the plan in one year. */
export async function addToRegister(tx: Db, entry: NewRegisterEntry): Promise<{ readonly id: number }> {
  const { attended: schoolIds, ...values } = entry
  const [made] = await tx.insert(registerEntry).values(values).returning({ id: registerEntry.id })
  if (!made) throw new Error('no entry was made')
  await setAttendance(tx, { networkId: entry.networkId, entryId: made.id, schoolIds })
  return made
}

/** Writes an entry anew; its kind stays. */
export async function changeRegister(tx: Db, entry: RegisterEntry): Promise<void> {
  const { attended: schoolIds, id, networkId, kind: _, ...values } = entry
  await tx
    .update(registerEntry)
    .set(values)
    .where(and(eq(registerEntry.networkId, networkId), eq(registerEntry.id, id)))
  await setAttendance(tx, { networkId, entryId: id, schoolIds })
}

export async function dropFromRegister(
  tx: Db,
  { networkId, id }: { networkId: number; id: number },
): Promise<void> {
  await tx.delete(registerEntry).where(and(eq(registerEntry.networkId, networkId), eq(registerEntry.id, id)))
}

/** School years in which something stands, oldest first. */
export async function listRegisterYears(tx: Db, networkId: number): Promise<string[]> {
  const rows = await tx
    .selectDistinct({ schoolYear: registerEntry.schoolYear })
    .from(registerEntry)
    .where(eq(registerEntry.networkId, networkId))
    .orderBy(asc(registerEntry.schoolYear))
  return rows.map((row) => row.schoolYear)
}

/** What the network chose, or the defaults. */
export async function readRegisterChoice(tx: Db, networkId: number): Promise<RegisterChoice> {
  const [row] = await tx.select().from(registerChoice).where(eq(registerChoice.networkId, networkId))
  if (!row) return defaultChoice
  const { networkId: _, ...choice } = row
  return choice
}

export async function writeRegisterChoice(tx: Db, networkId: number, choice: RegisterChoice): Promise<void> {
  await tx
    .insert(registerChoice)
    .values({ networkId, ...choice })
    .onConflictDoUpdate({ target: registerChoice.networkId, set: choice })
}

/**
 * Deletes what stands about one pupil half a year after its follow-up ended: after its last moment, or after
 * it was stopped. Returns how many.
 */
export async function forgetPlacements(
  tx: Db,
  { networkId, today }: { networkId: number; today: string },
): Promise<number> {
  const gone = await tx
    .delete(registerEntry)
    .where(
      and(
        eq(registerEntry.networkId, networkId),
        eq(registerEntry.kind, 'placement'),
        isNotNull(registerEntry.endsOn),
        lt(sql`${registerEntry.endsOn} + interval '6 months'`, sql`${today}::date`),
      ),
    )
    .returning({ id: registerEntry.id })
  return gone.length
}

/** Gives an account a new address of its calendar; the one before works no more. */
export async function putCalendarAddress(
  tx: Db,
  values: { networkId: number; accountId: string; role: Role; tokenHash: Buffer; madeOn: string },
): Promise<void> {
  const { tokenHash, madeOn } = values
  await tx
    .insert(calendarAddress)
    .values(values)
    .onConflictDoUpdate({
      target: [calendarAddress.networkId, calendarAddress.accountId, calendarAddress.role],
      set: { tokenHash, madeOn },
    })
}

export async function dropCalendarAddress(
  tx: Db,
  { networkId, accountId, role }: { networkId: number; accountId: string; role: string },
): Promise<void> {
  await tx
    .delete(calendarAddress)
    .where(
      and(
        eq(calendarAddress.networkId, networkId),
        eq(calendarAddress.accountId, accountId),
        eq(calendarAddress.role, role),
      ),
    )
}

/** The day on which the address was made; undefined when there is none. */
export async function findCalendarAddress(
  tx: Db,
  { networkId, accountId, role }: { networkId: number; accountId: string; role: string },
): Promise<string | undefined> {
  const [found] = await tx
    .select({ madeOn: calendarAddress.madeOn })
    .from(calendarAddress)
    .where(
      and(
        eq(calendarAddress.networkId, networkId),
        eq(calendarAddress.accountId, accountId),
        eq(calendarAddress.role, role),
      ),
    )
  return found?.madeOn
}

/** Whose calendar an address is; undefined when it is of nobody. */
export async function findCalendarOwner(
  tx: Db,
  { networkId, tokenHash }: { networkId: number; tokenHash: Buffer },
): Promise<{ readonly accountId: string; readonly role: string } | undefined> {
  const [found] = await tx
    .select({ accountId: calendarAddress.accountId, role: calendarAddress.role })
    .from(calendarAddress)
    .where(and(eq(calendarAddress.networkId, networkId), eq(calendarAddress.tokenHash, tokenHash)))
  return found
}
