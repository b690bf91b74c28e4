import {
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import {
  type Address,
  type ClusterFiles,
  clusterFiles,
  isPostgres,
  prepareFolder,
  readPostmaster,
  removeForeignPid,
  rolePassword,
  writeSettings,
} from './cluster-files.ts'
import { nl } from './nl.ts'
import { findPostgres, type PostgresProgram } from './postgres-program.ts'
import { StoreProblem } from './store-problem.ts'

/** A real PostgreSQL from the npm package, with its data in one folder. */
export interface EmbeddedServer {
  readonly files: ClusterFiles
  /** True when this call started it; false when it was running already. */
  readonly started: boolean
  readonly address: Address
  /** Starts it again when it is gone, and returns where it is now. */
  ensureRunning(): Promise<Address>
  /** Stops it cleanly; waits for the last write. */
  stop(): Promise<void>
}

interface Start {
  readonly files: ClusterFiles
  readonly program: PostgresProgram
  readonly log: (line: string) => void
}

const longestStartMs = 60_000
const pollMs = 50

/** True when a data folder holds a cluster already. */
export const hasCluster = (dataDir: string): boolean =>
  existsSync(path.join(clusterFiles(path.resolve(dataDir)).data, 'PG_VERSION'))

async function initialise({ files, program, log }: Start): Promise<void> {
  if (hasCluster(files.dataDir)) return
  log(nl.preparing)
  // Made aside and moved into place, so that an interrupted first start leaves nothing half.
  const fresh = mkdtempSync(path.join(files.dataDir, 'postgres.new-'))
  const passwordFile = `${fresh}.password`
  writeFileSync(passwordFile, rolePassword(files, 'postgres'), { mode: 0o600 })
  if (program.user) {
    chownSync(fresh, program.user.uid, program.user.gid)
    chownSync(passwordFile, program.user.uid, program.user.gid)
  }
  try {
    const result = await program.run('initdb', [
      ...['-D', fresh, '-U', 'postgres', '--pwfile', passwordFile, '-A', 'scram-sha-256'],
      ...['-E', 'UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'],
    ])
    if (result.code !== 0) throw new StoreProblem(nl.initFailed(lastLine(result.output)))
    writeFileSync(path.join(fresh, 'postgresql.conf'), "\ninclude = 'km.conf'\n", { flag: 'a' })
    writeFileSync(path.join(fresh, 'km.conf'), '', { mode: 0o600 })
    if (program.user) chownSync(path.join(fresh, 'km.conf'), program.user.uid, program.user.gid)
    moveIntoPlace(fresh, files.data)
  } finally {
    rmSync(passwordFile, { force: true })
    rmSync(fresh, { recursive: true, force: true })
  }
}

/** Loses quietly when another program that started at the same moment was first. */
function moveIntoPlace(fresh: string, data: string): void {
  try {
    renameSync(fresh, data)
  } catch (error) {
    if (!existsSync(path.join(data, 'PG_VERSION'))) throw error
  }
}

const lastLine = (output: string): string =>
  output
    .split('\n')
    .filter((line) => line.trim() !== '')
    .at(-1) ?? ''

/** Address of the server that runs on this folder, once it takes connections; undefined when none runs. */
async function findRunning(files: ClusterFiles): Promise<Address | undefined> {
  const until = Date.now() + longestStartMs
  while (Date.now() < until) {
    const postmaster = readPostmaster(files)
    if (!postmaster || !isPostgres(postmaster.pid)) return undefined
    if (postmaster.ready) return postmaster.address
    await sleep(pollMs)
  }
  throw new StoreProblem(nl.cannotStart(files.log))
}

/**
 * Starts the server, or finds the one that runs. Tried again for a while: after a crash its orphans may
 * hold the memory for a moment, and another program may be starting it at the same time.
 */
async function startOrFind(start: Start): Promise<{ address: Address; started: boolean }> {
  const { files, program } = start
  const until = Date.now() + longestStartMs
  for (;;) {
    const running = await findRunning(files)
    if (running) return { address: running, started: false }
    removeForeignPid(files)
    await writeSettings(files)
    const result = await program.run('pg_ctl', [
      ...['start', '-D', files.data, '-l', files.log, '-s', '-w', '-t', '60'],
    ])
    const address = readPostmaster(files)?.address
    if (result.code === 0 && address) return { address, started: true }
    if (Date.now() > until) throw new StoreProblem(nl.cannotStart(files.log))
    await sleep(pollMs * 4)
  }
}

/**
 * Stops the server that runs now and waits until that one is gone: pg_ctl's own waiting would go on when
 * another program starts the next one at that moment.
 */
async function stop({ files, program }: Start): Promise<void> {
  const postmaster = readPostmaster(files)
  if (!postmaster) return
  await program.run('pg_ctl', ['stop', '-D', files.data, '-m', 'fast', '-s', '-W'])
  const until = Date.now() + longestStartMs
  while (readPostmaster(files)?.pid === postmaster.pid && isPostgres(postmaster.pid)) {
    if (Date.now() > until) throw new StoreProblem(nl.cannotStop(files.log))
    await sleep(pollMs)
  }
}

function checkVersion({ files, program }: Start): void {
  const found = readFileSync(path.join(files.data, 'PG_VERSION'), 'utf8').trim()
  if (found !== program.major) throw new StoreProblem(nl.otherVersion(found, program.major, files.data))
}

/**
 * Starts the embedded PostgreSQL of a data folder, or finds the one that a crashed program left running.
 * The server is a daemon: it survives this process, and `stop` ends it.
 * @param dataDir made when it does not exist
 * @throws StoreProblem with a Dutch sentence when it cannot run
 */
export async function startEmbedded(dataDir: string, log: (line: string) => void): Promise<EmbeddedServer> {
  const files = clusterFiles(path.resolve(dataDir))
  try {
    if (!existsSync(files.dataDir)) mkdirSync(files.dataDir, { recursive: true, mode: 0o711 })
  } catch {
    throw new StoreProblem(nl.folderNotWritable(files.dataDir))
  }
  const start: Start = { files, program: await findPostgres(files.dataDir, files.data), log }
  prepareFolder(files, start.program.user)
  await initialise(start)
  checkVersion(start)
  const first = await startOrFind(start)
  let address = first.address
  let restarting: Promise<Address> | undefined
  const restart = async () => {
    const again = await startOrFind(start)
    address = again.address
    if (again.started) log(nl.restarted)
    return address
  }
  return {
    files,
    started: first.started,
    get address() {
      return address
    },
    ensureRunning() {
      restarting ??= restart().finally(() => {
        restarting = undefined
      })
      return restarting
    },
    stop: () => stop(start),
  }
}
