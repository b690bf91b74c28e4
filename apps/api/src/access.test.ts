import { afterAll, beforeAll, expect, it } from 'vitest'
import { access, openToAll } from './access.ts'
import { client, openTestApp, testClock } from './testing.ts'

let opened: Awaited<ReturnType<typeof openTestApp>>
beforeAll(async () => {
  opened = await openTestApp({ now: testClock('2026-10-05T09:00:00Z').now })
})
afterAll(() => opened.close())

it('has one rule for every route of the description, and none for a route that is not there', async () => {
  const { body } = await client(opened.app)('GET', '/api/openapi.json')
  const described = Object.entries<Record<string, unknown>>(body.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  )
  expect([...Object.keys(access), ...openToAll].sort()).toEqual(described.sort())
})

it('lets nobody in without a session', async () => {
  for (const route of Object.keys(access)) {
    const [method = '', path = ''] = route.split(' ')
    const answer = await client(opened.app)(method, path.replace(/\{\w+\}/g, '1'))
    expect([route, answer.status]).toEqual([route, 401])
  }
})
