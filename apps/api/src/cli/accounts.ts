import { resetByCommand } from '../people/reset-by-command.ts'
import { accountsText } from '../terminal-nl.ts'
import { misuse, print, runProgram, withStore } from './run-program.ts'

const now = () => new Date()

/** `npm run -s accounts -- reset-second-factor ADDRESS`: for who can let nobody else do it. */
async function main(args: readonly string[]): Promise<number> {
  const [verb, email, more] = args
  if (verb !== 'reset-second-factor' || email === undefined || more !== undefined)
    return misuse(accountsText.usage)
  const reset = await withStore((store) => resetByCommand({ store, now }, email), { mustExist: true })
  if (!reset) {
    process.stderr.write(`${accountsText.unknown}\n`)
    return 1
  }
  print([accountsText.reset])
  return 0
}

await runProgram(main, accountsText.usage)
