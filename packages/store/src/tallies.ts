import { createHash } from 'node:crypto'
import type { TallyLayout } from '@km/definition'
import { and, asc, eq, gt, inArray, sql } from 'drizzle-orm'
import { listNetworks } from './networks.ts'
import type { Db, Store } from './open-store.ts'
import { definition, response, round, tally } from './schema.ts'
import { keepSeal, listSeals } from './seals.ts'
import { canonicalJson } from './submission-keys.ts'

export type Tally = Omit<typeof tally.$inferSelect, 'networkId'>

/** Slots of a layout that one response's answers raise; the same function that counted when it was stored. */
export type CountAnswers = (
  layout: TallyLayout,
  answers: Readonly<Record<string, unknown>>,
) => readonly number[]

/** A tally that does not agree with the responses it stands for. */
export interface TallyDifference {
  readonly networkId: number
  readonly roundId: number
  readonly definitionId: number
  /** 0: the network as a whole. */
  readonly schoolId: number
  readonly responses: { readonly stored: number; readonly counted: number }
  /** Slots that differ, by item; at most the first of each item. */
  readonly items: readonly string[]
}

const chunk = 2000
const network = 0

const columns = {
  roundId: tally.roundId,
  schoolId: tally.schoolId,
  definitionId: tally.definitionId,
  responses: tally.responses,
  counts: tally.counts,
}

/**
 * Tallies of rounds: one row per school, or one for the network as a whole (schoolId 0), for each
 * definition that was answered.
 */
export async function readTallies(
  tx: Db,
  wanted: {
    networkId: number
    roundIds: readonly number[]
    per: 'school' | 'network'
    /** Only this school; with `per: 'school'`. */
    schoolId?: number
  },
): Promise<Tally[]> {
  if (wanted.roundIds.length === 0) return []
  return tx
    .select(columns)
    .from(tally)
    .where(
      and(
        eq(tally.networkId, wanted.networkId),
        inArray(tally.roundId, [...wanted.roundIds]),
        wanted.per === 'network' ? eq(tally.schoolId, network) : gt(tally.schoolId, network),
        wanted.schoolId === undefined ? undefined : eq(tally.schoolId, wanted.schoolId),
        gt(tally.responses, 0),
      ),
    )
    .orderBy(asc(tally.roundId), asc(tally.schoolId), asc(tally.definitionId))
}

/**
 * Takes one response out of the tallies: its school first and the network's row last, as every submission
 * does, so that nothing deadlocks.
 */
export async function uncount(
  tx: Db,
  taken: {
    networkId: number
    roundId: number
    definitionId: number
    schoolId: number
    answers: Readonly<Record<string, unknown>>
    count: CountAnswers
  },
): Promise<void> {
  const { networkId, roundId, definitionId, schoolId } = taken
  const slots = taken.count(layoutOf(await readLayouts(tx), definitionId), taken.answers)
  for (const each of schoolId === network ? [network] : [schoolId, network]) {
    const mine = and(
      eq(tally.networkId, networkId),
      eq(tally.roundId, roundId),
      eq(tally.schoolId, each),
      eq(tally.definitionId, definitionId),
    )
    const [found] = await tx.select({ counts: tally.counts }).from(tally).where(mine).for('update')
    if (!found) throw new Error(`round ${roundId} has no tally of school ${each}`)
    const { counts } = found
    for (const slot of slots) counts[slot] = (counts[slot] ?? 0) - 1
    await tx
      .update(tally)
      .set({ responses: sql`${tally.responses} - 1`, counts })
      .where(mine)
  }
}

interface RoundKey {
  readonly networkId: number
  readonly roundId: number
}

interface Counted {
  readonly schoolId: number
  readonly definitionId: number
  responses: number
  readonly counts: number[]
}

type Layouts = ReadonlyMap<number, TallyLayout>

const keyOf = (row: { schoolId: number; definitionId: number }) => `${row.schoolId} ${row.definitionId}`

const readLayouts = async (tx: Db): Promise<Layouts> =>
  new Map(
    (await tx.select({ id: definition.id, layout: definition.layout }).from(definition)).map((row) => [
      row.id,
      row.layout,
    ]),
  )

const layoutOf = (layouts: Layouts, id: number): TallyLayout => {
  const layout = layouts.get(id)
  if (!layout) throw new Error(`a response points to definition ${id}, which is not there`)
  return layout
}

/** Counts the responses of a round again, a chunk at a time. */
async function recount(
  tx: Db,
  key: { networkId: number; roundId: number },
  layouts: Layouts,
  count: CountAnswers,
): Promise<Map<string, Counted>> {
  const counted = new Map<string, Counted>()
  const add = (schoolId: number, definitionId: number, slots: readonly number[]) => {
    const size = layoutOf(layouts, definitionId).size
    const row = counted.get(keyOf({ schoolId, definitionId })) ?? {
      ...{ schoolId, definitionId, responses: 0 },
      counts: new Array<number>(size).fill(0),
    }
    counted.set(keyOf(row), row)
    row.responses += 1
    for (const slot of slots) row.counts[slot] = (row.counts[slot] ?? 0) + 1
  }
  let after = '00000000-0000-0000-0000-000000000000'
  for (;;) {
    const rows = await tx
      .select({
        id: response.id,
        schoolId: response.schoolId,
        definitionId: response.definitionId,
        answers: response.answers,
      })
      .from(response)
      .where(
        and(eq(response.networkId, key.networkId), eq(response.roundId, key.roundId), gt(response.id, after)),
      )
      .orderBy(asc(response.id))
      .limit(chunk)
    for (const { schoolId, definitionId, answers } of rows) {
      const slots = count(layoutOf(layouts, definitionId), answers)
      add(network, definitionId, slots)
      if (schoolId !== network) add(schoolId, definitionId, slots)
    }
    const last = rows.at(-1)
    if (!last || rows.length < chunk) return counted
    after = last.id
  }
}

function compareTallies(
  key: { networkId: number; roundId: number },
  stored: readonly Tally[],
  counted: ReadonlyMap<string, Counted>,
  layouts: Layouts,
): TallyDifference[] {
  const found = new Map(stored.map((row) => [keyOf(row), row]))
  const rows = new Map<string, { schoolId: number; definitionId: number }>([...found, ...counted])
  return [...rows].flatMap(([id, { schoolId, definitionId }]) => {
    const was = found.get(id)
    const is = counted.get(id)
    const { items, size } = layoutOf(layouts, definitionId)
    const differs = Array.from({ length: Math.max(size, was?.counts.length ?? 0) }, (_, slot) => slot).filter(
      (slot) => (was?.counts[slot] ?? 0) !== (is?.counts[slot] ?? 0),
    )
    const responses = { stored: was?.responses ?? 0, counted: is?.responses ?? 0 }
    if (differs.length === 0 && responses.stored === responses.counted) return []
    const names = differs.map(
      (slot) =>
        items.find((item) => slot >= item.answered && slot < item.first + item.values.length)?.item ??
        `slot ${slot}`,
    )
    return [{ ...key, definitionId, schoolId, responses, items: [...new Set(names)] }]
  })
}

const storedTallies = (tx: Db, key: { networkId: number; roundId: number }): Promise<Tally[]> =>
  tx
    .select(columns)
    .from(tally)
    .where(and(eq(tally.networkId, key.networkId), eq(tally.roundId, key.roundId)))

const roundIdsOf = async (tx: Db, networkId: number): Promise<number[]> =>
  (
    await tx.select({ id: round.id }).from(round).where(eq(round.networkId, networkId)).orderBy(asc(round.id))
  ).map((row) => row.id)

async function networkIdsOf(store: Store, networkId: number | undefined): Promise<number[]> {
  return networkId === undefined ? (await listNetworks(store.db)).map((row) => row.id) : [networkId]
}

/** sha-256 in hex over the tallies of a round as they are read, whatever form they are stored in. */
async function hashTallies(tx: Db, { networkId, roundId }: RoundKey): Promise<string> {
  const wanted = { networkId, roundIds: [roundId] }
  const tallies = [
    ...(await readTallies(tx, { ...wanted, per: 'network' })),
    ...(await readTallies(tx, { ...wanted, per: 'school' })),
  ].map(({ schoolId, definitionId, responses, counts }) => ({ schoolId, definitionId, responses, counts }))
  return createHash('sha256').update(canonicalJson(tallies)).digest('hex')
}

/** Seals the tallies of a round, in the transaction that deletes what they count. */
export async function sealTallies(
  tx: Db,
  { sealedOn, ...key }: RoundKey & { sealedOn: string },
): Promise<void> {
  await keepSeal(tx, { ...key, sealedOn, sha256: await hashTallies(tx, key) })
}

/** What a check of the tallies found. */
export interface TallyCheck {
  /** Rounds that were counted again. */
  readonly rounds: number
  readonly differences: readonly TallyDifference[]
  /** Rounds whose responses are gone: their tallies are held against the seal instead. */
  readonly sealed: number
  /** Sealed rounds whose tallies are not what they were. */
  readonly broken: readonly { readonly networkId: number; readonly roundId: number }[]
}

/**
 * Counts all responses again and compares; each network as it was at one moment, while others go on.
 * @param networkId absent: all networks
 * @returns what does not agree; `differences` and `broken` are empty when all is well
 */
export async function verifyTallies(
  store: Store,
  { count, networkId: only }: { count: CountAnswers; networkId?: number },
): Promise<TallyCheck> {
  const differences: TallyDifference[] = []
  const broken: { networkId: number; roundId: number }[] = []
  let [rounds, sealed] = [0, 0]
  for (const networkId of await networkIdsOf(store, only)) {
    await store.inSnapshot(networkId, async (tx) => {
      const layouts = await readLayouts(tx)
      const seals = await listSeals(tx, networkId)
      for (const roundId of await roundIdsOf(tx, networkId)) {
        const key = { networkId, roundId }
        const seal = seals.get(roundId)
        if (seal !== undefined) {
          sealed += 1
          if (seal !== (await hashTallies(tx, key))) broken.push(key)
          continue
        }
        const counted = await recount(tx, key, layouts, count)
        differences.push(...compareTallies(key, await storedTallies(tx, key), counted, layouts))
        rounds += 1
      }
    })
  }
  return { rounds, differences, sealed, broken }
}

/**
 * Makes the tallies again from the responses, one transaction per network; submissions wait meanwhile.
 * Sealed rounds are left as they are: what they were counted from is gone.
 * @param networkId absent: all networks
 * @returns what did not agree before
 */
export async function rebuildTallies(
  store: Store,
  { count, networkId: only }: { count: CountAnswers; networkId?: number },
): Promise<Omit<TallyCheck, 'broken'>> {
  const differences: TallyDifference[] = []
  let [rounds, sealed] = [0, 0]
  for (const networkId of await networkIdsOf(store, only)) {
    await store.inNetwork(networkId, async (tx) => {
      await tx
        .select({ id: round.id })
        .from(round)
        .where(eq(round.networkId, networkId))
        .orderBy(asc(round.id))
        .for('no key update')
      const layouts = await readLayouts(tx)
      const seals = await listSeals(tx, networkId)
      sealed += seals.size
      for (const roundId of (await roundIdsOf(tx, networkId)).filter((id) => !seals.has(id))) {
        const key = { networkId, roundId }
        const counted = await recount(tx, key, layouts, count)
        const found = compareTallies(key, await storedTallies(tx, key), counted, layouts)
        for (const difference of found) {
          await replaceTally(tx, difference, counted.get(keyOf(difference)), layouts)
        }
        differences.push(...found)
        rounds += 1
      }
    })
  }
  return { rounds, differences, sealed }
}

/** A tally without responses stays as a row of zeros: tallies are never deleted. */
async function replaceTally(
  tx: Db,
  { networkId, roundId, schoolId, definitionId }: TallyDifference,
  is: Counted | undefined,
  layouts: Layouts,
): Promise<void> {
  const counts = is?.counts ?? new Array<number>(layoutOf(layouts, definitionId).size).fill(0)
  const responses = is?.responses ?? 0
  await tx
    .insert(tally)
    .values({ networkId, roundId, schoolId, definitionId, responses, counts })
    .onConflictDoUpdate({
      target: [tally.networkId, tally.roundId, tally.schoolId, tally.definitionId],
      set: { responses, counts },
    })
}
