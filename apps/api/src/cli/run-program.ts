import path from 'node:path'
import { openStore, type Store } from '@km/store'
import { readEnv } from '../env.ts'
import { isForPerson } from '../start/is-for-person.ts'

/** Who reads may stop before the end, as in `… | head`. */
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
})

export function print(lines: readonly string[]): void {
  process.stdout.write(`${lines.join('\n')}\n`)
}

/** How the program is used, on stderr; the exit code that goes with it. */
export function misuse(usage: string): number {
  process.stderr.write(`${usage}\n`)
  return 2
}

/**
 * Opens the database of the settings as a tool: joins the server that runs, or starts PostgreSQL for as
 * long as `work` takes. With `mustExist` it refuses a folder without data.
 */
export async function withStore<T>(
  work: (store: Store, dataDir: string) => Promise<T>,
  { mustExist = false } = {},
): Promise<T> {
  const env = readEnv(process.env)
  const dataDir = env.dataDir ?? path.resolve('data')
  const store = await openStore({
    ...(env.databaseUrl !== undefined && { databaseUrl: env.databaseUrl }),
    dataDir,
    exclusive: false,
    mustExist,
  })
  try {
    return await work(store, dataDir)
  } finally {
    await store.close()
  }
}

/** Wrong options of `parseArgs` carry such a code. */
const isMisuse = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')

/**
 * Runs a command-line program: its result is the exit code; 1 with a sentence when something stops it, 2
 * with `usage` when the options are wrong.
 */
export async function runProgram(
  main: (args: readonly string[]) => Promise<number>,
  usage: string,
): Promise<void> {
  try {
    process.exitCode = await main(process.argv.slice(2))
  } catch (error) {
    if (!isForPerson(error) && !isMisuse(error)) throw error
    process.stderr.write(`${isMisuse(error) ? usage : (error as Error).message}\n`)
    process.exitCode = isMisuse(error) ? 2 : 1
  }
}
