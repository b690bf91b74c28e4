import { type Db, listNewDefinitions, listRoundGroups, listRounds, listSchools } from '@km/store'
import { groupNames } from '../school-groups.ts'
import type { OpenDefinition } from './open-definitions.ts'
import type { ReportDeps } from './report-deps.ts'

type Rows<T extends (...args: never[]) => Promise<readonly unknown[]>> = Awaited<ReturnType<T>>[number]
export type RoundRow = Rows<typeof listRounds>
export type SchoolRow = Rows<typeof listSchools>

/** The small things of a network: its rounds, its schools and what was published. */
export interface Network {
  readonly id: number
  readonly rounds: readonly RoundRow[]
  readonly schools: readonly SchoolRow[]
  /** Names of school types, now and in any round. */
  readonly types: ReadonlySet<string>
  /** Names of school types and comparison groups, now and in any round. */
  readonly groups: ReadonlySet<string>
  readonly definitions: ReadonlyMap<number, OpenDefinition>
  /** Versions per instrument, oldest first. */
  readonly instruments: ReadonlyMap<string, readonly OpenDefinition[]>
  /** Expectations that an item is about, in its newest version. */
  readonly expectationsOf: ReadonlyMap<string, readonly string[]>
}

const byVersion = (a: OpenDefinition, b: OpenDefinition): number =>
  a.definition.version.major - b.definition.version.major ||
  a.definition.version.minor - b.definition.version.minor

/** Reads a network's rounds, schools and every published definition, each of which is parsed only once. */
export async function readNetwork(tx: Db, deps: ReportDeps, id: number): Promise<Network> {
  const fresh = await listNewDefinitions(
    tx,
    [...deps.shelf.all()].map((one) => one.id),
  )
  for (const row of fresh) deps.shelf.open(row)
  const opened = [...deps.shelf.all()].sort(byVersion)
  const instruments = new Map<string, OpenDefinition[]>()
  for (const one of opened) {
    const code = one.definition.instrument
    instruments.set(code, [...(instruments.get(code) ?? []), one])
  }
  const schools = await listSchools(tx, id)
  const grouped = [...schools, ...(await listRoundGroups(tx, id))]
  return {
    id,
    rounds: await listRounds(tx, id),
    schools,
    types: new Set(grouped.map((one) => one.type)),
    groups: new Set(grouped.flatMap(groupNames)),
    definitions: new Map(opened.map((one) => [one.id, one])),
    instruments,
    expectationsOf: new Map(
      opened.flatMap((one) => one.definition.items.map((item) => [item.name, item.expectationCodes])),
    ),
  }
}
