import { createHmac } from 'node:crypto'
import { clusterFiles, rolePassword } from './cluster-files.ts'
import { type Access, type Accesses, connect, type Sql } from './connect.ts'
import type { EmbeddedServer } from './embedded.ts'
import { nl } from './nl.ts'
import { errorCode, isConnectionLoss, StoreProblem } from './store-problem.ts'

const database = 'km'
const oldestMajor = 15
/** 'km' and a number, as two keys of an advisory lock. */
const rolesLock = [0x6b6d, 4] as const

/** Runs `work` on one connection of its own, as this role. */
async function withConnection<T>(access: Access, work: (sql: Sql) => Promise<T>): Promise<T> {
  const sql = connect(access, { max: 1 })
  try {
    return await work(sql)
  } finally {
    await sql.end({ timeout: 5 })
  }
}

/** Undefined when it works, otherwise the error. */
const tryConnection = (access: Access): Promise<unknown> =>
  withConnection(access, (sql) => sql`select 1`).then(
    () => undefined,
    (error: unknown) => error,
  )

const makeRole = (name: string, password: string) => `
  do $$ begin
    if not exists (select from pg_roles where rolname = '${name}') then create role ${name}; end if;
  end $$;
  alter role ${name} login nosuperuser nobypassrls nocreatedb nocreaterole password '${password}'`

/** Makes the role that owns the tables; `admin` may make roles. Again: only its password is set. */
export async function makeOwner(admin: Access, password: string): Promise<void> {
  await withConnection(admin, (sql) => sql.unsafe(makeRole('km_owner', password)))
}

/**
 * The roles of an embedded server; made on its first start.
 * @returns access as km_owner (owns the tables) and as km_app (owns nothing)
 */
export async function embeddedRoles(server: EmbeddedServer): Promise<Accesses> {
  const files = clusterFiles(server.files.dataDir)
  const accessOf = (user: 'km_owner' | 'km_app' | 'postgres', name: string): Access => ({
    ...server.address,
    user,
    password: rolePassword(files, user),
    database: name,
  })
  const owner = accessOf('km_owner', database)
  const failure = await tryConnection(owner)
  // 28P01, 28000: no such role yet. 3D000: no such database yet.
  if (['28P01', '28000', '3D000'].includes(errorCode(failure) ?? '')) {
    await withConnection(accessOf('postgres', 'postgres'), async (sql) => {
      // Two programs that start at the same moment: the second finds everything done.
      await sql`select pg_advisory_lock(${rolesLock[0]}::int, ${rolesLock[1]}::int)`
      const made = await sql`select from pg_database where datname = ${database}`
      if (made.length > 0) return
      await sql.unsafe(makeRole('km_app', rolePassword(files, 'km_app')))
      await sql.unsafe(makeRole('km_owner', rolePassword(files, 'km_owner')))
      await sql.unsafe(`create database ${database} owner km_owner`)
      await sql.unsafe(`revoke all on database ${database} from public`)
      await sql.unsafe(`grant connect on database ${database} to km_app`)
    })
  } else if (failure) throw failure
  return { owner, app: accessOf('km_app', database), where: files.dataDir }
}

function parseUrl(text: string): URL {
  let url: URL
  try {
    url = new URL(text)
  } catch {
    throw new StoreProblem(nl.wrongUrl)
  }
  const complete =
    url.hostname !== '' && url.username !== '' && url.password !== '' && url.pathname.length > 1
  if (!/^postgres(ql)?:$/.test(url.protocol) || !complete) throw new StoreProblem(nl.wrongUrl)
  return url
}

/**
 * Password of km_app on a server that is not ours: it follows from the owner's password, so that every
 * program with this URL knows it and nothing needs to be kept. The same for all databases of a server.
 */
const derivedPassword = (url: URL): string =>
  createHmac('sha256', decodeURIComponent(url.password))
    .update(`km_app ${decodeURIComponent(url.username)} ${url.host}`)
    .digest('base64url')

async function checkServer(sql: Sql): Promise<void> {
  const [found] = await sql<{ version: string; number: number }[]>`
    select current_setting('server_version') as version, current_setting('server_version_num')::int as number`
  if (found && found.number < oldestMajor * 10_000) throw new StoreProblem(nl.tooOld(found.version))
  const [role] = await sql<{ strong: boolean }[]>`
    select rolsuper or rolbypassrls as strong from pg_roles where rolname = 'km_app'`
  if (role?.strong) throw new StoreProblem(nl.roleTooStrong)
}

async function makeAppRole(sql: Sql, url: URL, app: Access): Promise<void> {
  const failure = await tryConnection(app)
  if (!failure) return
  const name = decodeURIComponent(url.pathname.slice(1)).replaceAll('"', '""')
  try {
    await sql.unsafe(`
      do $$ begin
        if not exists (select from pg_roles where rolname = 'km_app') then create role km_app; end if;
      end $$;
      alter role km_app login password '${app.password}'`)
    await sql.unsafe(`grant connect on database "${name}" to km_app`)
  } catch (error) {
    // 42501: insufficient privilege.
    if (errorCode(error) !== '42501') throw error
    throw new StoreProblem(nl.cannotMakeRole(decodeURIComponent(url.username)))
  }
}

/**
 * The roles of the server in DATABASE_URL: its user owns the tables, km_app is made when it is not there.
 * @throws StoreProblem when the server cannot be reached, is too old, or does not allow it
 */
export async function externalRoles(databaseUrl: string): Promise<Accesses> {
  const url = parseUrl(databaseUrl)
  const owner: Access = { url: databaseUrl }
  const app: Access = { url: databaseUrl, user: 'km_app', password: derivedPassword(url) }
  const where = `${url.host}${url.pathname}`
  try {
    await withConnection(owner, async (sql) => {
      await checkServer(sql)
      await makeAppRole(sql, url, app)
    })
  } catch (error) {
    if (error instanceof StoreProblem) throw error
    // 28…: not let in. 3D000: no such database.
    const refused = /^(28|3D)/.test(errorCode(error) ?? '')
    if (!refused && !isConnectionLoss(error)) throw error
    throw new StoreProblem(nl.cannotConnect(where, error instanceof Error ? error.message : ''))
  }
  return { owner, app, where }
}
