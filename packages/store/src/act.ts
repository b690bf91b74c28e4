import { and, asc, desc, eq, like, sql } from 'drizzle-orm'
import type { Db } from './open-store.ts'
import { action, finding } from './schema.ts'

export type Finding = typeof finding.$inferSelect
export type Action = typeof action.$inferSelect

type NewFinding = Omit<typeof finding.$inferInsert, 'id' | 'code'>
type NewAction = Omit<typeof action.$inferInsert, 'id' | 'code'>

/** '2025-2026' becomes '2526'. */
const shortYear = (schoolYear: string): string => schoolYear.slice(2, 4) + schoolYear.slice(7, 9)

/** Codes are given one at a time per network, so that none is skipped or given twice. */
async function nextCode(
  tx: Db,
  table: typeof finding | typeof action,
  values: { networkId: number; prefix: string },
): Promise<string> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext(${`km-code-${values.networkId}`}))`)
  const [last] = await tx
    .select({ code: table.code })
    .from(table)
    .where(and(eq(table.networkId, values.networkId), like(table.code, `${values.prefix}%`)))
    .orderBy(desc(sql`length(${table.code})`), desc(table.code))
    .limit(1)
  const number = last ? Number(last.code.slice(values.prefix.length)) + 1 : 1
  return `${values.prefix}${String(number).padStart(3, '0')}`
}

/** Adds a finding; its code is 'B-2526-001' and on, per network and school year. */
export async function createFinding(tx: Db, values: NewFinding): Promise<Finding> {
  const prefix = `B-${shortYear(values.schoolYear)}-`
  const code = await nextCode(tx, finding, { networkId: values.networkId, prefix })
  const [made] = await tx
    .insert(finding)
    .values({ ...values, code })
    .returning()
  if (!made) throw new Error('no finding was made')
  return made
}

/** Findings of a network, oldest first. */
export const listFindings = (tx: Db, networkId: number): Promise<Finding[]> =>
  tx.select().from(finding).where(eq(finding.networkId, networkId)).orderBy(asc(finding.id))

/** Undefined when this network has no such finding. */
export async function findFinding(
  tx: Db,
  { networkId, findingId }: { networkId: number; findingId: number },
): Promise<Finding | undefined> {
  const [found] = await tx
    .select()
    .from(finding)
    .where(and(eq(finding.networkId, networkId), eq(finding.id, findingId)))
  return found
}

/** Changes words, kind or status; the frozen evidence never changes. Undefined when there is no such one. */
export async function changeFinding(
  tx: Db,
  { networkId, findingId }: { networkId: number; findingId: number },
  change: Partial<Pick<Finding, 'title' | 'description' | 'kind' | 'status'>>,
): Promise<Finding | undefined> {
  if (Object.keys(change).length === 0) return findFinding(tx, { networkId, findingId })
  const [changed] = await tx
    .update(finding)
    .set(change)
    .where(and(eq(finding.networkId, networkId), eq(finding.id, findingId)))
    .returning()
  return changed
}

/** Adds an action to a finding; its code is 'V-2526-001' and on, in the finding's school year. */
export async function createAction(tx: Db, values: NewAction): Promise<Action | undefined> {
  const parent = await findFinding(tx, values)
  if (!parent) return undefined
  const prefix = `V-${shortYear(parent.schoolYear)}-`
  const code = await nextCode(tx, action, { networkId: values.networkId, prefix })
  const [made] = await tx
    .insert(action)
    .values({ ...values, code })
    .returning()
  return made
}

/** Actions of a network, oldest first. */
export const listActions = (tx: Db, networkId: number): Promise<Action[]> =>
  tx.select().from(action).where(eq(action.networkId, networkId)).orderBy(asc(action.id))

interface ActionKey {
  readonly networkId: number
  readonly actionId: number
}

const one = ({ networkId, actionId }: ActionKey) =>
  and(eq(action.networkId, networkId), eq(action.id, actionId))

/** Undefined when this network has no such action. */
export async function findAction(tx: Db, key: ActionKey): Promise<Action | undefined> {
  const [found] = await tx.select().from(action).where(one(key))
  return found
}

/** The action, held until the transaction ends, so that nobody changes it meanwhile. */
export async function holdAction(tx: Db, key: ActionKey): Promise<Action | undefined> {
  const [held] = await tx.select().from(action).where(one(key)).for('update')
  return held
}

/** Undefined when this network has no such action. */
export async function changeAction(
  tx: Db,
  key: ActionKey,
  change: Partial<Omit<Action, 'networkId' | 'id' | 'findingId' | 'code' | 'createdAt'>>,
): Promise<Action | undefined> {
  if (Object.keys(change).length === 0) return findAction(tx, key)
  const [changed] = await tx.update(action).set(change).where(one(key)).returning()
  return changed
}
