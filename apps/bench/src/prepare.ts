import { readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { publishDefinitions } from '@km/api/publish'
import { readSurveys } from '@km/api/read-surveys'
import type { TallyLayout } from '@km/definition'
import {
  createInvitations,
  createNetwork,
  createRound,
  createSchools,
  listDefinitions,
  type Store,
} from '@km/store'

const surveys = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../../surveys/instruments')

/** A definition of this project, as the bench publishes it in its own database. */
export interface BenchDefinition {
  readonly id: number
  readonly instrument: string
  readonly version: string
  readonly json: Readonly<Record<string, unknown>>
  readonly layout: TallyLayout
}

export const readSurvey = (file: string): Record<string, unknown> =>
  JSON.parse(readFileSync(path.join(surveys, file), 'utf8')) as Record<string, unknown>

/** Publishes what stands in `surveys/`, as starting the server does; returns one version of it. */
export async function publish(store: Store, instrument: string, version: string): Promise<BenchDefinition> {
  await publishDefinitions(store, readSurveys(), () => new Date())
  const published = await listDefinitions(store.db)
  const found = published.find(
    (one) => one.instrument === instrument && `${one.major}.${one.minor}` === version,
  )
  if (found === undefined) throw new Error(`${instrument} ${version} was not published.`)
  return { id: found.id, instrument, version, json: found.json, layout: found.layout }
}

const chunk = 2000

/** A network with `count` schools; returns its id and theirs. */
export async function makeNetwork(
  store: Store,
  count: number,
): Promise<{ networkId: number; schoolIds: number[] }> {
  const { id: networkId } = await store.asOwner((db) => createNetwork(db, { name: 'Meting', demo: true }))
  const schoolIds: number[] = []
  for (let from = 0; from < count; from += chunk) {
    const wanted = Array.from({ length: Math.min(chunk, count - from) }, (_, at) => ({
      networkId,
      name: `Meetschool ${from + at + 1}`,
      type: 'vmbo',
      joinedOn: '2020-08-01',
    }))
    const made = await store.inNetwork(networkId, (tx) => createSchools(tx, wanted))
    schoolIds.push(...made.map((school) => school.id))
  }
  return { networkId, schoolIds }
}

/** An open round with a personal link for every school. */
export async function openRound(
  store: Store,
  round: { networkId: number; definition: BenchDefinition; schoolYear: string; schoolIds: readonly number[] },
): Promise<{ roundId: number; tokens: string[] }> {
  const { networkId, definition, schoolYear, schoolIds } = round
  const { id: roundId } = await store.inNetwork(networkId, (tx) =>
    createRound(tx, {
      networkId,
      instrument: definition.instrument,
      definitionId: definition.id,
      schoolYear,
      opensOn: '2020-01-01',
      closesOn: '2099-12-31',
    }),
  )
  const tokens: string[] = []
  for (let from = 0; from < schoolIds.length; from += chunk) {
    const wanted = schoolIds
      .slice(from, from + chunk)
      .map((schoolId) => ({ networkId, roundId, schoolId, kind: 'personal' as const }))
    const made = await store.inNetwork(networkId, (tx) => createInvitations(tx, wanted))
    tokens.push(...made.map((one) => one.token))
  }
  return { roundId, tokens }
}
