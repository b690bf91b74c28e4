import { randomUUID } from 'node:crypto'
import { createInvitations, createRound, listDefinitions, type Store } from '@km/store'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addNetwork, client, openTestApp, type TestApp, testClock } from '../testing.ts'

const clock = testClock('2026-10-05T09:00:00Z')
let opened: Awaited<ReturnType<typeof openTestApp>>
let networkId: number

beforeAll(async () => {
  opened = await openTestApp({ now: clock.now })
  networkId = await addNetwork(opened.store, {
    name: 'Samenwerkingsverband Test',
    role: 'project_leader',
    email: 'alice@example.org',
    at: clock.now(),
  })
})
afterAll(() => opened.close())

it('starts', async () => {
  const get = client(opened.app)
  expect((await get('GET', '/healthz')).body).toEqual({ status: 'ok' })
  expect((await get('GET', '/readyz')).body).toEqual({ status: 'ok' })
  const doc = await get('GET', '/api/openapi.json')
  expect(Object.keys(doc.body.paths)).toEqual([])
})
