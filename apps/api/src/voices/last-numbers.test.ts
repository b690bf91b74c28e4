import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addNetwork, client, openTestApp, signIn, testClock } from '../testing.ts'
import { form, question, tinySurveys } from '../testing-surveys.ts'

/** A form for people in a function, twice a year, that asks for two numbers. */
const number = (name: string) => {
  const { choices: _, scale: __, ...plain } = question(name) as Record<string, unknown>
  return { ...plain, type: 'text', inputType: 'number', min: 0, max: 50 }
}
const surveys = tinySurveys({
  facts: { code: 'COACH', unit: 'person', anonymityLevel: 'F', invitees: 'coach' },
  versions: { '1.0': form([number('CO_1'), number('CO_2')]) },
})
const clock = testClock('2027-01-11T09:00:00Z')
let opened: Awaited<ReturnType<typeof openTestApp>>
let alice: Awaited<ReturnType<typeof signIn>>

beforeAll(async () => {
  opened = await openTestApp({ now: clock.now, surveys })
  const account = { role: 'project_leader', email: 'alice@example.org', at: clock.now() } as const
  await addNetwork(opened.store, { name: 'Regio Test', ...account })
  alice = await signIn(opened.app, 'alice@example.org')
})
afterAll(() => opened.close())

/** A round of six coaches, of whom some answer before it closes; its first link that was not used. */
async function ask(period: string, opensOn: string, answers: readonly object[]) {
  const made = await alice('POST', '/api/rounds', {
    ...{ instrument: 'COACH', schoolYear: '2026-2027', period, opensOn, closesOn: opensOn, schoolIds: [] },
    ...{ retrospective: false, source: '', remindOn: [] },
  })
  const id = made.body.round.id as number
  const emails = Array.from({ length: 7 }, (_, at) => `coach-${period}-${at}@example.org`)
  const invited = await alice('POST', `/api/rounds/${id}/people`, { emails, byMail: false })
  const links = invited.body.links.map(({ url }: { url: string }) => url.replace(/.*\/r\//, '/api/respond/'))
  for (const [at, given] of answers.entries()) {
    const body = { submissionId: crypto.randomUUID(), answers: given }
    const sent = await client(opened.app)('POST', `${links[at]}/submissions`, body)
    expect(sent.status).toBe(201)
  }
  return { id, spare: links.at(-1) as string }
}

describe('numbers of the round before', () => {
  it('stand with the form, of everybody together and never of fewer than five', async () => {
    const first = await ask('januari', '2027-01-11', [{ CO_1: 0 }, { CO_1: 4 }, { CO_1: 7 }])
    const open = await client(opened.app)('GET', first.spare)
    expect(open.body).not.toHaveProperty('lastNumbers')
    expect((await alice('POST', `/api/rounds/${first.id}/close`)).status).toBe(200)

    // 0, 2, 3, 3, 5 and 8: together 21, in the middle 3 (R: quantile(c(0,2,3,3,5,8), .5, type = 1)). CO_2 four times.
    clock.set('2027-02-01T09:00:00Z')
    const counts = [0, 2, 3, 3, 5, 8]
    const second = await ask(
      'februari',
      '2027-02-01',
      counts.map((n, at) => (at < 4 ? { CO_1: n, CO_2: 1 } : { CO_1: n })),
    )
    const few = await client(opened.app)('GET', second.spare)
    expect(few.body.lastNumbers).toEqual({ schoolYear: '2026-2027', period: 'januari', numbers: [] })
    expect((await alice('POST', `/api/rounds/${second.id}/close`)).status).toBe(200)

    clock.set('2027-03-01T09:00:00Z')
    const third = await ask('maart', '2027-03-01', [])
    const seen = await client(opened.app)('GET', third.spare)
    expect(seen.body.lastNumbers).toMatchObject({
      period: 'februari',
      numbers: [{ n: 6, total: 21, median: 3 }],
    })
    expect(seen.body.lastNumbers.numbers).toHaveLength(1)
  })
})
