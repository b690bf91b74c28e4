import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { clusterFiles, isPostgres, readPostmaster } from './cluster-files.ts'
import { startEmbedded } from './embedded.ts'
import { nl } from './nl.ts'
import { openStore, type Store } from './open-store.ts'
import { response } from './schema.ts'
import { StoreProblem, StoreUnavailable } from './store-problem.ts'
import { receiptOf } from './submission-keys.ts'
import { createSubmitter, type Submitter } from './submissions.ts'
import { verifyTallies } from './tallies.ts'
import { type Cohort, countTiny, makeCohort, submissionOf } from './testing-cohort.ts'

const here = path.dirname(fileURLToPath(import.meta.url))
const opened: Store[] = []
const folders: string[] = []
const children: ChildProcess[] = []

const emptyFolder = (name = 'data'): string => {
  const folder = mkdtempSync(path.join(realpathSync(os.tmpdir()), 'km-embedded-'))
  chmodSync(folder, 0o711)
  folders.push(folder)
  return path.join(folder, name)
}
/** A copy of a data folder whose first start is behind it. */
const dataFolder = (name = 'data'): string => {
  const folder = emptyFolder(name)
  execFileSync('cp', ['-a', prepared, folder])
  return folder
}
const open = async (dataDir: string, exclusive = true, log: (line: string) => void = () => {}) => {
  const store = await openStore({ dataDir, exclusive, log })
  opened.push(store)
  return store
}
const close = async (store: Store) => {
  opened.splice(opened.indexOf(store), 1)
  await store.close()
}
const postmasterOf = (dataDir: string) => readPostmaster(clusterFiles(dataDir))
const isRunning = (dataDir: string): boolean => {
  const postmaster = postmasterOf(dataDir)
  return postmaster !== undefined && isPostgres(postmaster.pid)
}

/** A server in a process of its own that sends without end; returns when it has sent `receipts`. */
async function runServer(dataDir: string, receipts: number) {
  const child = spawn(process.execPath, ['--import', 'tsx', path.join(here, 'testing-server.ts'), dataDir], {
    cwd: path.resolve(here, '../../..'),
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  children.push(child)
  const seen: string[] = []
  let networkId = 0
  for await (const line of createInterface({ input: child.stdout })) {
    const [kind, first] = line.split(' ')
    if (kind === 'network') networkId = Number(first)
    if (kind === 'receipt' && first) seen.push(first)
    if (seen.length === receipts) break
  }
  return { child, networkId, receipts: seen }
}
async function kill(child: ChildProcess) {
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  await gone
}

let prepared: string
beforeAll(async () => {
  prepared = emptyFolder('prepared')
  await close(await open(prepared))
  folders.length = 0
})
afterAll(() => rmSync(path.dirname(prepared), { recursive: true, force: true }))

afterEach(async () => {
  for (const child of children.splice(0)) if (child.exitCode === null) child.kill('SIGKILL')
  for (const store of opened.splice(0)) await store.close().catch(() => {})
  for (const folder of folders.splice(0)) {
    for (const name of ['data', 'd'.repeat(100)]) {
      const dataDir = path.join(folder, name)
      if (!isRunning(dataDir)) continue
      const server = await startEmbedded(dataDir, () => {})
      await server.stop()
    }
    rmSync(folder, { recursive: true, force: true })
  }
})

test('closing the store stops the database, and opening it again finds what was stored', async () => {
  const dataDir = emptyFolder()
  const first = await open(dataDir)
  const cohort = await makeCohort(first)
  expect(isRunning(dataDir)).toBe(true)
  await close(first)
  expect(isRunning(dataDir)).toBe(false)
  const second = await open(dataDir)
  const rounds = await second.inNetwork(cohort.networkId, (tx) => tx.query.round.findMany())
  expect(rounds.map((round) => round.id)).toEqual([cohort.round.id])
})

test('the database listens on a socket in a folder that only its owner may enter, and on no port', async () => {
  const dataDir = dataFolder()
  const store = await open(dataDir)
  expect(statSync(path.join(dataDir, 'socket')).mode & 0o777).toBe(0o700)
  expect(statSync(path.join(dataDir, 'postgres.key')).mode & 0o777).toBe(0o600)
  const [row] = await store.sql<{ addresses: string; fsync: string; auth: string }[]>`
    select current_setting('listen_addresses') as addresses, current_setting('fsync') as fsync,
      current_setting('password_encryption') as auth`
  expect(row).toEqual({ addresses: '', fsync: 'on', auth: 'scram-sha-256' })
})

test('where the path of a socket would be too long it listens on 127.0.0.1 only', async () => {
  const dataDir = dataFolder('d'.repeat(100))
  const store = await open(dataDir)
  const [row] = await store.sql<{ addresses: string }[]>`
    select current_setting('listen_addresses') as addresses`
  expect(row).toEqual({ addresses: '127.0.0.1' })
  expect(readdirSync(path.join(dataDir, 'socket'))).toEqual([])
})

test('a second server on the same folder is refused with a sentence that names the folder', async () => {
  const dataDir = dataFolder()
  await open(dataDir)
  const lines: string[] = []
  const second = open(dataDir, true, (line) => lines.push(line))
  await expect(second).rejects.toBeInstanceOf(StoreProblem)
  await expect(second).rejects.toThrow(nl.secondServer(dataDir))
  expect(lines).toEqual([])
  expect(isRunning(dataDir)).toBe(true)
})

test('a tool joins a running server and leaves it running', async () => {
  const dataDir = dataFolder()
  const server = await open(dataDir)
  const tool = await open(dataDir, false)
  expect(await tool.ready()).toBe(true)
  await close(tool)
  expect(await server.ready()).toBe(true)
})

test('a tool starts the database when none runs and stops it again', async () => {
  const dataDir = dataFolder()
  const tool = await open(dataDir, false)
  expect(await tool.ready()).toBe(true)
  await close(tool)
  expect(isRunning(dataDir)).toBe(false)
})

test('a tool that started the database leaves it to the server that came after', async () => {
  const dataDir = dataFolder()
  const tool = await open(dataDir, false)
  const server = await open(dataDir)
  await close(tool)
  expect(await server.ready()).toBe(true)
})

test('after a kill of the server its database is found again with every receipt, exactly once', async () => {
  const dataDir = dataFolder()
  const { child, networkId, receipts } = await runServer(dataDir, 200)
  const before = postmasterOf(dataDir)
  await kill(child)
  expect(isRunning(dataDir)).toBe(true)
  const lines: string[] = []
  const store = await open(dataDir, true, (line) => lines.push(line))
  expect(lines).toContain(nl.foundRunning)
  expect(postmasterOf(dataDir)?.pid).toBe(before?.pid)
  await expectReceipts(store, networkId, receipts)
})

test('after a kill of server and database every receipt is there, exactly once', async () => {
  const dataDir = dataFolder()
  const { child, networkId, receipts } = await runServer(dataDir, 200)
  const postmaster = postmasterOf(dataDir)
  process.kill(postmaster?.pid ?? 0, 'SIGKILL')
  await kill(child)
  const store = await open(dataDir)
  await expectReceipts(store, networkId, receipts)
})

async function expectReceipts(store: Store, networkId: number, receipts: readonly string[]) {
  const rows = await store.inNetwork(networkId, (tx) =>
    tx.select({ key: response.submissionKey }).from(response),
  )
  const stored = rows.map((row) => receiptOf(row.key?.toString('hex') ?? ''))
  expect(receipts.filter((receipt) => !stored.includes(receipt))).toEqual([])
  expect(new Set(stored).size).toBe(stored.length)
  expect((await verifyTallies(store, { count: countTiny })).differences).toEqual([])
}

test('a process number in postmaster.pid that now belongs to another program does not stop the start', async () => {
  const dataDir = dataFolder()
  await close(await open(dataDir))
  const file = path.join(dataDir, 'postgres', 'postmaster.pid')
  writeFileSync(
    file,
    [
      process.pid,
      path.join(dataDir, 'postgres'),
      1,
      5432,
      path.join(dataDir, 'socket'),
      '',
      '',
      'ready',
      '',
    ].join('\n'),
  )
  const store = await open(dataDir)
  expect(await store.ready()).toBe(true)
})

test('a first start that was interrupted leaves nothing that stops the next', async () => {
  const dataDir = dataFolder()
  await close(await open(dataDir))
  rmSync(path.join(dataDir, 'postgres'), { recursive: true })
  mkdirSync(path.join(dataDir, 'postgres.new-1'))
  writeFileSync(path.join(dataDir, 'postgres.new-1', 'half'), '')
  expect(await (await open(dataDir)).ready()).toBe(true)
})

test('two programs that start on an empty folder at the same moment share one database', async () => {
  const dataDir = emptyFolder()
  const [tool, server] = await Promise.all([open(dataDir, false), open(dataDir)])
  expect([await tool.ready(), await server.ready()]).toEqual([true, true])
})

test('each time the database server is killed, what was under way is unavailable and the store recovers', async () => {
  const dataDir = dataFolder()
  const store = await open(dataDir)
  const cohort = await makeCohort(store)
  const submitter = createSubmitter(store, { now: () => new Date() })
  for (const afterOutcome of [20, 150, 280]) {
    await killUnderLoad({ store, cohort, submitter, dataDir, afterOutcome })
  }
  const rows = await store.inNetwork(cohort.networkId, (tx) => tx.select({ id: response.id }).from(response))
  expect(rows).toHaveLength(900)
})

async function killUnderLoad(run: {
  store: Store
  cohort: Cohort
  submitter: Submitter
  dataDir: string
  afterOutcome: number
}) {
  const sent = Array.from({ length: 300 }, () => submissionOf(run.cohort, { HOW: 1 }))
  const outcomes = sent.map((submission) => run.submitter.submit(submission))
  await outcomes[run.afterOutcome]
  process.kill(postmasterOf(run.dataDir)?.pid ?? 0, 'SIGKILL')
  const settled = await Promise.allSettled(outcomes)
  for (const one of settled) {
    if (one.status === 'rejected') expect(one.reason).toBeInstanceOf(StoreUnavailable)
  }
  const again = await Promise.all(
    sent.map((submission) => untilStored(() => run.submitter.submit(submission))),
  )
  settled.forEach((one, index) => {
    if (one.status === 'fulfilled') expect(again[index]).toMatchObject({ kind: 'repeated' })
  })
  const receipts = again.map((outcome) => ('receipt' in outcome ? outcome.receipt : ''))
  await expectReceipts(run.store, run.cohort.networkId, receipts)
}

/** As a browser does: sends again until there is an answer. */
async function untilStored<T>(send: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await send()
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error
      await new Promise((resolve) => setImmediate(resolve))
    }
  }
}

test('answers do not reach the log of the database, not even when they are refused', async () => {
  const dataDir = dataFolder()
  const store = await open(dataDir)
  const cohort: Cohort = await makeCohort(store)
  const submitter = createSubmitter(store, { now: () => new Date() })
  const poison = submissionOf(cohort, { HOW: 1, COLOUR: 'geheim\u0000antwoord' })
  await expect(submitter.submit(poison)).rejects.toThrow()
  const log = path.join(dataDir, 'postgres.log')
  expect(existsSync(log)).toBe(true)
  expect(readFileSync(log, 'utf8')).not.toContain('geheim')
})
