import { randomUUID } from 'node:crypto'
import { countAnswers } from '@km/definition'
import {
  createInvitations,
  createRound,
  createSchool,
  listAudit,
  listDefinitions,
  verifyTallies,
} from '@km/store'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { defaultLimits } from '../limits.ts'
import { addNetwork, client, openTestApp, signIn, testClock } from '../testing.ts'
import { form, openText, question, tinySurveys } from '../testing-surveys.ts'

const versions = { '1.0': form([question('KL_1', { isRequired: true }), openText('KL_2')]) }
const apart = { unit: 'person', languageLevel: 'B1', mode: 'open-link' } as const
const surveys = tinySurveys(
  { facts: { code: 'KLEIN' }, versions },
  { facts: { code: 'ANON', anonymityLevel: 'A', ...apart }, versions },
  { facts: { code: 'VERT', anonymityLevel: 'V', unit: 'person' }, versions },
)
const clock = testClock('2026-10-05T09:00:00Z')
let opened: Awaited<ReturnType<typeof openTestApp>>
let networkId: number
let made = 0

beforeAll(async () => {
  const limits = { ...defaultLimits, withdrawal: { burst: 5, perSecond: 0.5 } }
  opened = await openTestApp({ now: clock.now, surveys, app: { limits } })
  const alice = { role: 'project_leader', email: 'alice@example.org', at: clock.now() } as const
  networkId = await addNetwork(opened.store, { name: 'Regio Test', ...alice })
})
afterAll(() => opened.close())

/** A round of its own, with a personal link of a school, or an open one. */
async function openLink(instrument: 'KLEIN' | 'ANON' | 'VERT'): Promise<{ roundId: number; url: string }> {
  const { store } = opened
  made += 1
  const definition = (await listDefinitions(store.db)).find((row) => row.instrument === instrument)
  return store.inNetwork(networkId, async (tx) => {
    const school = { networkId, name: `School ${made}`, type: 'vmbo', joinedOn: '2020-08-01' }
    const { id: schoolId } = await createSchool(tx, school)
    const round = await createRound(tx, {
      ...{ networkId, instrument, definitionId: definition?.id ?? 0, schoolYear: '2026-2027' },
      ...{ period: `ronde ${made}`, opensOn: '2026-10-01', closesOn: '2026-11-03' },
    })
    const whose = instrument === 'ANON' ? { kind: 'open' as const } : { kind: 'personal' as const, schoolId }
    const [link] = await createInvitations(tx, [{ networkId, roundId: round.id, ...whose }])
    return { roundId: round.id, url: `/api/respond/${link?.token}` }
  })
}

const request = () => client(opened.app)
const answered = () => ({ submissionId: randomUUID(), answers: { KL_1: 2, KL_2: 'iets' } })
async function send(url: string, body = answered()): Promise<string> {
  const answer = await request()('POST', `${url}/submissions`, body)
  expect(answer.status).toBe(201)
  return answer.body.receipt
}
const withdraw = (url: string, receipt: string) => request()('POST', `${url}/withdrawals`, { receipt })
const auditOf = async (roundId: number) =>
  (await opened.store.inNetwork(networkId, (tx) => listAudit(tx, { networkId, limit: 100 }))).filter(
    (row) => row.subject === `round:${roundId}`,
  )
const differences = async () =>
  (await verifyTallies(opened.store, { count: countAnswers, networkId })).differences

describe('withdrawing a response', () => {
  it('opens a personal link again, and is logged for level F as done by the program', async () => {
    const { url, roundId } = await openLink('KLEIN')
    const receipt = await send(url)
    expect((await request()('GET', url)).body.status).toBe('sent')
    expect(await withdraw(url, receipt)).toMatchObject({ status: 200, body: { canAnswer: true } })
    expect((await request()('GET', url)).body.status).toBe('open')
    expect(await auditOf(roundId)).toMatchObject([
      { accountId: 'program', role: 'program', verb: 'response.withdraw', details: {} },
    ])
    expect(await differences()).toEqual([])
  })

  it('leaves no row in the log for levels A and V', async () => {
    for (const instrument of ['ANON', 'VERT'] as const) {
      const { url, roundId } = await openLink(instrument)
      expect((await withdraw(url, await send(url))).status).toBe(200)
      expect(await auditOf(roundId)).toEqual([])
    }
    expect(await differences()).toEqual([])
  })

  it('lets the same be sent again as new', async () => {
    const { url } = await openLink('ANON')
    const body = answered()
    const receipt = await send(url, body)
    expect((await request()('POST', `${url}/submissions`, body)).status).toBe(200)
    expect((await withdraw(url, receipt)).status).toBe(200)
    expect(await send(url, body)).toBe(receipt)
  })

  it('says that a code is unknown, and after a few more that it must wait', async () => {
    const { url } = await openLink('ANON')
    const receipt = await send(url)
    for (const wrong of ['', 'x', '0000-0000-0000-0000', `${receipt}0`]) {
      expect((await withdraw(url, wrong)).body.code).toBe('unknown_receipt')
    }
    expect((await withdraw(url, '7')).body.code).toBe('unknown_receipt')
    expect(await withdraw(url, receipt)).toMatchObject({ status: 429, body: { details: { retryAfter: 2 } } })
    clock.set('2026-10-05T09:00:10Z')
    expect((await withdraw(url, receipt)).status).toBe(200)
  })

  it('can be done until the release, not after it', async () => {
    const leader = await signIn(opened.app, 'alice@example.org')
    for (const instrument of ['KLEIN', 'ANON', 'VERT'] as const) {
      const { url, roundId } = await openLink(instrument)
      const receipt = await send(url)
      expect((await leader('POST', `/api/rounds/${roundId}/close`, {})).status).toBe(200)
      expect(await withdraw(url, receipt)).toMatchObject({ status: 410, body: { code: 'withdrawal_over' } })
    }
  })

  it('refuses what is no receipt at all without changing anything', async () => {
    const { url } = await openLink('KLEIN')
    await send(url)
    expect((await request()('POST', `${url}/withdrawals`, { receipt: 12 })).status).toBe(400)
    expect((await request()('POST', `${url}/withdrawals`, {})).status).toBe(400)
    expect((await withdraw('/api/respond/1-00000000000000000000000000', 'x')).status).toBe(404)
    expect((await request()('GET', url)).body.status).toBe('sent')
  })
})
