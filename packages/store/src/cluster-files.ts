import { execFileSync } from 'node:child_process'
import { createHmac, randomBytes } from 'node:crypto'
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import { nl } from './nl.ts'
import type { OsUser } from './postgres-program.ts'
import { StoreProblem } from './store-problem.ts'

/** Where everything of the embedded server stands. */
export interface ClusterFiles {
  readonly dataDir: string
  /** PostgreSQL's own folder. */
  readonly data: string
  /** 0700; holds the socket. */
  readonly socket: string
  readonly log: string
  /** 0600; passwords of the three roles follow from it. */
  readonly key: string
}

/** How to reach a running server: a socket, or a port on 127.0.0.1. */
export type Address = { readonly path: string } | { readonly host: string; readonly port: number }

export type Role = 'postgres' | 'km_owner' | 'km_app'

const port = 5432
/** Systems allow 103 (macOS) to 107 (Linux) bytes for the path of a socket. */
const longestSocketPath = 100

/** Paths of the embedded server in a data folder. */
export const clusterFiles = (dataDir: string): ClusterFiles => ({
  dataDir,
  data: path.join(dataDir, 'postgres'),
  socket: path.join(dataDir, 'socket'),
  log: path.join(dataDir, 'postgres.log'),
  key: path.join(dataDir, 'postgres.key'),
})

/** Password of a role: HMAC-SHA256 of its name under the key file, which stays in the data folder. */
export function rolePassword(files: ClusterFiles, role: Role): string {
  if (!existsSync(files.key)) throw new StoreProblem(nl.keyMissing(files.key))
  return createHmac('sha256', readFileSync(files.key)).update(role).digest('base64url')
}

/** Makes the data folder with its key, socket folder and log, for the OS user that PostgreSQL runs as. */
export function prepareFolder(files: ClusterFiles, user: OsUser | undefined): void {
  try {
    if (!existsSync(files.key) && !existsSync(files.data)) {
      writeFileSync(files.key, randomBytes(32), { mode: 0o600, flag: 'wx' })
    }
    mkdirSync(files.socket, { recursive: true, mode: 0o700 })
    chmodSync(files.socket, 0o700)
    writeFileSync(files.log, '', { mode: 0o600, flag: 'a' })
    if (user) {
      chownSync(files.socket, user.uid, user.gid)
      chownSync(files.log, user.uid, user.gid)
    }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : ''
    // Two programs that start at the same moment: the other one made the key.
    if (code === 'EEXIST') {
      prepareFolder(files, user)
      return
    }
    if (code === 'EPERM') throw new StoreProblem(nl.folderOfOther(files.dataDir))
    throw new StoreProblem(nl.folderNotWritable(files.dataDir))
  }
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port')),
      )
    })
  })

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`

/**
 * Writes the settings of the next start: a socket when its path is short enough, otherwise a free port on
 * 127.0.0.1. What respondents sent never reaches the log: no statements, no details of a failing row.
 */
export async function writeSettings(files: ClusterFiles): Promise<void> {
  const sockets =
    process.platform !== 'win32' &&
    Buffer.byteLength(path.join(files.socket, `.s.PGSQL.${port}`)) <= longestSocketPath
  const settings = [
    sockets ? `port = ${port}` : `port = ${await freePort()}`,
    `listen_addresses = ${sockets ? "''" : "'127.0.0.1'"}`,
    `unix_socket_directories = ${sockets ? quoted(`"${files.socket}"`) : "''"}`,
    'unix_socket_permissions = 0700',
    'password_encryption = scram-sha-256',
    'max_connections = 100',
    'fsync = on',
    'synchronous_commit = on',
    'jit = off',
    'log_min_error_statement = panic',
    'log_error_verbosity = terse',
    'log_statement = none',
    'log_checkpoints = off',
  ]
  writeFileSync(path.join(files.data, 'km.conf'), `${settings.join('\n')}\n`)
}

/** What postmaster.pid says: line 1 pid, 4 port, 5 socket folder, 6 address, 8 status. */
export interface Postmaster {
  readonly pid: number
  readonly address: Address
  readonly ready: boolean
}

/** Reads postmaster.pid; undefined when there is none or it is still being written. */
export function readPostmaster(files: ClusterFiles): Postmaster | undefined {
  const file = path.join(files.data, 'postmaster.pid')
  if (!existsSync(file)) return undefined
  const lines = readFileSync(file, 'utf8').split('\n')
  const pid = Number(lines[0])
  if (!Number.isInteger(pid) || pid === 0) return undefined
  const at = Number(lines[3])
  const folder = lines[4]?.trim()
  return {
    pid,
    ready: lines[7]?.trim() === 'ready',
    address: folder ? { path: path.join(folder, `.s.PGSQL.${at}`) } : { host: '127.0.0.1', port: at },
  }
}

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // EPERM: it lives, as another user.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/** True when a process with this number lives and is a PostgreSQL: numbers are used again after a restart. */
export function isPostgres(pid: number): boolean {
  if (!isAlive(pid)) return false
  if (process.platform === 'win32') return true
  try {
    const command = existsSync('/proc/self/cmdline')
      ? readFileSync(`/proc/${pid}/cmdline`, 'utf8')
      : execFileSync('ps', ['-p', String(pid), '-o', 'command='], { encoding: 'utf8' })
    return command.includes('postgres')
  } catch {
    return false
  }
}

/**
 * Removes a postmaster.pid whose number now belongs to a program that is no PostgreSQL, as after a restart
 * of the machine. With a number that nobody has, PostgreSQL itself knows what to do.
 */
export function removeForeignPid(files: ClusterFiles): void {
  const postmaster = readPostmaster(files)
  if (!postmaster || !isAlive(postmaster.pid) || isPostgres(postmaster.pid)) return
  rmSync(path.join(files.data, 'postmaster.pid'), { force: true })
}
