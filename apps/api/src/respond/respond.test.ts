import { randomUUID } from 'node:crypto'
import {
  createInvitations,
  createRound,
  createSchool,
  listDefinitions,
  listTexts,
  readSchoolResponse,
  readTallies,
  type Store,
} from '@km/store'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addNetwork, client, openTestApp, testClock } from '../testing.ts'
import { form, openText, question, tinySurveys } from '../testing-surveys.ts'

const surveys = tinySurveys(
  {
    facts: { code: 'KLEIN' },
    versions: {
      '1.0': form([question('KL_1', { isRequired: true })], [question('KL_2'), openText('KL_3')]),
    },
  },
  {
    facts: { code: 'ANON', anonymityLevel: 'A', mode: 'open-link', unit: 'person', languageLevel: 'B1' },
    versions: {
      '1.0': form([question('AN_1', { isRequired: true }), openText('AN_2')]),
    },
  },
)
const clock = testClock('2026-10-05T09:00:00Z')
let opened: Awaited<ReturnType<typeof openTestApp>>
let networkId: number
let schools = 0

beforeAll(async () => {
  opened = await openTestApp({ now: clock.now, surveys })
  const alice = { role: 'project_leader', email: 'alice@example.org', at: clock.now() } as const
  networkId = await addNetwork(opened.store, { name: 'Regio Test', ...alice })
})
afterAll(() => opened.close())

const request = () => client(opened.app)

interface Link {
  readonly roundId: number
  readonly schoolId: number
  readonly url: string
}

/** A round of its own with one link, so that tests do not meet. */
async function openLink(
  instrument: 'KLEIN' | 'ANON',
  more: { closesOn?: string; expiresOn?: string } = {},
): Promise<Link> {
  const { store } = opened
  schools += 1
  const definition = (await listDefinitions(store.db)).find((row) => row.instrument === instrument)
  return store.inNetwork(networkId, async (tx) => {
    const school = await createSchool(tx, {
      networkId,
      name: `School ${schools}`,
      type: 'vmbo',
      joinedOn: '2020-08-01',
    })
    const round = await createRound(tx, {
      networkId,
      instrument,
      definitionId: definition?.id ?? 0,
      schoolYear: '2026-2027',
      period: `ronde ${schools}`,
      opensOn: '2026-10-01',
      closesOn: more.closesOn ?? '2026-11-03',
    })
    const { expiresOn } = more
    const kind = instrument === 'ANON' ? ('open' as const) : ('personal' as const)
    const [made] = await createInvitations(tx, [
      {
        networkId,
        roundId: round.id,
        kind,
        ...(kind === 'personal' && { schoolId: school.id }),
        ...(expiresOn !== undefined && { expiresOn }),
      },
    ])
    return { roundId: round.id, schoolId: school.id, url: `/api/respond/${made?.token}` }
  })
}

const submission = (answers: unknown, submissionId: string = randomUUID()) => ({ submissionId, answers })

const responsesOf = (store: Store, { roundId }: Link) =>
  store.inNetwork(networkId, async (tx) => {
    const [tally] = await readTallies(tx, { networkId, roundIds: [roundId], per: 'network' })
    return tally?.responses ?? 0
  })

describe('a link', () => {
  it('opens the form with everything that the page needs', async () => {
    const link = await openLink('KLEIN')
    const { status, body } = await request()('GET', link.url)
    expect(status).toBe(200)
    expect(body).toMatchObject({
      instrument: 'KLEIN',
      version: '1.0',
      status: 'open',
      keeps: 'server',
      anonymityLevel: 'F',
      schoolYear: '2026-2027',
      closesOn: '2026-11-03',
      school: `School ${schools}`,
      demo: false,
    })
    expect(body.definition).toEqual(surveys.instruments[0]?.versions[0]?.json)
    expect(body).not.toHaveProperty('answers')
  })

  it('that nobody was given is unknown, whatever it looks like', async () => {
    for (const token of [
      '1-00000000000000000000000000',
      'zz',
      '1-x%00',
      'zzzzzz-00000000000000000000000000',
      'x'.repeat(300),
    ]) {
      const { status, body } = await request()('GET', `/api/respond/${token}`)
      expect([status, body.code]).toEqual([404, 'unknown_link'])
    }
  })

  it('that expired says so with 200, and takes nothing more', async () => {
    const link = await openLink('KLEIN', { expiresOn: '2026-10-04' })
    expect((await request()('GET', link.url)).body.status).toBe('expired')
    const sent = await request()('POST', `${link.url}/submissions`, submission({ KL_1: 1 }))
    expect([sent.status, sent.body.code]).toEqual([410, 'link_expired'])
  })
})

describe('a draft', () => {
  it('is kept per page and comes back on another device', async () => {
    const link = await openLink('KLEIN')
    const saved = await request()('PUT', `${link.url}/draft`, { answers: { KL_1: 2 }, page: 1, revision: 0 })
    expect([saved.status, saved.body]).toEqual([200, { revision: 1 }])
    const { body } = await request()('GET', link.url)
    expect(body).toMatchObject({ status: 'draft', answers: { KL_1: 2 }, page: 1, revision: 1 })
  })

  it('does not overwrite a newer one: both are there to choose from', async () => {
    const link = await openLink('KLEIN')
    const put = (answers: unknown, revision: number) =>
      request()('PUT', `${link.url}/draft`, { answers, page: 0, revision })
    await put({ KL_1: 1 }, 0)
    const stale = await put({ KL_1: 2 }, 0)
    expect([stale.status, stale.body.code]).toEqual([409, 'stale_draft'])
    expect(stale.body.details.draft).toEqual({ answers: { KL_1: 1 }, page: 0, revision: 1 })
    expect((await put({ KL_1: 2 }, 1)).body).toEqual({ revision: 2 })
  })

  it('that is sent again because its answer was lost is kept once', async () => {
    const link = await openLink('KLEIN')
    const body = { answers: { KL_1: 1 }, page: 1, revision: 0 }
    await request()('PUT', `${link.url}/draft`, body)
    expect((await request()('PUT', `${link.url}/draft`, body)).body).toEqual({ revision: 1 })
  })

  it('of level A is never taken by the server', async () => {
    const link = await openLink('ANON')
    const { status, body } = await request()('PUT', `${link.url}/draft`, {
      answers: {},
      page: 0,
      revision: 0,
    })
    expect([status, body.code]).toEqual([405, 'no_server_draft'])
    expect((await request()('GET', link.url)).body.keeps).toBe('device')
  })

  it('that the database could not give back unchanged is refused', async () => {
    const link = await openLink('KLEIN')
    for (const text of ['a\u0000b', '\ud800']) {
      const answers = { KL_3: text }
      const { status } = await request()('PUT', `${link.url}/draft`, { answers, page: 0, revision: 0 })
      expect(status).toBe(400)
    }
  })

  it('is not kept any more after closing, while what is finished can still be sent', async () => {
    clock.set('2026-10-05T09:00:00Z')
    const link = await openLink('KLEIN', { closesOn: '2026-10-06' })
    clock.set('2026-10-06T22:00:00Z')
    const { status, body } = await request()('PUT', `${link.url}/draft`, {
      answers: {},
      page: 0,
      revision: 0,
    })
    expect([status, body.code]).toEqual([410, 'round_closed'])
    expect((await request()('GET', link.url)).body.status).toBe('closed')
    expect((await request()('POST', `${link.url}/submissions`, submission({ KL_1: 1 }))).status).toBe(201)
    clock.set('2026-10-05T09:00:00Z')
  })
})

describe('a submission', () => {
  it('gets the same receipt however often it arrives, also at the same moment', async () => {
    const link = await openLink('ANON')
    const body = submission({ AN_1: 2 })
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => request()('POST', `${link.url}/submissions`, body)),
    )
    expect(answers.filter((answer) => answer.status === 201)).toHaveLength(1)
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(7)
    expect(new Set(answers.map((answer) => answer.body.receipt)).size).toBe(1)
    expect(answers[0]?.body.receipt).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/)
    expect(await responsesOf(opened.store, link)).toBe(1)
  })

  it('under the same id with other answers is refused and changes nothing', async () => {
    const link = await openLink('ANON')
    const id = randomUUID()
    await request()('POST', `${link.url}/submissions`, submission({ AN_1: 2, AN_2: 'Ja.' }, id))
    for (const other of [{ AN_1: 1, AN_2: 'Ja.' }, { AN_1: 2, AN_2: 'Nee.' }, { AN_1: 2 }]) {
      const { status, body } = await request()('POST', `${link.url}/submissions`, submission(other, id))
      expect([status, body.code]).toEqual([409, 'submission_conflict'])
    }
    expect(await responsesOf(opened.store, link)).toBe(1)
  })

  it('uses up a personal link: the draft goes and another one is refused', async () => {
    const link = await openLink('KLEIN')
    await request()('PUT', `${link.url}/draft`, { answers: { KL_1: 1 }, page: 0, revision: 0 })
    const first = submission({ KL_1: 1 })
    const sent = await request()('POST', `${link.url}/submissions`, first)
    expect(sent.status).toBe(201)
    const view = await request()('GET', link.url)
    expect(view.body.status).toBe('sent')
    expect(view.body).not.toHaveProperty('answers')
    const second = await request()('POST', `${link.url}/submissions`, submission({ KL_1: 2 }))
    expect([second.status, second.body.code]).toEqual([409, 'already_sent'])
    const draft = await request()('PUT', `${link.url}/draft`, { answers: {}, page: 0, revision: 1 })
    expect([draft.status, draft.body.code]).toEqual([409, 'already_sent'])
    const again = await request()('POST', `${link.url}/submissions`, first)
    expect([again.status, again.body]).toEqual([200, sent.body])
  })

  it('with anything wrong in it is refused with every wrong item named, and nothing is stored', async () => {
    const link = await openLink('KLEIN')
    const answers = { KL_2: 99, KL_3: 'x'.repeat(100_000), KL_9: 1 }
    const { status, body } = await request()('POST', `${link.url}/submissions`, submission(answers))
    expect([status, body.code]).toEqual([422, 'invalid_answers'])
    const named = Object.fromEntries(
      body.details.items.map((each: { item: string; code: string }) => [each.item, each.code]),
    )
    expect(named).toEqual({ KL_1: 'required', KL_2: 'not_a_choice', KL_3: 'too_long', KL_9: 'unknown' })
    expect((await request()('GET', link.url)).body.status).toBe('open')
    expect(await responsesOf(opened.store, link)).toBe(0)
  })

  it('of another version than the link serves is refused', async () => {
    const link = await openLink('KLEIN')
    const body = { ...submission({ KL_1: 1 }), version: '2.0' }
    const sent = await request()('POST', `${link.url}/submissions`, body)
    expect([sent.status, sent.body.code]).toEqual([422, 'version_not_served'])
  })

  it('that is no JSON, misses its id or is too large says so', async () => {
    const { url } = await openLink('KLEIN')
    const post = (body: unknown) => request()('POST', `${url}/submissions`, body)
    expect((await post('{"submissionId"')).body.code).toBe('invalid_request')
    expect((await post({ answers: { KL_1: 1 } })).body.details.fields).toEqual(['submissionId'])
    expect((await post({ ...submission({ KL_1: 1 }), more: 1 })).body).toMatchObject({
      code: 'invalid_request',
      details: { fields: ['more'] },
    })
    const large = await post(submission({ KL_3: 'x'.repeat(300_000) }))
    expect([large.status, large.body.code]).toEqual([413, 'too_large'])
  })

  it('of level A leaves nothing of who sent it, and its free text stands apart', async () => {
    const link = await openLink('ANON')
    await request()('POST', `${link.url}/submissions`, submission({ AN_1: 2, AN_2: 'Meer tijd.' }))
    const stored = await opened.store.inNetwork(networkId, async (tx) => ({
      response: await readSchoolResponse(tx, { networkId, roundId: link.roundId, schoolId: 0 }),
      texts: await listTexts(tx, { networkId, roundId: link.roundId }),
    }))
    expect(stored.response).toMatchObject({ schoolId: 0, answers: { AN_1: 2 }, submittedOn: '2026-10-05' })
    expect(stored.texts).toMatchObject([{ item: 'AN_2', text: 'Meer tijd.' }])
  })

  it('is taken until 24 hours after closing, and what was stored keeps its receipt after that', async () => {
    const link = await openLink('ANON', { closesOn: '2026-10-06' })
    const body = submission({ AN_1: 1 })
    clock.set('2026-10-07T21:59:59Z')
    const sent = await request()('POST', `${link.url}/submissions`, body)
    expect(sent.status).toBe(201)
    clock.set('2026-10-07T22:00:00Z')
    const late = await request()('POST', `${link.url}/submissions`, submission({ AN_1: 1 }))
    expect([late.status, late.body.code]).toEqual([410, 'round_closed'])
    const again = await request()('POST', `${link.url}/submissions`, body)
    expect([again.status, again.body]).toEqual([200, sent.body])
    clock.set('2026-10-05T09:00:00Z')
  })
})

describe('limits', () => {
  it('let thirty students behind one address through at once', async () => {
    const link = await openLink('ANON')
    const statuses = await Promise.all(
      Array.from({ length: 30 }, async () => {
        await request()('GET', link.url)
        return (await request()('POST', `${link.url}/submissions`, submission({ AN_1: 1 }))).status
      }),
    )
    expect(statuses).toEqual(Array.from({ length: 30 }, () => 201))
    expect(await responsesOf(opened.store, link)).toBe(30)
  })

  it('delay who tries links, while those with a real one go on', async () => {
    const link = await openLink('KLEIN')
    const answers = []
    for (let times = 0; times < 40; times++)
      answers.push(await request()('GET', `/api/respond/1-${String(times).padStart(26, '0')}`))
    const refused = answers.filter((answer) => answer.status === 429)
    expect(refused.length).toBeGreaterThan(0)
    expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThan(0)
    expect((await request()('GET', link.url)).status).toBe(200)
  })
})
