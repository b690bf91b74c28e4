import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, realpathSync, rmSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { describeError } from './describe-error.ts'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../../..')
const dataDir = path.join(mkdtempSync(path.join(realpathSync(tmpdir()), 'km-start-')), 'data')

interface Program {
  readonly child: ChildProcess
  /** All that was printed so far. */
  output(): string
  /** Resolves with the output when it holds this, or when the program ended. */
  until(text: string): Promise<string>
  readonly ended: Promise<number | null>
}

/** The real program as a process of its own. */
function start(settings: Record<string, string>): Program {
  const child = spawn(process.execPath, ['--import', 'tsx', 'apps/api/src/main.ts'], {
    cwd: root,
    env: { ...process.env, DATA_DIR: dataDir, PUBLIC_URL: '', DATABASE_URL: '', ...settings },
  })
  let printed = ''
  const watchers = new Set<() => void>()
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      printed += chunk.toString()
      for (const watch of watchers) watch()
    })
  const ended = once(child, 'close').then(([code]) => code as number | null)
  return {
    child,
    ended,
    output: () => printed,
    until: (text) =>
      new Promise((resolve) => {
        const watch = () => {
          if (printed.includes(text)) resolve(printed)
        }
        watchers.add(watch)
        ended.then(() => resolve(printed))
        watch()
      }),
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0)
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' && address !== null ? address.port : 0
}

describe('npm start', () => {
  let port: number
  let first: Program
  beforeAll(async () => {
    port = await freePort()
    first = start({ PORT: String(port) })
    await first.until('deze code')
  }, 120_000)
  afterAll(async () => {
    first.child.kill('SIGKILL')
    await first.ended
    rmSync(path.dirname(dataDir), { recursive: true, force: true })
  })

  it('begins empty and prints the address and the code for the first account', async () => {
    expect(first.output()).toMatch(/Gepubliceerd: .*KM-NT2 1\.0/)
    expect(first.output()).toContain(`Open http://localhost:${port} in de browser`)
    expect(first.output()).toMatch(/met deze code: [2-9A-Z]{4}-[2-9A-Z]{4}/)
    const answer = await fetch(`http://localhost:${port}/api/setup`)
    expect(await answer.json()).toEqual({ needed: true, demo: false })
  })

  it('makes a secret that only its owner can read', () => {
    expect(statSync(path.join(dataDir, 'secret')).mode & 0o777).toBe(0o600)
  })

  it('refuses a second server on the same data, and a port that is taken, in one sentence each', async () => {
    const samePort = start({ PORT: String(port) })
    expect(await samePort.ended).toBe(1)
    expect(samePort.output()).toContain(`Poort ${port} is al in gebruik.`)
    const sameData = start({ PORT: String(await freePort()) })
    expect(await sameData.ended).toBe(1)
    expect(sameData.output()).toContain('Er draait al een server op deze gegevens')
    for (const program of [samePort, sameData]) expect(program.output()).not.toContain('    at ')
  }, 120_000)

  it('names a wrong setting and starts nothing', async () => {
    const wrong = start({ PORT: 'tachtig', DATA_DIR: path.join(dataDir, 'other') })
    expect(await wrong.ended).toBe(1)
    expect(wrong.output()).toContain('De instelling PORT klopt niet')
    expect(existsSync(path.join(dataDir, 'other'))).toBe(false)
  })

  it('stops when it is asked to, and takes the database with it', async () => {
    first.child.kill('SIGTERM')
    expect(await first.ended).toBe(0)
    expect(first.output()).toContain('Gestopt.')
    expect(existsSync(path.join(dataDir, 'postgres', 'postmaster.pid'))).toBe(false)
  })
})

describe('an unexpected error', () => {
  it('is told without the values that a query was sent with', () => {
    const query = new Error('Failed query: insert into draft\nparams: {"KM_1":"een antwoord"}', {
      cause: Object.assign(new Error('invalid input syntax'), { code: '22P02' }),
    })
    const told = describeError(query)
    expect(told).toContain('Error 22P02: invalid input syntax')
    expect(told).not.toContain('een antwoord')
  })
})
