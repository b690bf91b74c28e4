import { sql as query } from 'drizzle-orm'
import type { Db, Store } from './open-store.ts'

/** What the queue needs of a database: statements with numbered parameters, and to hear of new jobs. */
export interface QueueDatabase {
  // biome-ignore lint/suspicious/noExplicitAny: rows of whatever the queue asks
  executeSql(text: string, values?: unknown[]): Promise<{ rows: any[] }>
}

interface ListeningDatabase extends QueueDatabase {
  listen(
    channel: string,
    onNotification: (payload: string) => void,
    onReconnect: () => void,
  ): Promise<{ close(): Promise<void> }>
}

/** A script that is a transaction of its own: the driver must know, to clean up when it fails. */
const transaction = /^\s*begin;(.*)commit;\s*$/is
const isList = /^::[a-z_]\w*\[\]/i
const listText = (list: readonly unknown[]): string =>
  `{${list.map((one) => (one === null ? 'null' : `"${String(one).replace(/[\\"]/g, '\\$&')}"`)).join(',')}}`

/** As text, whatever it is: then one way of writing serves every type of parameter. */
function asText(value: unknown, next: string): string | boolean | null {
  if (value === null || value === undefined) return null
  if (typeof value === 'boolean') return value
  if (value instanceof Date) return value.toISOString()
  if (Array.isArray(value) && isList.test(next)) return listText(value)
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

/** Cuts a statement at its parameters: texts around them, and the values in the order of appearance. */
function cut(text: string, values: readonly unknown[]) {
  const pieces = text.split(/\$(\d+)/)
  const texts = pieces.filter((_, at) => at % 2 === 0)
  const given = pieces
    .filter((_, at) => at % 2 === 1)
    .map((number, at) => asText(values[Number(number) - 1], texts[at + 1] ?? ''))
  return { texts, given }
}

/** The queue's statements inside a transaction: a job that is handed in exists when that commits. */
export const queueDatabaseIn = (tx: Db): QueueDatabase => ({
  async executeSql(text, values = []) {
    const { texts, given } = cut(text, values)
    const parts = texts.flatMap((piece, at) =>
      at < given.length ? [query.raw(piece), query`${query.param(given[at])}`] : [query.raw(piece)],
    )
    return { rows: [...(await tx.execute(query.join(parts)))] }
  },
})

/** The queue's statements as km_app, on the pool of the store. */
export const queueDatabase = ({ sql, guard }: Store): ListeningDatabase => ({
  async executeSql(text, values = []) {
    const { texts, given } = cut(text, values)
    const numbered = texts.map((piece, at) => (at < given.length ? `${piece}$${at + 1}` : piece)).join('')
    const [, script] = transaction.exec(numbered) ?? []
    const result = await guard(() =>
      script === undefined ? sql.unsafe(numbered, given) : sql.begin((tx) => tx.unsafe(script)),
    )
    // Several statements at once give a list of results.
    const rows: unknown[] = result.every((one: unknown) => Array.isArray(one)) ? result.flat() : [...result]
    return { rows }
  },
  async listen(channel, onNotification, onReconnect) {
    const { unlisten } = await sql.listen(channel, onNotification, onReconnect)
    return { close: () => unlisten().catch(() => {}) }
  },
})
