import { createInvitations, createRound, type Db } from '@km/store'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addNetwork, openTestApp, testClock } from '../testing.ts'
import { form, question, tinySurveys } from '../testing-surveys.ts'
import { openPostOffice } from './open-post-office.ts'

const surveys = tinySurveys({ facts: { code: 'KLEIN' }, versions: { '1.0': form([question('KL_1')]) } })
const clock = testClock('2026-10-05T09:00:00Z')
let opened: Awaited<ReturnType<typeof openTestApp>>
let networkId: number
let ids: { roundId: number; invitationId: number }

beforeAll(async () => {
  opened = await openTestApp({ now: clock.now, surveys })
  const account = { role: 'project_leader', email: 'alice@example.org', at: clock.now() } as const
  networkId = await addNetwork(opened.store, { name: 'Regio Test', ...account })
  ids = await opened.store.inNetwork(networkId, async (tx) => {
    const dates = { opensOn: '2026-10-01', closesOn: '2026-11-03' }
    const round = { networkId, instrument: 'KLEIN', definitionId: 1, schoolYear: '2026-2027', ...dates }
    const { id: roundId } = await createRound(tx, round)
    const [made] = await createInvitations(tx, [{ networkId, roundId, kind: 'open' }])
    return { roundId, invitationId: made?.id ?? 0 }
  })
})
afterAll(() => opened.close())

const mail = { kind: 'invitation', recipient: 'bob@example.org', subject: 'Vragenlijst', text: 'Hallo' }

describe('the post office', () => {
  it('keeps the same mail about an invitation once, and takes the next number', async () => {
    const office = openPostOffice(clock)
    const post = (number: number) =>
      opened.store.inNetwork(networkId, (tx: Db) => office.post(tx, { networkId, ...mail, ...ids, number }))
    await post(0)
    await expect(post(0)).rejects.toMatchObject({ code: 'already_mailed' })
    await post(1)
  })

  it('keeps no mail of work that is taken back', async () => {
    const office = openPostOffice(clock)
    const failing = opened.store.inNetwork(networkId, async (tx) => {
      await office.post(tx, { networkId, ...mail, ...ids, number: 2 })
      throw new Error('taken back')
    })
    await expect(failing).rejects.toThrow('taken back')
    await opened.store.inNetwork(networkId, (tx) =>
      office.post(tx, { networkId, ...mail, ...ids, number: 2 }),
    )
  })
})
