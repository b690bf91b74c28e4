import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..')
const main = path.join(root, 'apps/api/dist/main.js')

/** What `npm run demo` writes down for scripts. */
export interface DemoFacts {
  readonly url: string
  readonly accounts: readonly { readonly role: string; readonly email: string; readonly password: string }[]
  readonly links: readonly { readonly instrument: string; readonly round: string; readonly url: string }[]
}

export interface RunningServer {
  readonly url: string
  readonly dataDir: string
  readonly process: ChildProcess
  /** All that the program printed so far. */
  output(): string
  /** Asks it to stop and waits until it has. */
  stop(): Promise<void>
}

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  if (address === null || typeof address === 'string') throw new Error('No port was given.')
  return address.port
}

/** A folder under the system's temporary folder that the database may use. */
export function temporaryFolder(name: string): string {
  return mkdtempSync(path.join(tmpdir(), `km-${name}-`))
}

/** Starts the real program as a process of its own and waits until `/readyz` says it is ready. */
export async function runServer(options: {
  dataDir: string
  port: number
  demo?: boolean
  env?: Record<string, string>
}): Promise<RunningServer> {
  const child = spawn(
    process.execPath,
    ['--enable-source-maps', '--max-semi-space-size=32', main, ...(options.demo === true ? ['--demo'] : [])],
    {
      cwd: root,
      env: {
        ...process.env,
        NODE_ENV: 'production',
        PORT: String(options.port),
        DATA_DIR: options.dataDir,
        PUBLIC_URL: `http://127.0.0.1:${options.port}`,
        ...options.env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  let printed = ''
  child.stdout?.on('data', (chunk: Buffer) => {
    printed += chunk.toString()
  })
  child.stderr?.on('data', (chunk: Buffer) => {
    printed += chunk.toString()
  })
  const exited = once(child, 'exit')
  const url = `http://127.0.0.1:${options.port}`
  await untilReady(url, child, () => printed)
  return {
    url,
    dataDir: options.dataDir,
    process: child,
    output: () => printed,
    stop: async () => {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM')
      await exited
    },
  }
}

async function untilReady(url: string, child: ChildProcess, printed: () => string): Promise<void> {
  const giveUp = Date.now() + 120_000
  for (;;) {
    if (child.exitCode !== null || child.signalCode !== null)
      throw new Error(`The server stopped:\n${printed()}`)
    const answer = await fetch(`${url}/readyz`).catch(() => undefined)
    await answer?.arrayBuffer()
    if (answer?.status === 200) return
    if (Date.now() > giveUp) throw new Error(`The server was not ready in two minutes:\n${printed()}`)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

/** Starts a demo on a folder of its own; `stop` also removes the folder. */
export async function runDemo(): Promise<RunningServer & { facts: DemoFacts }> {
  const dataDir = temporaryFolder('demo')
  const server = await runServer({ dataDir, port: await freePort(), demo: true })
  const file = path.join(dataDir, 'demo.json')
  if (!existsSync(file)) throw new Error(`demo.json was not written:\n${server.output()}`)
  const facts = JSON.parse(readFileSync(file, 'utf8')) as DemoFacts
  return {
    ...server,
    facts,
    stop: async () => {
      await server.stop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}
