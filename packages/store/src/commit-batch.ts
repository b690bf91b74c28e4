import { sql as query } from 'drizzle-orm'
import { byteList, list } from './array-text.ts'
import type { Sql } from './connect.ts'
import type { Db } from './open-store.ts'
import { receiptOf } from './submission-keys.ts'

/** One submission, ready for the database. */
export interface Entry {
  readonly roundId: number
  readonly definitionId: number
  /** 0: no school belongs to it. */
  readonly schoolId: number
  /** The personal invitation; 0 for an open link. */
  readonly invitationId: number
  /** Hex, as `bodyKey`. */
  readonly submissionKey: string
  readonly bodyKey: string
  /** Made by the server. */
  readonly id: string
  /** Closed answers as JSON, on one line. */
  readonly answers: string
  readonly texts: readonly { readonly id: string; readonly item: string; readonly text: string }[]
  /** 'YYYY-MM-DD' */
  readonly submittedOn: string
  /** What it adds to the tallies: see `planeOf`. */
  readonly plane: string
  /** Closed to what is new. */
  readonly repeatsOnly: boolean
  /** Of the ticket that it uses up, in hex; absent when its link asks for none. Nothing of it is kept. */
  readonly ticketHash?: string | undefined
}

export type Outcome =
  | { readonly kind: 'stored' | 'repeated'; readonly receipt: string }
  | { readonly kind: 'conflict' | 'already_sent' | 'round_closed' | 'no_ticket' }

/** Free texts of all entries, or null. */
function textsOf(entries: readonly Entry[]): string | null {
  const texts = entries.flatMap((entry, index) => entry.texts.map((text) => ({ ...text, n: index + 1 })))
  return texts.length === 0 ? null : JSON.stringify(texts)
}

/**
 * Stores a batch of one network in one transaction: responses, texts, used links, drafts and tallies. No
 * two entries may have the same key, the same personal invitation or the same ticket.
 * @returns an outcome per entry, in order, once the commit is confirmed
 * @throws the database's error; then nothing was stored, unless the connection was lost
 */
export async function commitBatch(
  sql: Sql,
  networkId: number,
  entries: readonly Entry[],
): Promise<readonly Outcome[]> {
  const rows = await sql<{ kind: Outcome['kind'] }[]>`
    select store_submissions(
      ${networkId}::int,
      ${list(entries.map((e) => e.roundId))}::int[],
      ${list(entries.map((e) => e.definitionId))}::int[],
      ${list(entries.map((e) => e.schoolId))}::int[],
      ${list(entries.map((e) => e.invitationId))}::int[],
      ${byteList(entries.map((e) => e.submissionKey))}::bytea[],
      ${byteList(entries.map((e) => e.bodyKey))}::bytea[],
      ${list(entries.map((e) => e.id))}::uuid[],
      ${list(entries.map((e) => e.submittedOn))}::date[],
      ${list(entries.map((e) => e.plane))}::bit varying[],
      ${list(entries.map((e) => e.repeatsOnly))}::boolean[],
      ${byteList(entries.map((e) => e.ticketHash ?? ''))}::bytea[],
      ${entries.map((e) => e.answers).join('\n')}::text,
      ${textsOf(entries)}::text::json
    ) as kind`
  return outcomesOf(rows, entries)
}

const outcomesOf = (rows: readonly { kind: Outcome['kind'] }[], entries: readonly Entry[]) =>
  rows.map(({ kind }, index): Outcome => {
    if (kind !== 'stored' && kind !== 'repeated') return { kind }
    return { kind, receipt: receiptOf(entries[index]?.submissionKey ?? '') }
  })

/** The same inside a transaction of the caller, who does more than storing. */
export async function commitBatchIn(
  tx: Db,
  networkId: number,
  entries: readonly Entry[],
): Promise<readonly Outcome[]> {
  const rows = await tx.execute<{ kind: Outcome['kind'] }>(query`
    select store_submissions(
      ${networkId}::int,
      ${list(entries.map((e) => e.roundId))}::int[],
      ${list(entries.map((e) => e.definitionId))}::int[],
      ${list(entries.map((e) => e.schoolId))}::int[],
      ${list(entries.map((e) => e.invitationId))}::int[],
      ${byteList(entries.map((e) => e.submissionKey))}::bytea[],
      ${byteList(entries.map((e) => e.bodyKey))}::bytea[],
      ${list(entries.map((e) => e.id))}::uuid[],
      ${list(entries.map((e) => e.submittedOn))}::date[],
      ${list(entries.map((e) => e.plane))}::bit varying[],
      ${list(entries.map((e) => e.repeatsOnly))}::boolean[],
      ${byteList(entries.map((e) => e.ticketHash ?? ''))}::bytea[],
      ${entries.map((e) => e.answers).join('\n')}::text,
      ${textsOf(entries)}::text::json
    ) as kind`)
  return outcomesOf([...rows], entries)
}
