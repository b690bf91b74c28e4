import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { client, openTestApp } from './testing.ts'

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete'
interface Described {
  readonly paths: Readonly<
    Record<string, Partial<Record<Method, { responses: object; parameters?: { name: string }[] }>>>
  >
}

let opened: Awaited<ReturnType<typeof openTestApp>>
let described: Described

beforeAll(async () => {
  opened = await openTestApp({ now: () => new Date('2026-10-05T10:00:00Z') })
  described = (await client(opened.app)('GET', '/api/openapi.json')).body
})
afterAll(() => opened.close())

describe('the description', () => {
  it('names every route that is served, and no other', () => {
    const served = opened.app.routes
      .filter(({ method, path }) => method !== 'ALL' && path !== '/*' && path !== '*')
      .map(({ method, path }) => `${method} ${path.replace(/:(\w+)/g, '{$1}')}`)
    const named = Object.entries(described.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    )
    expect(named.sort()).toEqual([...new Set(served)].sort())
  })

  it('says at every route what may stop it, and names every parameter of a comparison', () => {
    const operations = Object.values(described.paths).flatMap((path) => Object.values(path))
    expect(operations.filter(({ responses }) => !('default' in responses))).toEqual([])
    const parameters = described.paths['/api/comparisons']?.get?.parameters ?? []
    expect(parameters.map(({ name }) => name)).toEqual([
      'instrument',
      'years',
      'rounds',
      'level',
      'school',
      'group',
    ])
  })
})
