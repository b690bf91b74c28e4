import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import { compileChecker, parseDefinition } from '@km/definition'
import { freePort, runServer, temporaryFolder } from '@km/e2e/run-server'
import { openStore, type Store } from '@km/store'
import { type Figure, figure, percentile } from './figures.ts'
import { filledKwaliteitsmonitor } from './filled-form.ts'
import { type Load, load } from './load.ts'
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
  await send(server.url, tokens.splice(0, warmUp), bodies)
  log(`Sending ${submissions} submissions over ${connections} connections ...`)
  const sent = await send(server.url, tokens, bodies)
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
    figure('time of a submission, p50', percentile(sent.times, 50), 'ms'),
    figure('time of a submission, p99', percentile(sent.times, 99), 'ms'),
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

/** Sends a form over each link; no two have the same submission id. */
function send(
  url: string,
  tokens: readonly string[],
  bodies: readonly Record<string, unknown>[],
): Promise<Load> {
  const answers = bodies.map((body) => JSON.stringify(body))
  return load(url, connections, {
    count: tokens.length,
    make: (at) => ({
      path: `/api/respond/${tokens[at]}/submissions`,
      body: `{"submissionId":"${randomUUID()}","answers":${answers[at % answers.length]}}`,
    }),
  })
}
