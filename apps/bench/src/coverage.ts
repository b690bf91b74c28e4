import type { CoverageView } from '@km/api'
import { runDemo } from '@km/e2e/run-server'
import { type Figure, figure, percentile } from './figures.ts'
import { type Ask, signIn } from './sign-in.ts'

const runs = 20

async function times(ask: Ask, path: string): Promise<readonly number[]> {
  const all: number[] = []
  for (let run = 0; run < runs; run++) all.push((await ask(path)).took)
  return all
}

/** Opening the matrix of each school year, and every comparison over all years, in the demonstration. */
export async function benchCoverage(log: (line: string) => void): Promise<Figure[]> {
  log('Starting the demonstration ...')
  const demo = await runDemo()
  const leader = demo.facts.accounts.find(({ role }) => role === 'project_leader')
  if (leader === undefined) throw new Error('The demonstration has no project leader.')
  const ask = await signIn(demo.url, leader)
  // The first one after a start also reads every published definition.
  const first = await ask('/api/coverage')
  const { years, sources } = first.body as CoverageView
  log(`The matrix of ${years.length} school years, ${runs} times each ...`)
  const matrix: number[] = []
  for (const year of years) matrix.push(...(await times(ask, `/api/coverage?year=${year}`)))
  const asked = sources.filter(({ lines }) => lines.some(({ link }) => link?.to === 'comparison'))
  log(`The comparisons of ${asked.length} questionnaires over ${years.length} years, ${runs} times each ...`)
  const medians: number[] = []
  const compared: number[] = []
  for (const { code } of asked) {
    const query = `instrument=${code}&level=item&years=${years.toSorted().join(',')}`
    const took = await times(ask, `/api/comparisons?${query}`)
    medians.push(percentile(took, 50))
    compared.push(...took)
  }
  await demo.stop()
  return [
    figure('matrix of a school year, first after the start', first.took, 'ms'),
    figure(`matrix of a school year, ${years.length} years, p50`, percentile(matrix, 50), 'ms'),
    figure('the same, p95', percentile(matrix, 95), 'ms'),
    figure(`comparison over all years, ${asked.length} questionnaires, p50`, percentile(compared, 50), 'ms'),
    figure('the same, slowest questionnaire, p50', percentile(medians, 100), 'ms'),
  ]
}
