import { sql } from 'drizzle-orm'
import { getTableConfig, PgTable } from 'drizzle-orm/pg-core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { audit } from './audit.ts'
import { connect } from './connect.ts'
import type { Store } from './open-store.ts'
import * as domainSchema from './schema.ts'
import * as figuresSchema from './schema-figures.ts'
import * as outgoingSchema from './schema-outgoing.ts'
import * as privacySchema from './schema-privacy.ts'
import * as registersSchema from './schema-registers.ts'
import * as reviewsSchema from './schema-reviews.ts'
import * as textsSchema from './schema-texts.ts'
import * as visitsSchema from './schema-visits.ts'
import * as voicesSchema from './schema-voices.ts'
import { errorCode } from './store-problem.ts'
import { createSubmitter } from './submissions.ts'
import { openTestStore } from './testing.ts'
import { type Cohort, makeCohort, submissionOf } from './testing-cohort.ts'

const refused = '42501'

let store: Store
let close: () => Promise<void>
let mine: Cohort
let other: Cohort
beforeAll(async () => {
  const opened = await openTestStore()
  store = opened.store
  close = opened.close
  mine = await makeCohort(store, { level: 'A' })
  other = await makeCohort(store, { level: 'A' })
  const submitter = createSubmitter(store, { now: () => new Date('2026-01-10T12:00:00Z') })
  for (const cohort of [mine, other]) {
    await submitter.submit(submissionOf(cohort, { HOW: 2 }, { school: 0, texts: { WHY: 'x' } }))
    await store.inNetwork(cohort.networkId, (tx) =>
      audit(tx, {
        ...{ networkId: cohort.networkId, at: new Date('2026-01-10'), accountId: 'a', role: 'admin' },
        ...{ verb: 'test', subject: 'round:1' },
      }),
    )
  }
})
afterAll(() => close())

const tables = Object.values({
  ...domainSchema,
  ...figuresSchema,
  ...outgoingSchema,
  ...privacySchema,
  ...registersSchema,
  ...reviewsSchema,
  ...textsSchema,
  ...visitsSchema,
  ...voicesSchema,
}).filter((value) => value instanceof PgTable)
const domain = tables
  .map((table) => getTableConfig(table))
  .filter(
    (table) => table.schema === undefined && table.columns.some((column) => column.name === 'network_id'),
  )
  .map((table) => table.name)

const count = async (tx: Pick<Store['db'], 'execute'>, table: string): Promise<number> => {
  const [row] = await tx.execute<{ n: number }>(sql`select count(*)::int as n from ${sql.identifier(table)}`)
  return row?.n ?? -1
}
const codeOf = (work: Promise<unknown>) => work.then(() => 'allowed', errorCode)

test('every domain table has row-level security, forced on its owner too', async () => {
  const rows = await store.db.execute<{ name: string }>(
    sql`select relname as name from pg_class where relnamespace = 'public'::regnamespace
      and relkind = 'r' and relrowsecurity and relforcerowsecurity`,
  )
  expect(rows.map((row) => row.name).sort()).toEqual(domain.sort())
})

describe.each(domain)('%s', (table) => {
  test('shows nothing when no network was entered', async () => {
    expect(await count(store.db, table)).toBe(0)
  })

  test('shows only rows of the network that was entered', async () => {
    const seen = await store.inNetwork(mine.networkId, (tx) =>
      tx.execute<{ network_id: number }>(sql`select distinct network_id from ${sql.identifier(table)}`),
    )
    expect(seen.filter((row) => row.network_id !== mine.networkId)).toEqual([])
  })

  test('is not open to the owner either when no network was entered', async () => {
    expect(await store.asOwner((db) => count(db, table))).toBe(0)
  })
})

test('both networks do have rows that could have been seen', async () => {
  for (const table of ['school', 'round', 'invitation', 'response', 'response_text', 'tally', 'audit']) {
    expect(await store.inNetwork(other.networkId, (tx) => count(tx, table))).toBeGreaterThan(0)
  }
})

test('the network of a transaction is gone after it', async () => {
  await store.inNetwork(mine.networkId, async (tx) => expect(await count(tx, 'school')).toBe(3))
  const counts = await Promise.all(Array.from({ length: 20 }, () => count(store.db, 'school')))
  expect(new Set(counts)).toEqual(new Set([0]))
})

test('a row cannot be written into another network', async () => {
  const work = store.inNetwork(mine.networkId, (tx) =>
    tx.insert(domainSchema.school).values({
      ...{ networkId: other.networkId, name: 'Verkeerd', type: 'x', joinedOn: '2026-01-01' },
    }),
  )
  expect(await codeOf(work)).toBe(refused)
})

test('a round of another network cannot be sealed', async () => {
  const work = store.inNetwork(mine.networkId, (tx) =>
    tx.execute(sql`select seal_round(${other.networkId}, ${other.round.id})`),
  )
  expect(await codeOf(work)).toBe('P0001')
})

test.each([
  ['become the owner', sql`set role km_owner`],
  ['read everything', sql`set role pg_read_all_data`],
  ['switch row-level security off', sql`alter table response no force row level security`],
  ['change a published definition', sql`update definition set json = '{}'`],
  ['add a definition', sql`insert into definition (instrument) values ('X')`],
  ['change a response', sql`update response set answers = '{}'`],
  ['delete a response', sql`delete from response`],
  ['delete a free text', sql`delete from response_text`],
  ['delete a tally', sql`delete from tally`],
  ['change a release', sql`update release set content = '{}'`],
  ['delete an audit row', sql`delete from audit`],
  ['change an audit row', sql`update audit set verb = 'x'`],
  ['take the key of a round away', sql`update round set key = null`],
  ['change the evidence of a finding', sql`update finding set evidence = '[]'`],
  ['change a review', sql`update action_review set effect = 'yes'`],
  ['delete a review', sql`delete from action_review`],
  ['change what a school agreed to', sql`update agreement set kind = 'agreed'`],
  ['take an agreement back', sql`delete from agreement`],
  ['change a visit', sql`update visit set school_id = 1`],
  ['make a table', sql`create table mine (id int)`],
  ['drop a table', sql`drop table response`],
  ['read a file of the server', sql`select pg_read_file('postgresql.conf')`],
])('the server cannot %s', async (_what, statement) => {
  const work = store.inNetwork(mine.networkId, (tx) => tx.execute(statement))
  expect(await codeOf(work)).toBe(refused)
})

test('with row_security off the server gets an error, not the rows', async () => {
  const work = store.inNetwork(mine.networkId, async (tx) => {
    await tx.execute(sql`set local row_security = off`)
    return tx.execute(sql`select * from response`)
  })
  expect(await codeOf(work)).toBe(refused)
})

test('nobody gets in with another password', async () => {
  const { accesses } = inject('testServer')
  const stranger = connect({ ...accesses.app, password: 'wrong' }, { max: 1 })
  expect(await codeOf(stranger`select 1`)).toMatch(/^28/)
  await stranger.end()
})
