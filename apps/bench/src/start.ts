import { execFileSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { freePort, runServer, temporaryFolder } from '@km/e2e/run-server'
import { type Figure, figure, percentile } from './figures.ts'

const starts = 5

/** First demo start on an empty folder, later starts with its data, and what an idle server holds. */
export async function benchStart(log: (line: string) => void): Promise<Figure[]> {
  const dataDir = temporaryFolder('start')
  const port = await freePort()
  log('First start with demo data ...')
  const [first, demo] = await timed(() => runServer({ dataDir, port, demo: true }))
  await demo.stop()
  const later: number[] = []
  let memory = 0
  for (let run = 1; run <= starts; run++) {
    log(`Start ${run} of ${starts} with the data there ...`)
    const [took, server] = await timed(() => runServer({ dataDir, port }))
    later.push(took)
    await new Promise((resolve) => setTimeout(resolve, 10_000))
    memory = Math.max(memory, residentMegabytes(server.process.pid ?? 0))
    await server.stop()
  }
  rmSync(dataDir, { recursive: true, force: true })
  return [
    figure('first start: new PostgreSQL and demo data (apps already built)', first / 1000, 's'),
    figure('start with the data there, until /readyz (median)', percentile(later, 50) / 1000, 's'),
    figure('resident memory of the Node process, idle for 10 s (highest)', memory, 'MB'),
  ]
}

async function timed<T>(work: () => Promise<T>): Promise<[number, T]> {
  const begun = performance.now()
  const result = await work()
  return [performance.now() - begun, result]
}

function residentMegabytes(pid: number): number {
  return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1024
}
