import type { TransactionSql } from 'postgres'

/** An answer through a link that asks for codes: it needs a ticket, and uses it up. */
interface WithTicket {
  readonly roundId: number
  /** Hex; absent when the link asks for none. */
  readonly ticketHash?: string | undefined
}

const hashesOf = (entries: readonly WithTicket[]): string[] =>
  entries.flatMap((entry) => entry.ticketHash ?? [])

/**
 * Which of these tickets are there, in hex; held until the transaction ends. Not async: a statement is sent
 * when it is waited for, so that it keeps its place among the others of the batch.
 */
export function holdTickets(tx: TransactionSql, networkId: number, entries: readonly WithTicket[]) {
  const wanted = hashesOf(entries)
  if (wanted.length === 0) return []
  return tx<{ hash: string }[]>`
    select encode(t.ticket_hash, 'hex') as hash from class_ticket t
    where t.network_id = ${networkId}
      and t.ticket_hash in (select decode(given, 'hex') from unnest(${wanted}::text[]) as given)
    order by t.ticket_hash for update of t`
}

/** Uses up the tickets of what is stored: nothing about them stands with the answers. */
export const useTickets = (
  tx: TransactionSql,
  networkId: number,
  entries: readonly WithTicket[],
): Promise<unknown>[] => {
  const used = hashesOf(entries)
  if (used.length === 0) return []
  return [
    tx`
      delete from class_ticket
      where network_id = ${networkId}
        and ticket_hash in (select decode(given, 'hex') from unnest(${used}::text[]) as given)`,
  ]
}
