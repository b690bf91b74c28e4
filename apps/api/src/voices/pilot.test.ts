import { compileChecker, type Item, parseDefinition } from '@km/definition'
import { createAction, createFinding, createInvitations, importFigures, listPilotDecisions } from '@km/store'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fillForm } from '../demo/answer-form.ts'
import { addNetwork, client, openTestApp, signIn, testClock } from '../testing.ts'

const clock = testClock('2027-01-11T09:00:00Z')
let opened: Awaited<ReturnType<typeof openTestApp>>
let alice: Awaited<ReturnType<typeof signIn>>
let networkId: number
const schoolIds: number[] = []

beforeAll(async () => {
  opened = await openTestApp({ now: clock.now })
  const account = { role: 'project_leader', email: 'alice@example.org', at: clock.now() } as const
  networkId = await addNetwork(opened.store, { name: 'Regio Test', ...account })
  alice = await signIn(opened.app, 'alice@example.org')
  for (const name of ['Beuk', 'Eik', 'Linde']) {
    const school = { name, type: 'vmbo', joinedOn: '2020-08-01' }
    schoolIds.push((await alice('POST', '/api/schools', school)).body.id)
  }
})
afterAll(() => opened.close())

let period = 0
async function openRound(instrument: string, schools: readonly number[] = []) {
  period += 1
  const { body } = await alice('POST', '/api/rounds', {
    ...{ instrument, schoolYear: '2026-2027', period: `p${period}`, schoolIds: schools },
    ...{ opensOn: '2027-01-10', closesOn: '2027-01-31', retrospective: false, source: '', remindOn: [] },
  })
  const links = body.links.map(({ url }: { url: string }) => url.replace(/.*\/r\//, '/api/respond/'))
  return { id: body.round.id as number, links: links as string[] }
}
const send = async (link: string, answers: object) =>
  client(opened.app)('POST', `${link}/submissions`, { submissionId: crypto.randomUUID(), answers })
const close = (id: number) => alice('POST', `/api/rounds/${id}/close`)

describe('wishes of schools', () => {
  it('reach the project leader as soon as they are sent, most chosen first, with the place of each', async () => {
    const round = await openRound('KM-NT2', schoolIds)
    const choose = [['OL.D.1', 'BE.N.1'], ['BE.N.1']]
    for (const [at, topics] of choose.entries()) {
      const link = round.links[at] ?? ''
      const { definition: json, version } = (await client(opened.app)('GET', link)).body
      const [major, minor] = version.split('.').map(Number)
      const definition = parseDefinition(json, { instrument: 'KM-NT2', version: { major, minor } })
      const first = (item: Item) => {
        if (item.name === 'KM_V_1') return topics
        if (item.name === 'KM_V_2') return at === 0 ? 'Een training voor het team' : undefined
        return item.required ? (item.choices[0]?.value ?? 0) : undefined
      }
      const sent = await send(link, fillForm(definition, compileChecker(definition), first))
      expect(sent.status).toBe(201)
    }
    const { body } = await alice('GET', '/api/wishes')
    expect(body.schools).toBe(2)
    expect(
      body.topics.map((one: { expectation: string; schools: { name: string; place: number }[] }) => [
        one.expectation,
        ...one.schools.map(({ name, place }) => `${name} ${place}`),
      ]),
    ).toEqual([
      ['BE.N.1', 'Beuk 2', 'Eik 1'],
      ['OL.D.1', 'Beuk 1'],
    ])
    expect(body.help).toEqual([{ id: schoolIds[0], school: 'Beuk', text: 'Een training voor het team' }])
  })
})

/** A released round of coaches who answered this. */
async function coaches(answers: readonly object[], released = true) {
  const round = await openRound('MBO-COACH')
  const key = { networkId, roundId: round.id, kind: 'personal' as const }
  const made = await opened.store.inNetwork(networkId, (tx) =>
    createInvitations(
      tx,
      answers.map(() => key),
    ),
  )
  for (const [at, given] of answers.entries())
    expect((await send(`/api/respond/${made[at]?.token}`, given)).status).toBe(201)
  if (released) expect((await close(round.id)).status).toBe(200)
  return round
}
const agenda = async () => (await alice('GET', '/api/wishes')).body.agenda.length

describe('a coach who knows too little of the mbo', () => {
  it('puts it on the agenda only with leave when alone, and not before the round is released', async () => {
    await coaches([{ CO_8: 1, CO_8_agenda: 'nee' }])
    expect(await agenda()).toBe(0)
    await coaches([{ CO_8: 2, CO_8_agenda: 'ja' }])
    expect(await agenda()).toBe(1)
  })

  it('needs no leave among others, and nobody is named', async () => {
    await coaches([{ CO_8: 4 }, { CO_8: 5 }])
    expect(await agenda()).toBe(0)
    await coaches([{ CO_8: 1, CO_8_agenda: 'nee' }, { CO_8: 5 }], false)
    expect(await agenda()).toBe(0)
    await coaches([{ CO_8: 1, CO_8_agenda: 'nee' }, { CO_8: 5 }])
    const { body } = await alice('GET', '/api/wishes')
    expect(body.agenda).toEqual([
      { topic: 'mbo_knowledge', schoolYear: '2026-2027', period: expect.any(String) },
    ])
  })
})

describe('the decision about the mbo pilot', () => {
  it('stands on votes with n, what students say from five on, and what can be taken over', async () => {
    const students = await openRound('MBO-STU')
    for (let at = 0; at < 4; at += 1) await send(students.links[0] ?? '', { MS_10: 'ja' })
    await close(students.id)
    await coaches([{ CO_14: 'ja_zo', CO_13: 'Het startgesprek' }, { CO_14: 'nee' }])
    const { body } = await alice('GET', '/api/pilot')
    const [asked, coach, roc] = body.votes
    expect(asked).toMatchObject({ code: 'MS.10', answers: [] })
    expect(asked).not.toHaveProperty('n')
    expect(coach).toMatchObject({ code: 'CO.14', n: 2 })
    expect(coach.answers.map((one: { count: number }) => one.count)).toEqual([1, 0, 1])
    expect(roc).not.toHaveProperty('schoolYear')
    expect(body.takeOver).toEqual({ coaches: ['Het startgesprek'], roc: [] })
  })

  it('has the figures of the pilot beside them, those not handed in by who should', async () => {
    // 6 of 17 is 35%.
    const counts = Object.entries({ denominator: 17, numerator: 6 }).map(([part, value]) => ({
      ...{ indicator: 'I.M06', part, value, status: 'final' as const },
      ...{ schoolYear: '2026-2027', referenceDate: '2026-10-01' },
    }))
    await opened.store.inNetwork(networkId, (tx) =>
      importFigures(tx, {
        ...{ networkId, instrument: 'CF-MBO', schoolYear: '2026-2027', role: 'roc_contact' },
        ...{ importedAt: clock.now(), counts },
      }),
    )
    const { figures } = (await alice('GET', '/api/pilot')).body
    const codes = figures.map(({ code }: { code: string }) => code)
    expect(codes).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9].map((n) => `I.M0${n}`))
    expect(figures[5]).toMatchObject({
      delivered: true,
      summary: 'Op 1 oktober 2026: 6 van 17 (35%) gestopt zonder diploma.',
    })
    expect(figures[3]).toMatchObject({
      delivered: false,
      summary: expect.stringMatching(/^Dit cijfer is nog/),
    })
  })

  it('is kept with its votes and figures, and hangs only on an action that is made to last', async () => {
    const at = clock.now()
    const [early, last] = await opened.store.inNetwork(networkId, async (tx) => {
      const finding = await createFinding(tx, {
        ...{ networkId, schoolYear: '2026-2027', title: 'Pilot', kind: 'chance', expectationCodes: [] },
        ...{ evidence: [], createdAt: at, createdBy: 'project_leader' },
      })
      const action = (phase: 'run_up' | 'sustain') =>
        createAction(tx, {
          ...{ networkId, findingId: finding.id, title: 'Overnemen', ownerRole: 'ROC', phase, createdAt: at },
          ...{ measureInstrument: 'KM-NT2', measureItem: 'KM_BE_N_1', measureUnit: 'count' },
          ...{ startValue: 1, targetValue: 2, targetYear: '2027-2028', dueOn: '2027-06-01' },
        })
      return [await action('run_up'), await action('sustain')]
    })
    const decision = {
      ...{ outcome: 'adjust', reasons: 'Het helpt, maar kleine aantallen.', conditions: '' },
      ...{ decidedBy: 'bestuur', decidedOn: '2027-01-11', schoolYear: '2026-2027' },
    }
    const refused = await alice('POST', '/api/pilot/decisions', { ...decision, actionId: early?.id })
    expect([refused.status, refused.body.code]).toEqual([400, 'invalid_request'])
    const moved = await alice('PATCH', `/api/actions/${early?.id}`, { phase: 'speed_up' })
    expect([moved.status, moved.body.phase]).toEqual([200, 'speed_up'])
    const made = await alice('POST', '/api/pilot/decisions', { ...decision, actionId: last?.id })
    expect(made.status).toBe(201)
    expect(made.body.decisions).toMatchObject([{ ...decision, action: { title: 'Overnemen' } }])
    const kept = await opened.store.inNetwork(networkId, (tx) => listPilotDecisions(tx, networkId))
    expect(kept.map(({ evidence }) => evidence.length)).toEqual([4])
    const [decided] = made.body.decisions
    expect(decided.votes).toHaveLength(3)
    expect(decided.figures).toMatchObject([{ code: 'I.M06', summary: expect.stringMatching(/6 van 17/) }])
  })
})
