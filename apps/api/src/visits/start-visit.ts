import { type InstrumentFacts, type RecordSubject, recordSubject } from '@km/definition'
import {
  audit,
  createInvitations,
  createVisit,
  type Db,
  ensureRound,
  findRound,
  findSchool,
  listDefinitions,
  type Round,
  renewInvitation,
  saveDraft,
} from '@km/store'
import { addDays, amsterdamDate, roundState, schoolYearOf } from '../clock.ts'
import type { Who } from '../deps.ts'
import { Problem } from '../problem.ts'
import { findVisit, scopeOf } from './find-visits.ts'
import { madeLater } from './nl.ts'
import type { NewVisit, VisitLink } from './schema.ts'
import { listCases } from './see-cases.ts'
import type { VisitsDeps } from './visits-deps.ts'

/** How long records of an earlier school year can be made, in days. */
const daysForEarlier = 30

const wrong = (field: string) => new Problem('invalid_request', { fields: [field] })

type Recorded = Pick<InstrumentFacts, 'mode' | 'anonymityLevel' | 'unit' | 'invitees'>

/** What this person can make a record about with this instrument; undefined when they do not. */
export function aboutWhat(facts: Recorded, { role }: Pick<Who, 'role'>): RecordSubject | undefined {
  const about = recordSubject(facts)
  const makes = facts.invitees === undefined || facts.invitees === role
  return makes && (about !== 'case' || role === 'member') ? about : undefined
}

/** The newest version of an instrument for visits: that is what the round of a new school year pins. */
async function newestOf(tx: Db, who: Who, { instrument, schoolId, placementId }: NewVisit) {
  const newest = (await listDefinitions(tx)).filter((row) => row.instrument === instrument).at(-1)
  const facts = newest?.facts as InstrumentFacts | undefined
  const about = facts && aboutWhat(facts, who)
  if (newest === undefined || facts === undefined || about === undefined) throw wrong('instrument')
  if ((about === 'school') !== (schoolId !== undefined)) throw wrong('schoolId')
  if ((about === 'case') !== (placementId !== undefined)) throw wrong('placementId')
  return { definitionId: newest.id, facts }
}

/**
 * Visits of one school year are one round, opened by the first and open until the year ends. One of an earlier
 * year, of which no record was made then, is open for a while and marked as entered afterwards.
 */
async function roundOf(tx: Db, deps: VisitsDeps, who: Who, body: NewVisit) {
  const { networkId } = who
  const schoolYear = schoolYearOf(body.visitedOn)
  const today = amsterdamDate(deps.now())
  if (schoolYear > schoolYearOf(today)) throw wrong('visitedOn')
  const { definitionId, facts } = await newestOf(tx, who, body)
  const dates =
    schoolYear === schoolYearOf(today)
      ? { opensOn: `${schoolYear.slice(0, 4)}-08-01`, closesOn: `${schoolYear.slice(5)}-07-31` }
      : { opensOn: today, closesOn: addDays(today, daysForEarlier), retrospective: true, source: madeLater }
  const wanted = { networkId, instrument: body.instrument, definitionId, schoolYear, ...dates }
  const { round, isNew } = await ensureRound(tx, wanted)
  if (roundState(round, deps.now()) !== 'open') throw new Problem('round_released')
  if (isNew)
    await audit(tx, { ...who, at: deps.now(), verb: 'round.open', subject: `round:${round.id}`, details: {} })
  return { round, facts }
}

/** A link for who makes the record; the day stands in the form already. */
async function invite(
  tx: Db,
  deps: VisitsDeps,
  asked: { round: Round; facts: InstrumentFacts; place: Place; visitedOn: string },
) {
  const { round, facts, place, visitedOn } = asked
  const { networkId } = round
  const ofSchool = place.schoolId === undefined ? {} : { schoolId: place.schoolId }
  const one = {
    networkId,
    roundId: round.id,
    kind: 'personal' as const,
    ...ofSchool,
    recipientRole: 'member',
  }
  const [made] = await createInvitations(tx, [one])
  if (made === undefined) throw new Error('The link was not made.')
  const { id: invitationId, token } = made
  const { id: visitId } = await createVisit(tx, {
    networkId,
    roundId: round.id,
    ...place,
    invitationId,
    visitedOn,
  })
  if (facts.dateItem !== undefined)
    await saveDraft(tx, {
      networkId,
      invitationId,
      definitionId: round.definitionId,
      answers: { [facts.dateItem]: visitedOn },
      page: 0,
      revision: 0,
      savedAt: deps.now(),
    })
  return { visitId, token }
}

/** Where a record belongs. */
interface Place {
  readonly schoolId?: number
  readonly caseNumber?: string
}

async function findPlace(tx: Db, who: Who, body: NewVisit): Promise<Place> {
  const { schoolId, placementId, visitedOn } = body
  if (placementId !== undefined) {
    const found = (await listCases(tx, who)).find((one) => one.placementId === placementId)
    if (found === undefined) throw new Problem('not_found')
    return { schoolId: found.schoolId, caseNumber: found.caseNumber }
  }
  if (schoolId === undefined) return {}
  const school = await findSchool(tx, { networkId: who.networkId, schoolId })
  if (school === undefined || scopeOf(who)?.includes(schoolId) === false) throw new Problem('not_found')
  if (school.leftOn !== null && school.leftOn < visitedOn) throw wrong('schoolId')
  return { schoolId }
}

/**
 * Begins a record of a visit, a meeting, the network or one pupil, as often as there are. The link is shown
 * this once. Throws Problem `not_found` for a school or a pupil that is not this person's, `invalid_request`
 * with the field, `round_released`.
 */
export async function startVisit(deps: VisitsDeps, who: Who, body: NewVisit): Promise<VisitLink> {
  const { networkId } = who
  return deps.store.inNetwork(networkId, async (tx) => {
    const place = await findPlace(tx, who, body)
    const { round, facts } = await roundOf(tx, deps, who, body)
    const { visitId, token } = await invite(tx, deps, { round, facts, place, visitedOn: body.visitedOn })
    const details = { round: round.id, ...(place.schoolId !== undefined && { school: place.schoolId }) }
    await audit(tx, { ...who, at: deps.now(), verb: 'visit.start', subject: `visit:${visitId}`, details })
    return { visitId, url: `${deps.publicUrl}/r/${token}` }
  })
}

/**
 * A new link to a record that is not sent yet; the one before stops working, what was begun stays. Throws
 * Problem `not_found`, `already_sent`, `round_closed`.
 */
export async function renewVisitLink(deps: VisitsDeps, who: Who, visitId: number): Promise<VisitLink> {
  const { networkId } = who
  return deps.store.inNetwork(networkId, async (tx) => {
    const { roundId, invitationId } = await findVisit(tx, who, visitId)
    const round = await findRound(tx, { networkId, roundId })
    const token = await renewInvitation(tx, { networkId, invitationId })
    if (token === undefined) throw new Problem('already_sent')
    if (round === undefined || roundState(round, deps.now()) !== 'open') throw new Problem('round_closed')
    await audit(tx, { ...who, at: deps.now(), verb: 'visit.link', subject: `visit:${visitId}` })
    return { visitId, url: `${deps.publicUrl}/r/${token}` }
  })
}
