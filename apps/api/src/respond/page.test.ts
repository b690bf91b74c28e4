import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addNetwork, client, noFiles, openTestApp, signIn, testClock } from '../testing.ts'
import { form, question, tinySurveys } from '../testing-surveys.ts'

const surveys = tinySurveys({
  facts: { code: 'KLEIN' },
  versions: { '1.0': form([question('KL_1', { title: 'Is </script> een vraag?' })], [question('KL_2')]) },
})
const respond = {
  manifest: { 'index.html': { file: 'assets/main-1.js', isEntry: true, css: ['assets/main-1.css'] } },
  css: 'body{margin:0}',
}
const clock = testClock('2026-10-05T09:00:00Z')
let opened: Awaited<ReturnType<typeof openTestApp>>
let link: string

beforeAll(async () => {
  opened = await openTestApp({ now: clock.now, surveys, app: { files: { ...noFiles, respond } } })
  const account = { role: 'project_leader', email: 'alice@example.org', at: clock.now() } as const
  await addNetwork(opened.store, { name: 'Regio Test', ...account })
  const alice = await signIn(opened.app, 'alice@example.org')
  const school = await alice('POST', '/api/schools', { name: 'De Eik', type: 'vmbo', joinedOn: '2020-08-01' })
  const made = await alice('POST', '/api/rounds', {
    instrument: 'KLEIN',
    schoolYear: '2026-2027',
    opensOn: '2026-10-01',
    closesOn: '2026-11-03',
    schoolIds: [school.body.id],
  })
  link = new URL(made.body.links[0].url).pathname
})
afterAll(() => opened.close())

const view = (html: string): Record<string, unknown> =>
  JSON.parse(/<script type="application\/json" id="view">(.*?)<\/script>/.exec(html)?.[1] ?? '{}')

describe('the page of a respondent', () => {
  it('has the first questions and their inputs in it before any script arrives', async () => {
    const { status, headers, body } = await client(opened.app)('GET', link)
    expect(status).toBe(200)
    expect(headers.get('content-type')).toMatch(/^text\/html/)
    expect(body).toContain('type="radio"')
    expect(body).toContain('goed')
    expect(body).toContain('<script type="module" src="/respond/assets/main-1.js">')
  })

  it('is styled without a second request, by the one sheet that the policy names', async () => {
    const { headers, body } = await client(opened.app)('GET', link)
    const sheets = [...body.matchAll(/<style>(.*?)<\/style>/gs)].map(([, css]) => css)
    expect(sheets).toEqual([respond.css])
    // printf 'body{margin:0}' | openssl dgst -sha256 -binary | base64
    expect(headers.get('content-security-policy')).toContain(
      "style-src 'self' 'sha256-IAdwN3biDCQ3brrgp1m8kBEsPQYyqfREKOEfeoREopc=';",
    )
    expect(body).not.toContain('rel="stylesheet"')
  })

  it('carries the same view as the API, with nothing in it that a browser would run', async () => {
    const { body } = await client(opened.app)('GET', link)
    const api = await client(opened.app)('GET', link.replace('/r/', '/api/respond/'))
    expect(view(body)).toEqual(api.body)
    expect(body.match(/<script/g)).toHaveLength(2)
    expect(body).not.toMatch(/ style="| on\w+="/)
  })

  it('may not be kept, framed or named to another site', async () => {
    const { headers } = await client(opened.app)('GET', link)
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('referrer-policy')).toBe('no-referrer')
    expect(headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(headers.get('content-security-policy')).not.toContain('unsafe')
  })

  it('shows only its frame when something was begun, because that comes with the script', async () => {
    const api = link.replace('/r/', '/api/respond/')
    await client(opened.app)('PUT', `${api}/draft`, { answers: { KL_1: 2 }, page: 1, revision: 0 })
    const { body } = await client(opened.app)('GET', link)
    expect(body).not.toContain('type="radio"')
    expect(view(body)).toMatchObject({ status: 'draft', answers: { KL_1: 2 }, page: 1 })
  })

  it('says in words that a link does not exist', async () => {
    const { status, body } = await client(opened.app)('GET', '/r/1-00000000000000000000000000')
    expect(status).toBe(404)
    expect(body).toContain('Deze link werkt niet.')
    expect(view(body)).toEqual({})
  })
})
