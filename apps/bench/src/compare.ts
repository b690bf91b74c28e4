import { rmSync } from 'node:fs'
import { buildComparison, type ComparisonInput, type TalliedDefinition } from '@km/analysis'
import { countAnswers, type Framework, parseDefinition, type Scale } from '@km/definition'
import { temporaryFolder } from '@km/e2e/run-server'
import { openStore, readTallies, rebuildTallies, type Store } from '@km/store'
import { type Figure, figure, percentile } from './figures.ts'
import { type BenchDefinition, makeNetwork, openRound, publish, readSurvey } from './prepare.ts'

const years = ['2021-2022', '2022-2023', '2023-2024', '2024-2025', '2025-2026']
const runs = 40
/** Reading 25,000 rows takes seconds: fewer runs say as much. */
const runsOfLarge = 8

interface Network {
  readonly networkId: number
  readonly roundIds: readonly number[]
  readonly schoolIds: readonly number[]
}

/** Comparisons of five years: many responses in 500 schools, and KM-NT2 in a growing number of schools. */
export async function benchCompare(log: (line: string) => void): Promise<Figure[]> {
  const dataDir = temporaryFolder('compare')
  const store = await openStore({ dataDir, exclusive: false, log })
  const students = await publish(store, 'MBO-STU', '1.0')
  const monitor = await publish(store, 'KM-NT2', '2.0')
  const figures: Figure[] = []
  for (const responses of [1_000, 100_000, 1_000_000]) {
    log(`MBO-STU: storing ${responses.toLocaleString('en')} responses in 500 schools and counting them ...`)
    const network = await fill(store, students, { schools: 500, perRound: responses / years.length })
    figures.push(
      ...(await measure(store, students, network, `MBO-STU, ${responses.toLocaleString('en')} responses`)),
    )
  }
  for (const schools of [50, 500, 5_000]) {
    log(`KM-NT2: storing five years of ${schools.toLocaleString('en')} schools and counting them ...`)
    const network = await fill(store, monitor, { schools, perRound: schools })
    figures.push(
      ...(await measure(store, monitor, network, `KM-NT2, ${schools.toLocaleString('en')} schools`)),
    )
  }
  await store.close()
  rmSync(dataDir, { recursive: true, force: true })
  return figures
}

/** Five rounds with `perRound` responses each, spread over the schools, made in the database itself. */
async function fill(
  store: Store,
  definition: BenchDefinition,
  size: { schools: number; perRound: number },
): Promise<Network> {
  const { networkId, schoolIds } = await makeNetwork(store, size.schools)
  const roundIds: number[] = []
  for (const schoolYear of years) {
    const { roundId } = await openRound(store, { networkId, definition, schoolYear, schoolIds: [] })
    roundIds.push(roundId)
    await store.inNetwork(networkId, (tx) =>
      tx.execute(insertResponses(definition, { networkId, roundId, first: schoolIds[0] ?? 0, ...size })),
    )
  }
  await rebuildTallies(store, { count: countAnswers, networkId })
  await store.asOwner((db) => db.execute('analyze tally'))
  return { networkId, roundIds, schoolIds }
}

function insertResponses(
  definition: BenchDefinition,
  at: { networkId: number; roundId: number; first: number; schools: number; perRound: number },
): string {
  // The scored items and what else has one answer; PostgreSQL takes 100 arguments for one object.
  const chosen = definition.layout.items
    .filter((slot) => slot.kind === 'single' && slot.values.length > 3)
    .slice(0, 45)
  const pairs = chosen.map((slot, index) => {
    const values = `'${JSON.stringify(slot.values)}'::jsonb`
    return `'${slot.item}', ${values} -> ((n * 7 + n / 13 + ${index * 5 + at.roundId}) % ${slot.values.length})`
  })
  return `insert into response (network_id, round_id, id, definition_id, school_id, answers, submitted_on)
    select ${at.networkId}, ${at.roundId}, gen_random_uuid(), ${definition.id}, ${at.first} + n % ${at.schools},
      jsonb_build_object(${pairs.join(', ')}), '2026-01-15'
    from generate_series(0, ${at.perRound - 1}) as n`
}

async function measure(
  store: Store,
  definition: BenchDefinition,
  network: Network,
  name: string,
): Promise<Figure[]> {
  const per = definition.instrument === 'KM-NT2' ? 'school' : 'network'
  const read = () =>
    store.inSnapshot(network.networkId, async (tx) => {
      const begun = performance.now()
      const tallies = await readTallies(tx, { networkId: network.networkId, roundIds: network.roundIds, per })
      return { tallies, took: performance.now() - begun }
    })
  const reading: number[] = []
  const building: number[] = []
  const often = network.schoolIds.length > 1000 ? runsOfLarge : runs
  for (let run = 0; run < often; run++) {
    const { tallies, took } = await read()
    reading.push(took)
    const begun = performance.now()
    buildComparison(inputOf(definition, network, per, tallies))
    building.push(performance.now() - begun)
  }
  return [
    figure(`${name}: reading five years from the database, p50`, percentile(reading, 50), 'ms'),
    figure(`${name}: the same, p95`, percentile(reading, 95), 'ms'),
    figure(`${name}: comparing and suppressing, p50`, percentile(building, 50), 'ms'),
  ]
}

function inputOf(
  definition: BenchDefinition,
  network: Network,
  per: 'school' | 'network',
  tallies: ComparisonInput['tallies'],
): ComparisonInput {
  const parsed = parseDefinition(definition.json, {
    instrument: definition.instrument,
    version: { major: 1, minor: 0 },
  })
  const tallied: TalliedDefinition = {
    definitionId: definition.id,
    version: definition.version,
    layout: definition.layout,
    items: parsed.items.map((item) => ({ ...item, itemVersion: item.itemVersion ?? 1, scale: item.scale })),
  }
  return {
    instrument: {
      code: definition.instrument,
      title: '',
      anonymityLevel: per === 'school' ? 'F' : 'A',
      unit: per === 'school' ? 'school' : 'person',
    },
    level: 'expectation',
    periods: network.roundIds.map((roundId, at) => ({
      roundId,
      schoolYear: years[at] ?? '',
      period: '',
      version: definition.version,
      retrospective: false,
      released: true,
      invited: network.schoolIds.length,
      responded: network.schoolIds.length,
    })),
    tallies,
    definitions: [tallied],
    changes: [],
    scales: readSurvey('../scales.json') as unknown as Scale[],
    framework: readSurvey('../frameworks/ok-voor-nt2.json') as unknown as Framework,
    minUnits: 5,
  }
}
