import { rmSync } from 'node:fs'
import path from 'node:path'
import { createSubmitter, needsFirstAccount, openStore, type Store } from '@km/store'
import { openAccounts } from '../accounts/open-accounts.ts'
import { makeSetupCode } from '../accounts/set-up-network.ts'
import { createApp } from '../app.ts'
import { type Env, StartProblem } from '../env.ts'
import { postFolder } from '../post-folder.ts'
import { orStartProblem, publishDefinitions } from '../publish/publish-definitions.ts'
import { openSurveys, readSurveys } from '../publish/read-surveys.ts'
import { warmUpPages } from '../respond/page.ts'
import { readStaticFiles } from '../static-files.ts'
import { publishText, startText } from '../terminal-nl.ts'
import { type DemoFile, describeDemo, moveDemoFile, writeDemoFile } from './demo-facts.ts'
import { describeError } from './describe-error.ts'
import { canEmpty, readSecret, throwAwayFolder } from './prepare-folder.ts'
import { openBackground } from './run-background.ts'
import { serve, tryPort } from './serve.ts'

export interface RunOptions {
  readonly env: Env
  /** Fill an empty folder with a fictitious network. */
  readonly demo: boolean
  readonly print: (line: string) => void
}

export interface Running {
  /** Stops taking requests, finishes what came in, closes the database. */
  stop(): Promise<void>
}

const now = () => new Date()

interface Ready {
  readonly store: Store
  readonly dataDir: string
  readonly surveys: ReturnType<typeof openSurveys>
}

/** Makes the demo in an empty database, or takes the one that is there. */
async function prepareDemo({ env, demo, print }: RunOptions, ready: Ready): Promise<DemoFile | undefined> {
  const { store, surveys, dataDir } = ready
  const before = moveDemoFile(dataDir, env.publicUrl)
  if (before !== undefined) print(startText.demoThere)
  if (before !== undefined || !demo) return before
  if (!(await needsFirstAccount(store.db))) throw new StartProblem(startText.noDemoHere(dataDir))
  const { seedDemo } = await import('../demo/seed-demo.ts')
  const { publicUrl } = env
  const facts = { url: publicUrl, ...(await seedDemo({ store, surveys, now, publicUrl, log: print })) }
  writeDemoFile(dataDir, facts)
  return facts
}

/** After a start that failed: what stopped the start is what a person must read. */
const closeQuietly = (store: Store): Promise<void> => store.close().catch(() => {})

/** Database open and definitions published. */
async function prepare({ env, print }: RunOptions, dataDir: string): Promise<Ready> {
  const files = readSurveys()
  const surveys = orStartProblem(() => openSurveys(files))
  const { databaseUrl } = env
  const store = await openStore({
    ...(databaseUrl !== undefined && { databaseUrl }),
    dataDir,
    exclusive: true,
    log: print,
  })
  try {
    const published = await publishDefinitions(store, files, now)
    const names = published.map(({ instrument, version }) => `${instrument} ${version}`)
    if (names.length > 0) print(publishText.published(names))
    return { store, dataDir, surveys }
  } catch (error) {
    await closeQuietly(store)
    throw error
  }
}

async function open(options: RunOptions, ready: Ready, secret: string): Promise<Running> {
  const { env, print } = options
  const { store, surveys, dataDir } = ready
  const demo = await prepareDemo(options, ready)
  const setupCode = makeSetupCode()
  const submitter = createSubmitter(store, { now })
  const log = (where: string, error: unknown) =>
    print(`${startText.unexpected} ${where}\n${describeError(error)}`)
  const { publicUrl } = env
  const { smtpUrl, bouncesDir } = env
  const outside = { publicUrl, dataDir, smtpUrl, bouncesDir, secret }
  const background = openBackground({ store, surveys, now, ...outside, log, print })
  const { postOffice } = background
  const accounts = openAccounts({ store, now, publicUrl, secret, oidcProviders: env.oidcProviders })
  const files = readStaticFiles()
  const deps = {
    store,
    surveys,
    now,
    publicUrl,
    secret,
    setupCode,
    submitter,
    accounts,
    files,
    log,
    postOffice,
    hasMailServer: smtpUrl !== undefined,
  }
  const app = createApp(deps)
  const listening = await serve(app, env.port)
  background.start()
  if (!files.admin || files.respond === undefined) print(startText.notBuilt)
  print(startText.ready(publicUrl))
  if (smtpUrl === undefined) print(startText.noMailServer(postFolder(dataDir)))
  if (demo !== undefined) for (const line of describeDemo(demo, dataDir)) print(line)
  if (await needsFirstAccount(store.db)) print(startText.setup(publicUrl, setupCode))
  const warm = Promise.all([accounts.warmUp(), warmUpPages()]).catch((error: unknown) => log('start', error))
  return {
    async stop() {
      await warm
      await listening.close()
      await background.stop()
      await submitter.idle()
      await store.close()
    },
  }
}

/**
 * Starts the whole program: data folder, database, definitions, demo, server. Throws StartProblem,
 * StoreProblem or DefinitionError with a sentence for the person at the terminal.
 */
export async function runServer(options: RunOptions): Promise<Running> {
  const { env, demo } = options
  await tryPort(env.port)
  if (env.bouncesDir !== undefined && !canEmpty(env.bouncesDir))
    throw new StartProblem(startText.bouncesFolder(env.bouncesDir))
  const throwAway = env.dataDir === undefined && demo
  const dataDir = throwAway ? throwAwayFolder() : (env.dataDir ?? path.resolve('data'))
  const removeFolder = (): void => {
    if (throwAway) rmSync(dataDir, { recursive: true, force: true })
  }
  try {
    const secret = readSecret(dataDir)
    const ready = await prepare(options, dataDir)
    const running = await open(options, ready, secret).catch(async (error: unknown) => {
      await closeQuietly(ready.store)
      throw error
    })
    return {
      async stop() {
        await running.stop()
        removeFolder()
      },
    }
  } catch (error) {
    removeFolder()
    throw error
  }
}
