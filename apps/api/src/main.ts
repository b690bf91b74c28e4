import { readEnv } from './env.ts'
import { isForPerson } from './start/is-for-person.ts'
import { runServer } from './start/run-server.ts'
import { startText } from './terminal-nl.ts'

/** `npm start` and `npm run demo`: the server, until it is asked to stop. */
async function main(): Promise<void> {
  const print = (line: string): void => {
    process.stdout.write(`${line}\n`)
  }
  const demo = process.argv.includes('--demo')
  const running = await runServer({ env: readEnv(process.env), demo, print })
  let stopping = false
  const stop = async (): Promise<void> => {
    if (stopping) return
    stopping = true
    print(startText.stopping)
    await running.stop()
    print(startText.stopped)
    process.exit(0)
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
}

try {
  await main()
} catch (error) {
  if (!isForPerson(error)) throw error
  process.stderr.write(`${startText.failed}\n${error.message}\n`)
  process.exit(1)
}
