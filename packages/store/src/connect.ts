import postgres from 'postgres'
import { openSocket } from './patient-socket.ts'
import { StoreUnavailable } from './store-problem.ts'

/** Everything that postgres.js needs to reach one database as one role. */
export interface Access {
  /** Used as it is, with what stands beside it in place of its parts. */
  readonly url?: string
  readonly path?: string
  readonly host?: string
  readonly port?: number
  readonly user?: string
  readonly password?: string
  readonly database?: string
}

/** The two roles of a database: the owner migrates, the app is what the server works as. */
export interface Accesses {
  readonly owner: Access
  readonly app: Access
  /** For a person: a folder or a host, never a password. */
  readonly where: string
}

export type Sql = postgres.Sql

/** How many connections, and who is told when one closes. */
interface PoolSettings {
  readonly max: number
  readonly idleTimeout?: number
  readonly onclose?: () => void
}

/** What PostgreSQL names the types of a list of whole numbers and of a list of texts. */
const intListType = 1007
const textListType = 1009

/**
 * The two kinds of list that statements of this package take and tables hold. Given by hand: otherwise
 * postgres.js asks for all list types at every new connection, in a query that nobody can catch when the
 * server goes away at that moment.
 */
const listTypes = {
  intList: {
    to: intListType,
    from: [intListType],
    serialize: (list: readonly number[] | string): string =>
      typeof list === 'string' ? list : `{${list.join(',')}}`,
    parse: (text: string): number[] => (text === '{}' ? [] : text.slice(1, -1).split(',').map(Number)),
  },
  textList: {
    to: textListType,
    from: [textListType],
    serialize: (list: readonly string[] | string): string =>
      typeof list === 'string'
        ? list
        : `{${list.map((text) => `"${text.replace(/[\\"]/g, '\\$&')}"`).join(',')}}`,
    // Drizzle reads it; statements of our own return none.
    parse: (text: string): string => text,
  },
}

const firstRetryMs = 50
const longestRetryMs = 1000

/** A pool of at most `max` connections, made when they are needed. */
export function connect(access: Access, settings: PoolSettings): Sql {
  const { url, ...parts } = access
  const options: postgres.Options<Record<string, postgres.PostgresType>> & { socket: typeof openSocket } = {
    socket: openSocket,
    ...parts,
    max: settings.max,
    idle_timeout: settings.idleTimeout,
    connect_timeout: 10,
    backoff: (retries) => Math.min(firstRetryMs * 2 ** retries, longestRetryMs) / 1000,
    ...(settings.onclose ? { max_lifetime: null, onclose: settings.onclose } : {}),
    onnotice: () => {},
    fetch_types: false,
    types: listTypes,
    connection: { application_name: 'kwaliteitsmonitor' },
  }
  return withGuardedBegin(url === undefined ? postgres(options) : postgres(url, options))
}

/**
 * A transaction that lost its connection takes no more statements. Otherwise work that goes on after the
 * loss would write over the next connection, outside any transaction.
 */
function withGuardedBegin(sql: Sql): Sql {
  const begin = async (...args: unknown[]): Promise<unknown> => {
    const work = args.at(-1) as (tx: object) => unknown
    const state = { over: false }
    const guarded = (tx: object) => untilOver(Promise.resolve(work(refuseWhenOver(tx, state))), state)
    try {
      return await Reflect.apply(sql.begin, sql, [...args.slice(0, -1), guarded])
    } finally {
      state.over = true
    }
  }
  return new Proxy(sql, { get: (target, name) => (name === 'begin' ? begin : Reflect.get(target, name)) })
}

/**
 * What work comes to, or nothing any more when its transaction is over by then: postgres.js would roll back
 * on a connection that it has thrown away, and throw where nobody can catch it.
 */
function untilOver<T>(work: Promise<T>, state: { readonly over: boolean }): Promise<T> {
  return new Promise((resolve, reject) => {
    work.then(
      (value) => state.over || resolve(value),
      (error) => state.over || reject(error),
    )
  })
}

function refuseWhenOver(tx: object, state: { readonly over: boolean }): object {
  const check = () => {
    if (state.over) throw new StoreUnavailable(new Error('the transaction is over'))
  }
  return new Proxy(tx, {
    get(target, name) {
      check()
      return Reflect.get(target, name)
    },
    apply(target, self, args) {
      check()
      return Reflect.apply(target as () => unknown, self, args)
    },
  })
}
