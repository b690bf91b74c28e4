import { beforeEach, expect, test } from 'vitest'
import { countRecords, countRoundAnswers } from './evidence-counts.ts'
import type { Store } from './open-store.ts'
import { createSubmitter } from './submissions.ts'
import { openTestStore } from './testing.ts'
import { type Cohort, makeCohort, submissionOf } from './testing-cohort.ts'
import { addAgreement, createVisit, findVisitResponseId } from './visits.ts'

const at = new Date('2020-01-10T12:00:00Z')
const schoolYear = '2019-2020'
let store: Store
let cohort: Cohort

beforeEach(async () => {
  const opened = await openTestStore()
  store = opened.store
  cohort = await makeCohort(store, { year: schoolYear })
  return () => opened.close()
})

const inside = <T>(work: Parameters<typeof store.inNetwork<T>>[1]) => store.inNetwork(cohort.networkId, work)
const records = (schoolIds?: readonly number[]) =>
  inside((tx) => countRecords(tx, { networkId: cohort.networkId, schoolYear, schoolIds }))

/** A record of the school at this place, about this pupil, sent or only begun. */
async function record(school: number, { caseNumber = '', sends = true } = {}): Promise<number> {
  const { networkId, round, schoolIds, personal } = cohort
  const values = { networkId, roundId: round.id, invitationId: personal[school]?.id ?? 0 }
  const { id } = await inside((tx) =>
    createVisit(tx, { ...values, schoolId: schoolIds[school] ?? 0, caseNumber, visitedOn: '2020-01-09' }),
  )
  if (!sends) return id
  const responseId = await inside((tx) => findVisitResponseId(tx, values))
  const submitter = createSubmitter(store, { now: () => at })
  await submitter.submit({
    ...submissionOf(cohort, { HOW: 2 }, { school }),
    ...(responseId === undefined ? {} : { responseId }),
  })
  return id
}

test('records are counted as begun, sent and agreed, per instrument', async () => {
  const sent = await record(0)
  await record(1)
  await record(2, { sends: false })
  await inside((tx) =>
    addAgreement(tx, {
      ...{ networkId: cohort.networkId, visitId: sent, kind: 'agreed', remark: '' },
      ...{ madeOn: '2020-01-12', role: 'coordinator' },
    }),
  )
  expect(await records()).toEqual([
    { instrument: 'TINY-F', ofSchools: true, begun: 1, sent: 2, agreed: 1, units: 2 },
  ])
  expect(await records([cohort.schoolIds[1] ?? 0])).toMatchObject([
    { begun: 0, sent: 1, agreed: 0, units: 1 },
  ])
})

test('two records about one pupil say something about one pupil', async () => {
  await record(0, { caseNumber: 'Z-1' })
  await record(1, { caseNumber: 'Z-1' })
  await record(2, { caseNumber: 'Z-2' })
  expect(await records()).toMatchObject([{ sent: 3, units: 2 }])
})

test('answers of a round are counted in people and in schools, of its year only', async () => {
  await record(0)
  await record(1)
  const count = (year: string) =>
    inside((tx) => countRoundAnswers(tx, { networkId: cohort.networkId, schoolYear: year }))
  expect(await count(schoolYear)).toEqual([{ roundId: cohort.round.id, responses: 2, schools: 2 }])
  expect(await count('2020-2021')).toEqual([])
})
