import type { TransactionSql } from 'postgres'
import type { Sql } from './connect.ts'
import { receiptOf } from './submission-keys.ts'
import { holdTickets, useTickets } from './tickets.ts'

/** One submission, ready for the database. */
export interface Entry {
  readonly roundId: number
  readonly definitionId: number
  /** 0: no school belongs to it. */
  readonly schoolId: number
  readonly invitationId: number
  readonly personal: boolean
  /** Hex, as `bodyKey`. */
  readonly submissionKey: string
  readonly bodyKey: string
  /** Made by the server. */
  readonly id: string
  /** Closed answers as JSON. */
  readonly answers: string
  /** JSON list of `{ id, item, text }`; absent when there are none. */
  readonly texts: readonly { readonly id: string; readonly item: string; readonly text: string }[]
  /** 'YYYY-MM-DD' */
  readonly submittedOn: string
  /** Slots of the tally that go up by one, and how many there are. */
  readonly slots: readonly number[]
  readonly size: number
  /** Closed to what is new. */
  readonly repeatsOnly: boolean
  /** Of the ticket that it uses up, in hex; absent when its link asks for none. */
  readonly ticketHash?: string | undefined
}

export type Outcome =
  | { readonly kind: 'stored' | 'repeated'; readonly receipt: string }
  | { readonly kind: 'conflict' | 'already_sent' | 'round_closed' | 'no_ticket' }

interface Known {
  /** Released rounds. */
  readonly released: ReadonlySet<number>
  /** Personal invitations that can still be used. */
  readonly usable: ReadonlySet<number>
  /** Submission key to body key. */
  readonly bodies: Map<string, string>
  /** Tickets that can still be used. */
  readonly tickets: Set<string>
}

/**
 * Everything here is looked up by key. Tables that grow fast have no statistics at first, and a plan that
 * was made when they were small would read them whole: only index look-ups are left to choose from.
 */
const otherPlans = [
  'enable_hashjoin',
  'enable_mergejoin',
  'enable_material',
  'enable_bitmapscan',
  'enable_seqscan',
]

/** Locks what the batch depends on, in one round trip, and reads what was there before. */
async function look(tx: TransactionSql, networkId: number, entries: readonly Entry[]): Promise<Known> {
  const roundIds = [...new Set(entries.map((entry) => entry.roundId))]
  const personal = [...new Set(entries.filter((e) => e.personal).map((e) => e.invitationId))]
  const [, rounds, invitations, tickets, responses] = await Promise.all([
    tx`
      select set_config('km.network', ${String(networkId)}, true),
        set_config('plan_cache_mode', 'force_custom_plan', true),
        set_config(name, 'off', true)
      from unnest(${otherPlans}::text[]) as name`,
    tx<{ id: number; open: boolean }[]>`
      select id, released_at is null as open from round
      where network_id = ${networkId} and id = any(${roundIds}::int[]) order by id for share`,
    personal.length === 0
      ? []
      : tx<{ id: number; state: string }[]>`
          select id, state from invitation
          where network_id = ${networkId} and id = any(${personal}::int[]) order by id for update`,
    // Before the responses: who waited here for a ticket sees what was stored with it.
    holdTickets(tx, networkId, entries),
    // Decoded first: row-level security keeps `decode` away from the index.
    tx<{ submission_key: string; body_key: string }[]>`
      with wanted as materialized (
        select decode(key, 'hex') as key from unnest(${entries.map((e) => e.submissionKey)}::text[]) as given (key)
      )
      select encode(r.submission_key, 'hex') as submission_key, encode(r.body_key, 'hex') as body_key
      from wanted
      cross join lateral (
        select submission_key, body_key from response
        where network_id = ${networkId} and submission_key = wanted.key limit 1
      ) r`,
    tx`select set_config('plan_cache_mode', 'auto', true)`,
  ])
  const open = new Set(rounds.filter((row) => row.open).map((row) => row.id))
  return {
    released: new Set(roundIds.filter((id) => !open.has(id))),
    usable: new Set(
      invitations.filter((row) => row.state === 'invited' || row.state === 'started').map((row) => row.id),
    ),
    bodies: new Map(responses.map((row) => [row.submission_key, row.body_key])),
    tickets: new Set(tickets.map((row) => row.hash)),
  }
}

/** Decides in the order of arrival: the same again, another body, a used link, a closed round, or new. */
function decide(known: Known, entries: readonly Entry[]): Outcome[] {
  const used = new Set<number>()
  return entries.map((entry) => {
    const body = known.bodies.get(entry.submissionKey)
    if (body !== undefined) {
      return body === entry.bodyKey
        ? { kind: 'repeated', receipt: receiptOf(entry.submissionKey) }
        : { kind: 'conflict' }
    }
    if (entry.personal && (used.has(entry.invitationId) || !known.usable.has(entry.invitationId))) {
      return { kind: 'already_sent' }
    }
    if (entry.repeatsOnly || known.released.has(entry.roundId)) return { kind: 'round_closed' }
    if (entry.ticketHash !== undefined && !known.tickets.delete(entry.ticketHash))
      return { kind: 'no_ticket' }
    used.add(entry.invitationId)
    known.bodies.set(entry.submissionKey, entry.bodyKey)
    return { kind: 'stored', receipt: receiptOf(entry.submissionKey) }
  })
}

/** Rows as one JSON text: a statement is the same for every size of batch. */
const rowsOf = (entries: readonly Entry[]): string =>
  `[${entries
    .map(
      (e) =>
        `{"r":${e.roundId},"i":"${e.id}","d":${e.definitionId},"s":${e.schoolId},"k":"${e.submissionKey}",` +
        `"b":"${e.bodyKey}","o":"${e.submittedOn}","a":${e.answers}}`,
    )
    .join(',')}]`

interface TallyChange {
  readonly r: number
  readonly d: number
  readonly s: number
  readonly size: number
  responses: number
  readonly counts: Map<number, number>
}

/** What changes in the tallies: one row per round, definition and school, added up over the batch. */
function tallyChanges(entries: readonly Entry[], schoolOf: (entry: Entry) => number): string {
  const changes = new Map<string, TallyChange>()
  for (const entry of entries) {
    const s = schoolOf(entry)
    const key = `${entry.roundId} ${entry.definitionId} ${s}`
    const change = changes.get(key) ?? {
      ...{ r: entry.roundId, d: entry.definitionId, s, size: entry.size },
      ...{ responses: 0, counts: new Map<number, number>() },
    }
    changes.set(key, change)
    change.responses += 1
    for (const slot of entry.slots) change.counts.set(slot, (change.counts.get(slot) ?? 0) + 1)
  }
  const ordered = [...changes.values()].sort((a, b) => a.r - b.r || a.d - b.d || a.s - b.s)
  return JSON.stringify(
    ordered.map(({ counts, ...rest }) => ({
      ...rest,
      slots: `{${[...counts.keys()].join(',')}}`,
      adds: `{${[...counts.values()].join(',')}}`,
    })),
  )
}

const network = 0

/**
 * Schools first, in the order of their ids, as every batch does, so that nothing deadlocks; the network's
 * row last, because all batches of a round wait for it.
 */
function addTallies(tx: TransactionSql, networkId: number, entries: readonly Entry[]): Promise<unknown>[] {
  const total = tallyChanges(entries, () => network)
  const bySchool = entries.filter((entry) => entry.schoolId !== network)
  const work: Promise<unknown>[] = []
  if (bySchool.length > 0) {
    const perSchool = tallyChanges(bySchool, (entry) => entry.schoolId)
    work.push(tx`
      merge into tally t
      using json_to_recordset(${perSchool}::text::json)
        as c (r int, d int, s int, size int, responses int, slots int[], adds int[])
      on t.network_id = ${networkId} and t.round_id = c.r and t.definition_id = c.d and t.school_id = c.s
      when matched then update
        set responses = t.responses + c.responses, counts = tally_add(t.counts, c.slots, c.adds)
      when not matched then
        insert (network_id, round_id, school_id, definition_id, responses, counts)
        values (${networkId}, c.r, c.s, c.d, c.responses,
          tally_add(array_fill(0, array[c.size]), c.slots, c.adds))`)
  }
  work.push(
    tx`
      insert into tally (network_id, round_id, school_id, definition_id, responses, counts)
      select ${networkId}, c.r, c.s, c.d, 0, array_fill(0, array[c.size])
      from json_to_recordset(${total}::text::json) as c (r int, d int, s int, size int)
      on conflict do nothing`,
    tx`
      update tally t
      set responses = t.responses + c.responses, counts = tally_add(t.counts, c.slots, c.adds)
      from json_to_recordset(${total}::text::json)
        as c (r int, d int, s int, responses int, slots int[], adds int[])
      where t.network_id = ${networkId} and t.round_id = c.r and t.definition_id = c.d and t.school_id = c.s`,
  )
  return work
}

/** Everything that a stored submission changes, sent at once. */
async function write(tx: TransactionSql, networkId: number, entries: readonly Entry[]): Promise<void> {
  const work: Promise<unknown>[] = [
    tx`
      insert into response
        (network_id, round_id, id, definition_id, school_id, submission_key, body_key, answers, submitted_on)
      select ${networkId}, n.r, n.i, n.d, n.s, decode(n.k, 'hex'), decode(n.b, 'hex'), n.a, n.o
      from json_to_recordset(${rowsOf(entries)}::text::json)
        as n (r int, i uuid, d int, s int, k text, b text, o date, a jsonb)`,
  ]
  const texts = entries.flatMap((e) => e.texts.map((t) => ({ ...t, r: e.roundId, k: e.submissionKey })))
  if (texts.length > 0) {
    work.push(tx`
      insert into response_text (network_id, round_id, id, submission_key, item, text)
      select ${networkId}, n.r, n.id, decode(n.k, 'hex'), n.item, n.text
      from json_to_recordset(${JSON.stringify(texts)}::text::json)
        as n (r int, id uuid, k text, item text, text text)`)
  }
  const done = entries.filter((e) => e.personal).map((e) => e.invitationId)
  if (done.length > 0) {
    work.push(
      tx`update invitation set state = 'done', opened_on = null where network_id = ${networkId} and id = any(${done}::int[])`,
      tx`delete from draft where network_id = ${networkId} and invitation_id = any(${done}::int[])`,
    )
  }
  work.push(...useTickets(tx, networkId, entries))
  await Promise.all([...work, ...addTallies(tx, networkId, entries)])
}

/**
 * Stores a batch of one network in one transaction: responses, texts, used links, drafts and tallies.
 * @returns an outcome per entry, in order, once the commit is confirmed
 * @throws the database's error; then nothing was stored, unless the connection was lost
 */
export async function commitBatch(
  sql: Sql,
  networkId: number,
  entries: readonly Entry[],
): Promise<readonly Outcome[]> {
  return sql.begin(async (tx): Promise<Outcome[]> => {
    const outcomes = decide(await look(tx, networkId, entries), entries)
    const fresh = entries.filter((_, index) => outcomes[index]?.kind === 'stored')
    if (fresh.length > 0) await write(tx, networkId, fresh)
    return outcomes
  })
}
