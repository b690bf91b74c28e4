import { type Db, findSchool } from '@km/store'
import type { Who } from '../deps.ts'
import { Problem } from '../problem.ts'
import { findVisit, readAgreements, summarise } from './find-visits.ts'
import type { VisitRecord } from './schema.ts'
import type { VisitsDeps } from './visits-deps.ts'
import { writeRecord } from './write-record.ts'

/** The record inside a transaction; see `readVisit`. */
export async function readVisitIn(tx: Db, deps: VisitsDeps, who: Who, id: number): Promise<VisitRecord> {
  const { networkId } = who
  const visit = await findVisit(tx, who, id)
  if (visit.record === null) throw new Problem('not_found')
  const { definitionId, answers } = visit.record
  const served = await deps.served(definitionId)
  const { schoolId } = visit
  const school = schoolId === null ? undefined : await findSchool(tx, { networkId, schoolId })
  const agreements = (await readAgreements(tx, networkId, [visit]))(visit)
  return {
    ...summarise(visit, { facts: served.facts, schoolName: school?.name, agreements }),
    pages: writeRecord(served, answers),
    agreements: agreements.map(({ kind, remark, madeOn, role }) => ({ kind, remark, madeOn, role })),
    speaksForSchool: who.role === 'coordinator',
  }
}

/**
 * The full record of a visit as it was sent, in words, with what the school said about it. Throws Problem
 * `not_found`, also for another school, another network and a record that is not sent yet.
 */
export const readVisit = (deps: VisitsDeps, who: Who, id: number): Promise<VisitRecord> =>
  deps.store.inNetwork(who.networkId, (tx) => readVisitIn(tx, deps, who, id))
