import { beforeEach, expect, test } from 'vitest'
import type { Store } from './open-store.ts'
import { releaseRound } from './releases.ts'
import { forgetAnswers, forgetTexts } from './retention.ts'
import { ensureRound, moveClosing } from './rounds.ts'
import { violatedConstraint } from './store-problem.ts'
import { createSubmitter } from './submissions.ts'
import { openTestStore } from './testing.ts'
import { type Cohort, makeCohort, submissionOf } from './testing-cohort.ts'
import { addAgreement, createVisit, findVisitResponseId, listAgreements, listVisits } from './visits.ts'

const at = new Date('2020-01-10T12:00:00Z')
let store: Store
let cohort: Cohort
let visitId: number

/** A visit of 2019-2020 whose record was sent, with one remark. */
beforeEach(async () => {
  const opened = await openTestStore()
  store = opened.store
  cohort = await makeCohort(store, { year: '2019-2020' })
  const { networkId, round, schoolIds, personal } = cohort
  const invitationId = personal[0]?.id ?? 0
  const values = { networkId, roundId: round.id, schoolId: schoolIds[0] ?? 0, invitationId }
  visitId = await store.inNetwork(networkId, async (tx) => {
    await moveClosing(tx, { networkId, roundId: round.id, closesOn: '2020-02-01' })
    return (await createVisit(tx, { ...values, visitedOn: '2020-01-09' })).id
  })
  const responseId = await store.inNetwork(networkId, (tx) => findVisitResponseId(tx, values))
  const submitter = createSubmitter(store, { now: () => at })
  await submitter.submit({ ...submissionOf(cohort, { HOW: 2 }, { school: 0 }), responseId })
  await say('remark', 'Wij zagen iets anders.')
  return () => opened.close()
})

const inside = <T>(work: Parameters<typeof store.inNetwork<T>>[1]) => store.inNetwork(cohort.networkId, work)
const say = (kind: 'agreed' | 'remark', remark: string) =>
  inside((tx) =>
    addAgreement(tx, {
      ...{ networkId: cohort.networkId, visitId, kind, remark },
      ...{ madeOn: '2020-01-12', role: 'coordinator' },
    }),
  )
const visits = () => inside((tx) => listVisits(tx, { networkId: cohort.networkId }))
const remarks = () =>
  inside(async (tx) =>
    (await listAgreements(tx, { networkId: cohort.networkId, visitIds: [visitId] })).map((one) => one.remark),
  )
const release = () =>
  inside((tx) =>
    releaseRound(tx, {
      ...{ networkId: cohort.networkId, roundId: cohort.round.id, at },
      freeze: async () => ({}),
    }),
  )
const past = () => ({ networkId: cohort.networkId, roundId: cohort.round.id, today: '2025-08-02' })

test('a visit finds the response that was sent over its link', async () => {
  expect(await visits()).toMatchObject([{ id: visitId, state: 'done', record: { answers: { HOW: 2 } } }])
})

test('a school agrees once, and remarks as often as it likes', async () => {
  await say('agreed', '')
  await say('remark', 'Nog iets.')
  const again = await say('agreed', '').then(
    () => undefined,
    (error: unknown) => violatedConstraint(error),
  )
  expect(again).toBe('agreement_once')
})

test('what a school remarked goes with what was written in the record', async () => {
  await release()
  await inside((tx) => forgetTexts(tx, { ...past(), places: [] }))
  expect(await remarks()).toEqual([''])
  expect(await visits()).toHaveLength(1)
})

test('a visit goes with its record, and so does what the school said', async () => {
  await release()
  await inside((tx) => forgetAnswers(tx, past()))
  expect(await visits()).toEqual([])
  expect(await remarks()).toEqual([])
})

test('two who open the round of a year at the same moment share it', async () => {
  const { networkId, definitionId } = cohort
  const dates = { schoolYear: '2026-2027', opensOn: '2026-08-01', closesOn: '2027-07-31' }
  const wanted = { networkId, instrument: 'TINY-F', definitionId, ...dates }
  const both = await Promise.all([1, 2].map(() => inside((tx) => ensureRound(tx, wanted))))
  expect(both.map((one) => one.isNew).sort()).toEqual([false, true])
  expect(new Set(both.map((one) => one.round.id)).size).toBe(1)
})
