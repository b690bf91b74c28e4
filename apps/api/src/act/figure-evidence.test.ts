import { importFigures, listAudit, type NewFigureCount } from '@km/store'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createAccount } from '../accounts/create-account.ts'
import { hashOf } from '../accounts/open-accounts.ts'
import { addNetwork, openTestApp, password, signIn, testClock } from '../testing.ts'

const clock = testClock('2026-11-05T09:00:00Z')
type Requests = Awaited<ReturnType<typeof signIn>>
let opened: Awaited<ReturnType<typeof openTestApp>>
let networkId: number
let alice: Requests
const as: Record<string, Requests> = {}

/** 30 of 40 is 75% in October 2025; a correction makes it 32, which is 80%. 44 of 55 is 80% a year later. */
const counts = (day: string, schoolYear: string, parts: Readonly<Record<string, number>>) =>
  Object.entries(parts).map(
    ([part, value]): NewFigureCount => ({
      ...{ status: 'final', indicator: 'I.V03', referenceDate: day, schoolYear, part, value },
    }),
  )
const hand = (schoolYear: string, lines: readonly NewFigureCount[]) =>
  opened.store.inNetwork(networkId, (tx) =>
    importFigures(tx, {
      ...{ networkId, instrument: 'CF-VO', schoolYear, importedAt: clock.now(), role: 'project_leader' },
      counts: lines,
    }),
  )

beforeAll(async () => {
  opened = await openTestApp({ now: clock.now })
  const at = clock.now()
  networkId = await addNetwork(opened.store, {
    ...{ name: 'Regio', role: 'project_leader', email: 'alice@example.org', at },
  })
  alice = await signIn(opened.app, 'alice@example.org')
  const passwordHash = await hashOf(password)
  for (const role of ['member', 'roc_contact', 'board'] as const) {
    const email = `${role}@example.org`
    await opened.store.inNetwork(networkId, (tx) =>
      createAccount(tx, { networkId, role, name: role, email, passwordHash, at }),
    )
    as[role] = await signIn(opened.app, email)
  }
  const first = { denominator: 40, within: 30, higher: 5, lower: 5 }
  await hand('2025-2026', counts('2025-10-01', '2025-2026', first))
  await hand('2025-2026', [
    ...['denominator', 'numerator'].map(
      (part): NewFigureCount => ({
        ...{
          status: 'final',
          indicator: 'I.V09',
          referenceDate: '2025-10-01',
          schoolYear: '2025-2026',
          part,
        },
        value: 4,
      }),
    ),
  ])
})
afterAll(() => opened.close())

const figure = {
  ...{ indicator: 'I.V03', schoolYear: '2025-2026', referenceDate: '2025-10-01' },
  ...{ status: 'final', source: 'import' },
}
let id: number

describe('a figure as evidence of a finding', () => {
  it('is frozen with its value, denominator, day, status, source and meaning', async () => {
    const made = await alice('POST', '/api/findings', { figure })
    expect(made.status).toBe(201)
    id = made.body.id
    expect(made.body).toMatchObject({
      ...{ status: 'draft', schoolYear: '2025-2026', title: 'Geplaatst volgens advies' },
      ...{ expectationCodes: ['RE.5', 'OL.O.4'], changedSince: false },
      evidence: [
        {
          ...{ kind: 'figure', instrument: 'I.V03', figure, n: 40, frozenOn: '2026-11-05' },
          filter:
            'cijfer I.V03 Geplaatst volgens advies; hele groep; 1 oktober 2025, definitief, uit bestand',
          outcome:
            '30 van 40 (75%) volgens advies, 5 van 40 (13%) hoger dan advies, 5 van 40 (13%) lager dan advies',
          versions: [expect.stringMatching(/^[0-9a-f]{12}$/)],
          sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
        },
      ],
    })
    const log = await opened.store.inNetwork(networkId, (tx) => listAudit(tx, { networkId, limit: 5 }))
    expect(log[0]).toMatchObject({ verb: 'finding.create', subject: made.body.code })
    const { body } = await alice('GET', '/api/figures/I.V03')
    expect(body.findings).toMatchObject([{ id, status: 'draft' }])
  })

  it('is refused when it is too small to be shown, or not there', async () => {
    const small = await alice('POST', '/api/findings', { figure: { ...figure, indicator: 'I.V09' } })
    expect([small.status, small.body.code]).toEqual([422, 'cannot_freeze'])
    const other = await alice('POST', '/api/findings', { figure: { ...figure, status: 'provisional' } })
    expect([other.status, other.body.code]).toEqual([404, 'not_found'])
  })

  it('measures an action: the target stands beside the figure of its year', async () => {
    const action = {
      ...{ title: 'Warm gesprek', ownerRole: 'lid', measureInstrument: 'I.V03', measureItem: 'within' },
      ...{ measureUnit: 'share', targetValue: 85, targetYear: '2026-2027', dueOn: '2026-10-01' },
    }
    const made = await alice('POST', `/api/findings/${id}/actions`, action)
    expect([made.status, made.body.startValue]).toEqual([201, 75])
    const wrong = await alice('POST', `/api/findings/${id}/actions`, { ...action, measureItem: 'nothing' })
    expect([wrong.status, wrong.body.code]).toEqual([400, 'invalid_request'])
    await hand(
      '2026-2027',
      counts('2026-10-01', '2026-2027', { denominator: 55, within: 44, higher: 6, lower: 5 }),
    )
    const { body } = await alice('GET', '/api/figures/I.V03')
    expect(body.targets).toMatchObject([{ part: 'within', startValue: 75, targetValue: 85 }])
  })

  it('says that the value changed when the file came again with another number', async () => {
    await hand('2025-2026', counts('2025-10-01', '2025-2026', { within: 32, lower: 3 }))
    expect((await alice('GET', `/api/findings/${id}`)).body).toMatchObject({
      changedSince: true,
      evidence: [{ outcome: expect.stringMatching(/^30 van 40 \(75%\)/) }],
    })
  })

  it('is known to others once it is no draft, without its value; one of vo is not for the pilot', async () => {
    const seen = async (role: string) =>
      (await as[role]?.('GET', '/api/figures/I.V03'))?.body.findings?.length as number | undefined
    expect(await seen('member')).toBe(0)
    await alice('PATCH', `/api/findings/${id}`, { status: 'confirmed' })
    expect([await seen('member'), await seen('board')]).toEqual([1, 1])
    expect((await as.member?.('GET', `/api/findings/${id}`))?.body.evidence).toEqual([])
    expect((await as.roc_contact?.('GET', `/api/findings/${id}`))?.status).toBe(404)
    const { body } = (await as.member?.('GET', '/api/figures/I.V03')) ?? {}
    expect(body.targets).toEqual([])
  })
})
