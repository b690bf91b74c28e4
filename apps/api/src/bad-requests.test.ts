/**
 * Ten thousand requests that are wrong in some way, over every route of the description: none may end in a
 * 500, show a stack trace, or change anything that is stored.
 */
import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { problems } from './problem.ts'
import { addNetwork, openTestApp, signInOnce, testClock } from './testing.ts'

const requests = 10_000
const seed = 2526

interface Operation {
  readonly method: string
  readonly path: string
  readonly body: Schema | undefined
}
/** What of a JSON schema is needed to come close to a right body. */
interface Schema {
  readonly type?: string | readonly string[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly enum?: readonly unknown[]
  readonly items?: Schema
}

/** Pages for a person answer in HTML. */
const isPage = /^\/(r|privacy)\//

/**
 * These take no body that could be wrong, or say what is wrong in it (the preview of a file), so asking them is
 * right; each is tested where it is made.
 */
const alwaysRight = new Set<string>([
  'POST /api/auth/sign-out',
  'POST /api/me/sessions/end',
  'POST /api/calendar/address',
  'DELETE /api/calendar/address',
  'POST /api/school-import/preview',
])

const clock = testClock('2026-10-05T09:00:00Z')
let opened: Awaited<ReturnType<typeof openTestApp>>
/** Of a signed-in person of each of these roles, and of nobody. */
const roles = ['project_leader', 'admin', 'member', 'coordinator'] as const
const cookies: (string | undefined)[] = [undefined]
let operations: Operation[]

beforeAll(async () => {
  opened = await openTestApp({ now: clock.now })
  for (const role of roles) {
    const email = `${role}@example.org`
    await addNetwork(opened.store, { name: `Regio ${role}`, role, email, at: clock.now() })
    cookies.push(await signInOnce(opened.app, email))
  }
  const { paths } = await (await opened.app.request('/api/openapi.json')).json()
  operations = Object.entries<
    Record<string, { requestBody?: { content: Record<string, { schema: Schema }> } }>
  >(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { requestBody }]) => ({
      ...{ method: method.toUpperCase(), path },
      body: requestBody?.content['application/json']?.schema,
    })),
  )
})
afterAll(() => opened.close())

const oddTexts = [
  ...['', ' ', 'abc', '-1', '0', '999999999', '99999999999999999999', '1e309', 'NaN', 'null', '1.5', '0x10'],
  ...[
    "1' or '1'='1",
    '<script>',
    '../../etc',
    'é😀',
    '\u0000',
    '\ud800',
    'x'.repeat(300),
    '1-0123456789abcdefghjkmnpqr',
  ],
  ...['2026-2027', '2027-2026', '2026-13-45', 'KM-NT2', 'OL.V.1', 'nobody@example.org'],
]
const oddInUrl = oddTexts.filter((text) => !/\p{Surrogate}/u.test(text))
const oddValue: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(...oddTexts, null, true, [], {}, -1, 0, 1.5, 2 ** 53, -(2 ** 31), 1e308),
  fc.jsonValue({ maxDepth: 2 }),
)

/** A value that fits a schema, or nearly. */
function fitting(schema: Schema): fc.Arbitrary<unknown> {
  if (schema.enum) return fc.constantFrom(...schema.enum)
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type
  if (type === 'object') {
    const fields = Object.entries(schema.properties ?? {}).map(([name, one]) => [name, fitting(one)] as const)
    return fc.record(Object.fromEntries(fields), { requiredKeys: [] })
  }
  if (type === 'array') return fc.array(fitting(schema.items ?? {}), { maxLength: 3 })
  if (type === 'integer' || type === 'number') return fc.integer({ min: -5, max: 3_000_000_000 })
  if (type === 'boolean') return fc.boolean()
  return fc.constantFrom<unknown>(...oddTexts)
}

/** A body with at least one field that is not what it should be; no body where none belongs. */
function wrongBody(schema: Schema): fc.Arbitrary<string> {
  const names = Object.keys(schema.properties ?? {})
  const spoilt =
    names.length === 0
      ? oddValue.filter((value) => typeof value !== 'object' || value === null || Array.isArray(value))
      : fc
          .tuple(
            fitting(schema),
            fc.constantFrom(...names),
            fc.constantFrom<unknown>(null, [], {}, [[1]], '\u0000'),
          )
          .map(([value, name, odd]) => ({ ...(value as object), [name]: odd }))
  return fc.oneof(
    spoilt.map((value) => JSON.stringify(value) ?? 'null'),
    oddValue
      .filter((value) => typeof value !== 'object' || value === null || Array.isArray(value))
      .map((value) => JSON.stringify(value) ?? 'null'),
    fc.constantFrom('', '{', '[', '{"a":', '\u0000', '['.repeat(5000), `{"a":"${'x'.repeat(2000)}"`),
  )
}

const oddQuery = fc
  .array(
    fc.tuple(
      fc.constantFrom(
        'instrument',
        'years',
        'rounds',
        'level',
        'school',
        'group',
        'from',
        'page',
        'verb',
        '__proto__',
      ),
      fc.constantFrom(...oddInUrl),
    ),
    { maxLength: 4 },
  )
  .map((pairs) => pairs.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&'))

/**
 * Everything that is kept, as one hash per table; sessions and their use apart, and the count of who guesses a
 * password.
 */
async function stored(): Promise<Record<string, string>> {
  const tables = await opened.store.asOwner((db) =>
    db.execute<{ name: string }>(
      `select quote_ident(table_schema) || '.' || quote_ident(table_name) as name from information_schema.tables
       where table_schema in ('public', 'auth') and table_type = 'BASE TABLE'
         and table_name not in ('session', 'attempt')`,
    ),
  )
  const hashes: Record<string, string> = {}
  for (const { name } of tables)
    for (const network of roles.map((_, index) => index + 1))
      hashes[`${name} ${network}`] = await opened.store.inNetwork(network, async (tx) => {
        const rows = await tx.execute(`select t::text as row from ${name} t order by 1`)
        return createHash('sha256').update(JSON.stringify(rows)).digest('hex')
      })
  return hashes
}

it('refuses ten thousand wrong requests with a sentence, and nothing is changed by them', async () => {
  const before = await stored()
  const wrong: string[] = []
  const statuses = new Map<number, number>()
  const one = fc.constantFrom(...operations).chain((operation) =>
    fc.record({
      operation: fc.constant(operation),
      params: fc.array(fc.constantFrom(...oddInUrl), { minLength: 3, maxLength: 3 }),
      query: oddQuery,
      body: operation.body ? wrongBody(operation.body) : fc.constant(undefined),
      type: fc.constantFrom(
        'application/json',
        'text/plain',
        'application/xml',
        'application/json; charset=x',
      ),
      cookie: fc.constantFrom(...cookies),
    }),
  )
  const samples = fc.sample(one, { numRuns: requests, seed })
  for (const { operation, params, query, body, type, cookie } of samples) {
    const { method, path } = operation
    const name = `${method} ${path}`
    if (alwaysRight.has(name)) continue
    let at = 0
    const filled = path.replace(/\{\w+\}/g, () => encodeURIComponent(params[at++] ?? ''))
    const answer = await ask(method, `${filled}?${query}`, { body, type, cookie })
    statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1)
    const told = `${name} ${filled}?${query} ${body?.slice(0, 200)} -> ${answer.status} ${answer.text.slice(0, 200)}`
    const isChange = method !== 'GET' && answer.status < 300
    const isTrace =
      /\n\s+at |\.ts:\d|node_modules|postgres/i.test(answer.text.slice(0, 20_000)) && answer.status >= 400
    const isUnknown = answer.status >= 400 && !isPage.test(path) && !isInCatalogue(answer.text)
    if (answer.status >= 500 || isChange || isTrace || isUnknown) wrong.push(told)
  }
  expect(wrong.slice(0, 10)).toEqual([])
  expect(opened.errors).toEqual([])
  expect(await stored()).toEqual(before)
  // The requests got past the front door: refusals of several kinds were met.
  for (const status of [400, 401, 403, 404]) expect(statuses.get(status) ?? 0).toBeGreaterThan(100)
}, 240_000)

function isInCatalogue(text: string): boolean {
  try {
    const { code, message } = JSON.parse(text) as { code?: string; message?: string }
    return code !== undefined && code in problems && (message ?? '').length > 20
  } catch {
    return false
  }
}

async function ask(
  method: string,
  path: string,
  given: { body: string | undefined; type: string; cookie: string | undefined },
): Promise<{ status: number; text: string }> {
  const response = await opened.app.request(path, {
    method,
    headers: {
      ...(given.body !== undefined && { 'content-type': given.type }),
      ...(given.cookie !== undefined && { cookie: given.cookie }),
    },
    ...(given.body !== undefined && method !== 'GET' && { body: given.body }),
  })
  return { status: response.status, text: await response.text() }
}
