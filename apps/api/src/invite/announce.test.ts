import { afterAll, beforeAll, expect, it } from 'vitest'
import { openPostOffice } from '../mail/open-post-office.ts'
import { openSurveys } from '../publish/read-surveys.ts'
import { addNetwork, openTestApp, signIn, testClock } from '../testing.ts'
import { form, question, tinySurveys } from '../testing-surveys.ts'
import { announceDue } from './announce-rounds.ts'
import { remindDue } from './remind-schools.ts'

const surveys = tinySurveys(
  { facts: { code: 'KLEIN' }, versions: { '1.0': form([question('KL_1')]) } },
  {
    facts: { code: 'ANON', anonymityLevel: 'A', mode: 'open-link', unit: 'person', languageLevel: 'A2' },
    versions: { '1.0': form([question('AN_1')]) },
  },
)
const clock = testClock('2026-10-05T09:00:00Z')
let opened: Awaited<ReturnType<typeof openTestApp>>
let alice: Awaited<ReturnType<typeof signIn>>
let networkId: number
const schoolIds: number[] = []
const deps = () => ({
  ...{
    store: opened.store,
    now: clock.now,
    surveys: openSurveys(surveys),
    publicUrl: 'http://localhost:3000',
  },
  postOffice: openPostOffice(clock),
})

beforeAll(async () => {
  opened = await openTestApp({ now: clock.now, surveys })
  const account = { role: 'project_leader', email: 'alice@example.org', at: clock.now() } as const
  networkId = await addNetwork(opened.store, { name: 'Regio Test', ...account })
  alice = await signIn(opened.app, 'alice@example.org')
  for (const name of ['De Eik', 'De Linde', 'De Beuk']) {
    const made = await alice('POST', '/api/schools', { name, type: 'vmbo', joinedOn: '2020-08-01' })
    schoolIds.push(made.body.id)
  }
})
afterAll(() => opened.close())

const planned = {
  ...{ instrument: 'KLEIN', schoolYear: '2026-2027', opensOn: '2026-11-02', closesOn: '2026-11-20' },
  announceOn: '2026-10-19',
}
const plan = async (more: object) => alice('POST', '/api/rounds', { ...planned, schoolIds, ...more })
/** What was mailed about a round: to whom, and the text while it waits. */
const mailed = (roundId: number) =>
  opened.store.sql.begin(async (tx) => {
    await tx`select set_config('km.network', ${String(networkId)}, true)`
    return tx`select kind, recipient, body from mail where round_id = ${roundId} order by id`
  })

it('is told once to schools with an address that have no invitation yet, on its day, without a link', async () => {
  const { body } = await plan({ period: 'een' })
  const roundId = body.round.id
  expect(body.round.announceOn).toBe('2026-10-19')
  const invite = (schoolId: number | undefined, email: string) =>
    alice('POST', `/api/rounds/${roundId}/invitations`, { schools: [{ schoolId, email }] })
  await invite(schoolIds[0], 'bob@example.org')
  await opened.store.sql.begin(async (tx) => {
    await tx`select set_config('km.network', ${String(networkId)}, true)`
    await tx`update invitation set email = 'carol@example.org' where round_id = ${roundId} and school_id = ${schoolIds[1] ?? 0}`
  })
  clock.set('2026-10-18T12:00:00Z')
  expect(await announceDue(deps())).toBe(0)
  clock.set('2026-10-20T12:00:00Z')
  expect(await announceDue(deps())).toBe(1)
  expect(await announceDue(deps())).toBe(0)
  const [, told] = await mailed(roundId)
  expect(told).toMatchObject({ kind: 'announcement', recipient: 'carol@example.org' })
  expect(told?.body).toContain('van 2 november 2026 tot en met 20 november 2026')
  expect(told?.body).toContain('voor De Linde')
  expect(told?.body).not.toContain('/r/')
  const seen = (await alice('GET', `/api/rounds/${roundId}/invitations`)).body.schools
  expect(seen.map((one: { mails: { kind: string }[] }) => one.mails.map(({ kind }) => kind)).sort()).toEqual(
    [[], ['announcement'], ['invitation']].sort(),
  )
})

it('does not count as an invitation: nobody is reminded of what was only told', async () => {
  const { body } = await plan({ period: 'twee', remindOn: ['2026-11-05'] })
  await opened.store.sql.begin(async (tx) => {
    await tx`select set_config('km.network', ${String(networkId)}, true)`
    await tx`update invitation set email = 'dave@example.org' where round_id = ${body.round.id}`
  })
  expect(await announceDue(deps())).toBe(3)
  clock.set('2026-11-06T12:00:00Z')
  expect(await remindDue(deps())).toBe(0)
  clock.set('2026-10-20T12:00:00Z')
})

it('is not told when the round is open already, or the plan does not ask for it', async () => {
  await plan({ period: 'drie', announceOn: null })
  const { body } = await plan({ period: 'vier' })
  await alice('POST', `/api/rounds/${body.round.id}/open`)
  expect(await announceDue(deps())).toBe(0)
})

it('has a day before the round opens, for schools only', async () => {
  const fieldsOf = async (more: object) => (await plan({ period: 'vijf', ...more })).body.details?.fields
  expect(await fieldsOf({ announceOn: '2026-11-02' })).toEqual(['announceOn'])
  expect(await fieldsOf({ retrospective: true, source: 'papier' })).toEqual(['announceOn'])
  expect(await fieldsOf({ instrument: 'ANON', schoolIds: [] })).toEqual(['announceOn'])
  const { body } = await plan({ period: 'zes' })
  const change = (given: object) => alice('PATCH', `/api/rounds/${body.round.id}`, given)
  expect((await change({ opensOn: '2026-10-19' })).body.details.fields).toEqual(['announceOn'])
  expect((await change({ announceOn: null })).body.round.announceOn).toBeUndefined()
})

it('can be seen and tried before it leaves', async () => {
  const { body } = await plan({ period: 'zeven' })
  const asked = { kind: 'announcement', schoolId: schoolIds[2] }
  const seen = await alice('POST', `/api/rounds/${body.round.id}/mail-preview`, asked)
  expect(seen.body.subject).toBe('Binnenkort: Kleine vragenlijst, vanaf 2 november 2026')
  expect(seen.body.text).toContain('De Beuk')
  const test = await alice('POST', `/api/rounds/${body.round.id}/mail-test`, asked)
  expect(test.body).toEqual({ recipient: 'alice@example.org' })
})
