import { parseArgs } from 'node:util'
import { definitionsText, publishText } from '../terminal-nl.ts'
import { checkDefinitions } from './check-definitions.ts'
import { describeDifference, diffFiles } from './diff-definitions.ts'
import { misuse, print, runProgram, withStore } from './run-program.ts'

/** `npm run -s definitions -- check|diff|publish`: exit 0 when it is right, 1 when it is not, 2 on misuse. */
async function main(args: readonly string[]): Promise<number> {
  const { positionals, values } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { json: { type: 'boolean', default: false } },
  })
  const [verb, ...files] = positionals
  if (verb === 'check') {
    const { lines, errors } = checkDefinitions(files)
    print(lines)
    return errors === 0 ? 0 : 1
  }
  const [before, after, more] = files
  if (verb === 'diff' && before !== undefined && after !== undefined && more === undefined) {
    const difference = diffFiles(before, after)
    print(values.json ? [JSON.stringify(difference, undefined, 2)] : describeDifference(difference))
    return 0
  }
  if (verb === 'publish' && files.length === 0) return publish()
  return misuse(definitionsText.usage)
}

async function publish(): Promise<number> {
  const { publishDefinitions } = await import('../publish/publish-definitions.ts')
  const { readSurveys } = await import('../publish/read-surveys.ts')
  const files = readSurveys()
  const published = await withStore((store) => publishDefinitions(store, files, () => new Date()))
  const names = published.map(({ instrument, version }) => `${instrument} ${version}`)
  print([names.length === 0 ? definitionsText.nothing : publishText.published(names)])
  return 0
}

await runProgram(main, definitionsText.usage)
