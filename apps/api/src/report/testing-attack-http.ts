import { randomUUID } from 'node:crypto'
import type { Level } from '@km/analysis'
import type { Role } from '@km/store'
import { openAccounts, type Session } from '../accounts/open-accounts.ts'
import { type AppDeps, createApp } from '../app.ts'
import { noFiles } from '../testing.ts'
import type { Cohort } from '../testing-cohort.ts'
import { comparisonView } from './describe-comparison.ts'
import {
  type Answers,
  type Asker,
  type Collected,
  collect,
  expectationOf,
  type Truth,
} from './testing-attack.ts'

/* Programs with the rights of a role ask everything that they may ask, over HTTP; see testing-attack.ts. */

export interface World {
  readonly cohort: Cohort
  readonly app: ReturnType<typeof createApp>
  /** Names of groups to ask for. */
  readonly groups: readonly string[]
  readonly years: readonly string[]
  readonly truth: Truth & { readonly rounds: Map<number, Answers[]> }
}

export function openApp({ deps, networkId }: Cohort): World['app'] {
  const shared: AppDeps = {
    ...deps,
    publicUrl: 'http://localhost:3000',
    secret: 'a secret of a test, which is long enough',
    setupCode: 'TEST-CODE',
    log: (_line, error) => {
      throw error
    },
    files: noFiles,
  }
  const accounts = openAccounts(shared)
  const session = async (headers: Headers) => {
    const who = JSON.parse(headers.get('x-who') ?? '{}') as { role: Role; schoolIds: number[] }
    // `me` is only shown; who asks is what counts.
    const me = { secondFactor: { enabled: true, required: false }, next: 'done' } as Session['me']
    return { id: 'x', who: { accountId: 'x', networkId, ...who }, me }
  }
  return createApp({ ...shared, accounts: { ...accounts, session } })
}

export const bySchool = ({ truth }: World, answers: Answers) =>
  Array.from({ length: truth.schools }, (_, at) => {
    const own = truth.items.flatMap((item) => {
      const given = answers[item]?.[at]
      return given === undefined ? [] : [[item, given] as const]
    })
    return own.length === 0 ? undefined : Object.fromEntries(own)
  })

export interface Program {
  readonly role: Role
  /** Index of the own schools. */
  readonly own: readonly number[]
}

export function headersOf({ cohort }: World, { role, own }: Program): Record<string, string> {
  return { 'x-who': JSON.stringify({ role, schoolIds: own.map((at) => cohort.schools[at]?.id) }) }
}

/** Every choice of years of which a part of the answer may differ, oldest first. */
function yearChoices(there: readonly string[], level: Level): string[] {
  const all = there.join(',')
  if (level !== 'item') return [...new Set([all, there.slice(-2).join(',')])]
  return [
    ...new Set([
      ...there,
      ...there.flatMap((one, at) => there.slice(at + 1).map((two) => `${one},${two}`)),
      all,
    ]),
  ]
}

/** Numbers of the export that the screen does not show. */
async function exportsMore(csv: string, shown: string): Promise<string[]> {
  const rows = csv.split('\r\n').filter((line) => /^(RE|i\d)/.test(line))
  const numbers = rows.flatMap((line) => line.split(';').filter((field) => /^\d+$/.test(field)))
  return numbers.filter((one) => !shown.includes(`:${one}`))
}

/** Asks everything that this program may ask, now. */
export async function ask(
  world: World,
  program: Program,
  into: Collected,
  asked: readonly Level[],
): Promise<void> {
  const headers = headersOf(world, program)
  const get = (path: string) => world.app.request(path, { headers })
  const asker: Asker = { truth: world.truth, own: program.own }
  const take = async (query: string, group?: string, exported = false) => {
    const answer = await get(`/api/comparisons?${query}`)
    if (answer.status !== 200) return undefined
    const view = comparisonView.parse(await answer.json())
    collect(into, asker, view, group)
    if (!exported) return view
    const csv = await (await get(`/api/comparisons.csv?${query}`)).text()
    const more = await exportsMore(csv, JSON.stringify(view.rows))
    into.wrong.push(...more.map((one) => `the export shows ${one}: ${query}`))
    return view
  }
  const first = await take('instrument=KM-NT2')
  if (first === undefined) return
  const there = first.choices.years.toReversed()
  for (const group of [undefined, ...world.groups]) {
    const of = group === undefined ? '' : `&group=${group}`
    if ((await take(`instrument=KM-NT2&years=${there.join()}${of}`, group, true)) === undefined) continue
    for (const level of asked)
      for (const chosen of yearChoices(there, level))
        await take(`instrument=KM-NT2&level=${level}&years=${chosen}${of}`, group, chosen === there.join())
  }
  for (const item of world.truth.items) {
    const answer = await get(`/api/expectations/${expectationOf(item)}`)
    if (answer.status !== 200) continue
    const { comparison } = (await answer.json()) as { comparison: unknown }
    collect(into, asker, comparisonView.parse(comparison), undefined)
  }
}

/** Nobody else's school, whatever is asked. */
export async function askOthers(world: World, program: Program, into: Collected): Promise<void> {
  if (program.role === 'project_leader') return
  const headers = headersOf(world, program)
  for (const [at, school] of world.cohort.schools.entries()) {
    if (program.own.includes(at)) continue
    for (const path of [
      `/api/schools/${school.id}`,
      `/api/comparisons?instrument=KM-NT2&school=${school.id}`,
    ])
      if ((await world.app.request(path, { headers })).status !== 403)
        into.wrong.push(`${path} is not refused`)
  }
}

/** What is there before a round closes: nothing but counts. */
export async function peek(world: World, { role, own }: Program, into: Collected): Promise<void> {
  const there = world.years.slice(0, world.truth.rounds.size).join()
  const headers = headersOf(world, { role, own })
  const answer = await world.app.request(`/api/comparisons?instrument=KM-NT2&level=item&years=${there}`, {
    headers,
  })
  if (answer.status === 200)
    collect(into, { truth: world.truth, own }, comparisonView.parse(await answer.json()), undefined)
}

/** The project leader, or a school with its link. */
async function send(world: World, path: string, body: object): Promise<{ receipt?: string }> {
  const leader = headersOf(world, { role: 'project_leader', own: [] })
  const headers = { 'content-type': 'application/json', ...(path.startsWith('/api/rounds') && leader) }
  const answer = await world.app.request(path, { method: 'POST', headers, body: JSON.stringify(body) })
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
  return answer.json()
}

/** A round is opened again with a reason; schools take back what they sent, send other answers, and it closes. */
export async function correct(world: World, roundId: number, before: Answers, after: Answers): Promise<void> {
  await send(world, `/api/rounds/${roundId}/reopen`, { reason: 'Verkeerd gelezen.', closesOn: '2026-06-30' })
  const [then, now] = [bySchool(world, before), bySchool(world, after)]
  for (const [at, held] of world.cohort.held(roundId).entries()) {
    if (held === undefined || JSON.stringify(then[at]) === JSON.stringify(now[at])) continue
    const link = `/api/respond/${held.token}`
    await send(world, `${link}/withdrawals`, { receipt: held.receipt })
    await send(world, `${link}/submissions`, { submissionId: randomUUID(), answers: now[at] })
  }
  await send(world, `/api/rounds/${roundId}/close`, {})
}
