import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import { compileChecker, parseDefinition } from '@km/definition'
import { freePort, runServer, temporaryFolder } from '@km/e2e/run-server'
import { openStore, type Store } from '@km/store'
import autocannon from 'autocannon'
import { type Figure, figure } from './figures.ts'
import { filledKwaliteitsmonitor } from './filled-form.ts'
import { makeNetwork, openRound, publish, readSurvey } from './prepare.ts'

const connections = 64
const submissions = 12_000
const bareInserts = 12_000
const warmUp = 2_000

/** Full KM-NT2 forms over HTTP at 64 connections, beside bare inserts of the same body on the same server. */
export async function benchRespond(log: (line: string) => void): Promise<Figure[]> {
  const checks = benchChecks(log)
  const dataDir = temporaryFolder('respond')
  const store = await openStore({ dataDir, exclusive: false, log })
  log(`Making ${submissions + warmUp} schools with a personal link each ...`)
  const definition = await publish(store, 'KM-NT2', '2.0')
  const { networkId, schoolIds } = await makeNetwork(store, submissions + warmUp)
  const { tokens } = await openRound(store, { networkId, definition, schoolYear: '2026-2027', schoolIds })
  // As autovacuum does within a minute after so many rows.
  await store.asOwner((db) => db.execute('analyze invitation'))
  const bodies = Array.from({ length: 50 }, (_, seed) => filledKwaliteitsmonitor(seed))
  log('Bare inserts, first turn ...')
  const bareBefore = await bareRate(store, bodies)
  const port = await freePort()
  const server = await runServer({ dataDir, port })
  log(`Warming up with ${warmUp} submissions ...`)
  await load(server.url, tokens.splice(0, warmUp), bodies)
  log(`Sending ${submissions} submissions over ${connections} connections ...`)
  const sent = await load(server.url, tokens, bodies)
  log('Bare inserts, second turn ...')
  const bareAfter = await bareRate(store, bodies)
  await server.stop()
  await store.close()
  rmSync(dataDir, { recursive: true, force: true })
  const bare = (bareBefore + bareAfter) / 2
  return [
    checks,
    figure('size of one body', JSON.stringify(bodies[0]).length, 'bytes'),
    figure('bare single-row inserts, 64 in flight', bare, 'per second'),
    figure('submissions: accepted, checked, counted, committed', sent.rate, 'per second'),
    figure('submissions / bare inserts', sent.rate / bare, ''),
    figure('time of a submission, p50', sent.p50, 'ms'),
    figure('time of a submission, p99', sent.p99, 'ms'),
  ]
}

function benchChecks(log: (line: string) => void): Figure {
  log('Checking answers ...')
  const check = compileChecker(
    parseDefinition(readSurvey('KM-NT2/2.0.json'), { instrument: 'KM-NT2', version: { major: 2, minor: 0 } }),
  )
  const forms = Array.from({ length: 50 }, (_, seed) => filledKwaliteitsmonitor(seed))
  const rounds = 400
  for (const form of forms) check(form)
  const begun = performance.now()
  for (let round = 0; round < rounds; round++) for (const form of forms) check(form)
  return figure(
    'checks of a full KM-NT2',
    (rounds * forms.length) / ((performance.now() - begun) / 1000),
    'per second',
  )
}

async function bareRate(store: Store, bodies: readonly Record<string, unknown>[]): Promise<number> {
  await store.asOwner(async (db) => {
    await db.execute('create table if not exists bare (id uuid primary key, body jsonb not null)')
    await db.execute('grant insert on bare to km_app')
  })
  let left = bareInserts
  const worker = async () => {
    while (left > 0) {
      left -= 1
      const body = JSON.stringify({ answers: bodies[left % bodies.length] })
      await store.sql`insert into bare values (${randomUUID()}, ${body}::text::jsonb)`
    }
  }
  const begun = performance.now()
  await Promise.all(Array.from({ length: connections }, worker))
  return bareInserts / ((performance.now() - begun) / 1000)
}

async function load(url: string, tokens: readonly string[], bodies: readonly Record<string, unknown>[]) {
  let next = 0
  const begun = performance.now()
  let ended = begun
  const result = await autocannon({
    url,
    // autocannon itself counts in whole seconds; the last answer is what counts.
    setupClient: (client) =>
      client.on('response', () => {
        ended = performance.now()
      }),
    connections,
    amount: tokens.length,
    requests: [
      {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        setupRequest: (request) => {
          const at = next++
          return {
            ...request,
            path: `/api/respond/${tokens[at % tokens.length]}/submissions`,
            body: JSON.stringify({ submissionId: randomUUID(), answers: bodies[at % bodies.length] }),
          }
        },
      },
    ],
  })
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${result.non2xx} answers were no receipt, ${result.errors} errors.`)
  return { rate: result['2xx'] / ((ended - begun) / 1000), p50: result.latency.p50, p99: result.latency.p99 }
}
