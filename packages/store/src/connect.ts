import postgres from 'postgres'

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

const firstRetryMs = 50
const longestRetryMs = 1000

/** A pool of at most `max` connections, made when they are needed. */
export function connect(access: Access, settings: PoolSettings): Sql {
  const { url, ...parts } = access
  const options: postgres.Options<Record<string, never>> = {
    ...parts,
    max: settings.max,
    idle_timeout: settings.idleTimeout,
    connect_timeout: 10,
    backoff: (retries) => Math.min(firstRetryMs * 2 ** retries, longestRetryMs) / 1000,
    ...(settings.onclose ? { max_lifetime: null, onclose: settings.onclose } : {}),
    onnotice: () => {},
    connection: { application_name: 'kwaliteitsmonitor' },
  }
  return url === undefined ? postgres(options) : postgres(url, options)
}
