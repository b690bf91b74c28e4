import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { startText } from '../terminal-nl.ts'

/** What a script needs to use the demo; `demo.json` in the data folder. */
export interface DemoFile {
  readonly url: string
  readonly accounts: readonly { readonly role: string; readonly email: string; readonly password: string }[]
  readonly links: readonly { readonly instrument: string; readonly round: string; readonly url: string }[]
}

const fileIn = (dataDir: string): string => path.join(dataDir, 'demo.json')

/** Writes `demo.json`. Its passwords are those of fictitious people. */
export function writeDemoFile(dataDir: string, facts: DemoFile): void {
  writeFileSync(fileIn(dataDir), `${JSON.stringify(facts, undefined, 2)}\n`, { mode: 0o600 })
}

/**
 * The demo that was made in this folder before, its addresses moved to `publicUrl`; `undefined` when there
 * is none.
 */
export function moveDemoFile(dataDir: string, publicUrl: string): DemoFile | undefined {
  const file = fileIn(dataDir)
  if (!existsSync(file)) return undefined
  const before = JSON.parse(readFileSync(file, 'utf8')) as DemoFile
  const facts = {
    ...before,
    url: publicUrl,
    links: before.links.map((link) => ({ ...link, url: publicUrl + new URL(link.url).pathname })),
  }
  if (before.url !== publicUrl) writeDemoFile(dataDir, facts)
  return facts
}

const oneOfEach = (links: DemoFile['links']): DemoFile['links'] =>
  links.filter((link, at) => links.findIndex((each) => each.instrument === link.instrument) === at)

/** What a person needs to look around, in lines. */
export function describeDemo(facts: DemoFile, dataDir: string): readonly string[] {
  return [
    ...facts.accounts.map(({ role, email, password }) => startText.account(role, email, password)),
    ...oneOfEach(facts.links).map(({ instrument, round, url }) => startText.link(instrument, round, url)),
    startText.facts(fileIn(dataDir)),
  ]
}
