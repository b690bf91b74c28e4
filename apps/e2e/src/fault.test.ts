import { execFileSync } from 'node:child_process'
import { createHmac, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { findInvitation, openStore, readToken } from '@km/store'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type RunningServer, runDemo, runServer } from './run-server.ts'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..')
const clients = 24
/** After so many new receipts something is killed. */
const betweenKills = 60
/** What is killed, in this order: the server program or the database server. */
const kills = ['server', 'database', 'server', 'server', 'database', 'server', 'database', 'server'] as const

interface Sender {
  /** submissionId → every receipt that was given for it. */
  readonly receipts: Map<string, Set<string>>
  readonly refused: string[]
  stop: boolean
}

describe('faults', () => {
  let demo: Awaited<ReturnType<typeof runDemo>>
  let server: RunningServer
  let link: URL
  const sender: Sender = { receipts: new Map(), refused: [], stop: false }

  beforeAll(async () => {
    demo = await runDemo()
    server = demo
    const open = demo.facts.links.find((one) => one.instrument === 'MBO-STU')
    if (open === undefined) throw new Error('The demo has no open MBO-STU link.')
    link = new URL(open.url)
  }, 180_000)

  afterAll(async () => {
    await server.stop()
    rmSync(demo.dataDir, { recursive: true, force: true })
  }, 60_000)

  it('keeps every acknowledged response exactly once while server and database are killed under load', async () => {
    const before = await storedKeys(demo.dataDir, link)
    const load = Array.from({ length: clients }, (_, seed) => sendUntilStopped(sender, link, seed))
    try {
      let wanted = betweenKills
      for (const victim of kills) {
        await untilReceipts(sender, server, wanted)
        if (victim === 'server') server = await killServer(server, link)
        else killDatabase(demo.dataDir)
        wanted = sender.receipts.size + betweenKills
      }
      await untilReceipts(sender, server, wanted)
    } finally {
      sender.stop = true
    }
    await Promise.all(load)

    expect(sender.refused).toEqual([])
    const several = [...sender.receipts].filter(([, receipts]) => receipts.size !== 1)
    expect(several).toEqual([])

    const after = await storedKeys(demo.dataDir, link)
    const expected = new Set([
      ...before.keys,
      ...[...sender.receipts.keys()].map((id) => hmac(after.roundKey, id)),
    ])
    expect(after.keys.length).toBe(new Set(after.keys).size)
    expect(new Set(after.keys)).toEqual(expected)
    expect(after.keys.length).toBeGreaterThanOrEqual(before.keys.length + kills.length * betweenKills)
  }, 420_000)

  it('has tallies that agree with the responses afterwards', () => {
    const printed = execFileSync(
      process.execPath,
      ['--import', 'tsx', 'apps/api/src/cli/tallies.ts', 'verify'],
      {
        cwd: root,
        encoding: 'utf8',
        env: { ...process.env, DATA_DIR: demo.dataDir },
      },
    )
    expect(printed.length).toBeGreaterThan(0)
  }, 60_000)
})

interface Question {
  readonly name: string
  readonly type: string
  readonly choices?: readonly ({ readonly value: string } | string)[]
}

const apiAddress = (link: URL) => new URL(link.pathname.replace(/^\/r\//, '/api/respond/'), link).href

/** One respondent after another on one device: the same id and body until there is a receipt. */
async function sendUntilStopped(sender: Sender, link: URL, seed: number): Promise<void> {
  const questions = (await loadQuestions(link)).filter((question) => question.type === 'radiogroup')
  for (let count = 0; !sender.stop; count++) {
    const submissionId = randomUUID()
    const answers = Object.fromEntries(
      questions.map((question, at) => [question.name, pick(question, seed * 31 + count * 7 + at)]),
    )
    const body = JSON.stringify({ submissionId, answers })
    const receipts = new Set<string>()
    // Every fifth sender taps twice: both answers must be the same receipt.
    for (let taps = count % 5 === 0 ? 2 : 1; taps > 0; taps--)
      receipts.add(await sendUntilReceipt(sender, link, body))
    sender.receipts.set(submissionId, receipts)
  }
}

async function loadQuestions(link: URL): Promise<Question[]> {
  const view = (await (await fetch(apiAddress(link))).json()) as {
    definition: { pages: { elements: Question[] }[] }
  }
  return view.definition.pages.flatMap((page) => page.elements)
}

function pick(question: Question, number: number): string {
  const choices = (question.choices ?? []).map((choice) =>
    typeof choice === 'string' ? choice : choice.value,
  )
  return choices[number % choices.length] ?? ''
}

async function sendUntilReceipt(sender: Sender, link: URL, body: string): Promise<string> {
  for (;;) {
    const answer = await fetch(`${apiAddress(link)}/submissions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
      signal: AbortSignal.timeout(20_000),
    }).catch(() => undefined)
    const text = await answer?.text().catch(() => undefined)
    if (text !== undefined && (answer?.status === 200 || answer?.status === 201))
      return (JSON.parse(text) as { receipt: string }).receipt
    if (answer !== undefined && text !== undefined && answer.status < 500 && answer.status !== 429) {
      sender.refused.push(`${answer.status} ${text}`)
      return 'refused'
    }
    await pause(100)
  }
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

async function untilReceipts(sender: Sender, server: RunningServer, wanted: number): Promise<void> {
  while (sender.receipts.size < wanted && sender.refused.length === 0) {
    if (server.process.exitCode !== null) throw new Error(`The server stopped by itself:\n${server.output()}`)
    await pause(20)
  }
}

async function killServer(server: RunningServer, link: URL): Promise<RunningServer> {
  const exited = once(server.process, 'exit')
  server.process.kill('SIGKILL')
  await exited
  return await runServer({ dataDir: server.dataDir, port: Number(link.port) })
}

function killDatabase(dataDir: string): void {
  const pid = Number(readFileSync(path.join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0])
  process.kill(pid, 'SIGKILL')
}

interface Stored {
  /** Submission keys of all responses of the round, hex. */
  readonly keys: readonly string[]
  readonly roundKey: Buffer
}

/** What stands in the database for the round of this link, read beside the running server. */
async function storedKeys(dataDir: string, link: URL): Promise<Stored> {
  const token = link.pathname.replace('/r/', '')
  const networkId = readToken(token)?.networkId ?? 0
  const store = await openStore({ dataDir, exclusive: false })
  try {
    const found = await store.inNetwork(networkId, (tx) => findInvitation(tx, token))
    const { id, key } = found?.round ?? {}
    if (id === undefined || key === undefined || key === null)
      throw new Error('The round of the open link has no key.')
    const rows = await store.sql.begin(async (tx) => {
      await tx`select set_config('km.network', ${String(networkId)}, true)`
      return await tx<
        { key: string }[]
      >`select encode(submission_key, 'hex') as key from response where round_id = ${id}`
    })
    return { keys: rows.map((row) => row.key), roundKey: key }
  } finally {
    await store.close()
  }
}

const hmac = (key: Buffer, submissionId: string) =>
  createHmac('sha256', key).update(submissionId).digest('hex')
