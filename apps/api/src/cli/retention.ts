import { listNetworks, listRetention, type Store } from '@km/store'
import { amsterdamDate } from '../clock.ts'
import { postFolder } from '../post-folder.ts'
import { countsText, keepText, ruleText } from '../privacy/nl-retention.ts'
import { type RuleName, retentionRules } from '../privacy/retention-rules.ts'
import { runRetention } from '../privacy/run-retention.ts'
import { retentionText } from '../terminal-nl.ts'
import { misuse, print, runProgram, withStore } from './run-program.ts'

const now = () => new Date()
/** Rows of the log that are shown per network: a few days. */
const shown = 30

const dataOf = (rule: string): string => ruleText[rule as RuleName]?.data ?? rule

async function logOf(store: Store): Promise<string[]> {
  const lines: string[] = []
  for (const { id: networkId, name } of await listNetworks(store.db)) {
    const rows = await store.inNetwork(networkId, (tx) => listRetention(tx, { networkId, limit: shown }))
    lines.push(retentionText.log(name))
    if (rows.length === 0) lines.push(retentionText.never)
    for (const { at, rule, counts } of rows)
      lines.push(retentionText.done(amsterdamDate(at), dataOf(rule), countsText(counts)))
  }
  return lines
}

/** `npm run -s retention -- show|run`: what is kept how long and what was deleted; or delete it now. */
async function main(args: readonly string[]): Promise<number> {
  const [verb, more] = args
  if (more !== undefined || (verb !== 'show' && verb !== 'run')) return misuse(retentionText.usage)
  if (verb === 'show') {
    print(retentionRules.map(({ rule, keep }) => retentionText.rule(dataOf(rule), keepText(keep))))
    print(await withStore(logOf, { mustExist: true }))
    return 0
  }
  const done = await withStore(
    (store, dataDir) => runRetention({ store, now, postFolder: postFolder(dataDir) }),
    { mustExist: true },
  )
  print(
    done.map(({ networkId, rule, counts }) => retentionText.ran(networkId, dataOf(rule), countsText(counts))),
  )
  return 0
}

await runProgram(main, retentionText.usage)
