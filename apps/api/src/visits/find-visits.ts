import type { InstrumentFacts } from '@km/definition'
import { type Agreement, type Db, listAgreements, listDefinitions, listVisits, type Visit } from '@km/store'
import type { Who } from '../deps.ts'
import { Problem } from '../problem.ts'
import type { VisitSummary } from './schema.ts'
import { caseSchools, withoutCases } from './see-cases.ts'

/** Schools whose visits this person sees: `undefined` is all of them. */
export const scopeOf = ({ role, schoolIds }: Who): readonly number[] | undefined =>
  role === 'project_leader' ? undefined : schoolIds

/** Records without a school are of the whole team. */
const isTeam = ({ role }: Who): boolean => role === 'member' || role === 'project_leader'

/** A coordinator reads what was sent; what is still being written is the member's own. */
const isVisible = (who: Who, visit: Visit): boolean => who.role !== 'coordinator' || visit.record !== null

/** Visits that this person may see, newest first. */
export async function findVisits(tx: Db, who: Who): Promise<Visit[]> {
  const { networkId } = who
  const found = await listVisits(tx, { networkId, schoolIds: scopeOf(who), alsoNetwork: isTeam(who) })
  const seen = withoutCases(found, await caseSchools(tx, who))
  return seen.filter((visit) => isVisible(who, visit) && visit.state !== 'revoked')
}

/** One visit that this person may see; throws Problem `not_found`, also for another school or network. */
export async function findVisit(
  tx: Db,
  who: Who,
  id: number,
  { dropped = false }: { readonly dropped?: boolean } = {},
): Promise<Visit> {
  const { networkId } = who
  const found = await listVisits(tx, { networkId, schoolIds: scopeOf(who), alsoNetwork: isTeam(who), id })
  const [visit] = withoutCases(found, await caseSchools(tx, who))
  if (visit === undefined || !isVisible(who, visit)) throw new Problem('not_found')
  if (visit.state === 'revoked' && !dropped) throw new Problem('not_found')
  return visit
}

/** Facts of every published version by id, as they were checked at publication. */
export async function readFacts(tx: Db): Promise<ReadonlyMap<number, InstrumentFacts>> {
  return new Map((await listDefinitions(tx)).map((row) => [row.id, row.facts as unknown as InstrumentFacts]))
}

interface Around {
  readonly facts: InstrumentFacts | undefined
  readonly schoolName: string | undefined
  readonly agreements: readonly Agreement[]
}

function stateOf({ record }: Visit, { facts, agreements }: Around): VisitSummary['state'] {
  if (record === null) return 'begun'
  if (facts?.asksAgreement !== true) return 'sent'
  return agreements.some((one) => one.kind === 'agreed') ? 'agreed' : 'not_agreed'
}

/** The day that the record names, once it is there: whoever made it may have corrected it. */
function dayOf({ record, visitedOn }: Visit, { facts }: Around): string {
  const named = facts?.dateItem === undefined ? undefined : record?.answers[facts.dateItem]
  return typeof named === 'string' ? named : visitedOn
}

/** A visit as lists show it. */
export function summarise(visit: Visit, around: Around): VisitSummary {
  const { facts, schoolName, agreements } = around
  const agreed = agreements.find((one) => one.kind === 'agreed')
  return {
    id: visit.id,
    instrument: visit.instrument,
    instrumentTitle: facts?.title ?? visit.instrument,
    ...(visit.schoolId !== null && { school: { id: visit.schoolId, name: schoolName ?? '' } }),
    ...(visit.caseNumber !== '' && { caseNumber: visit.caseNumber }),
    schoolYear: visit.schoolYear,
    retrospective: visit.retrospective,
    visitedOn: dayOf(visit, around),
    state: stateOf(visit, around),
    ...(visit.record !== null && { sentOn: visit.record.submittedOn }),
    ...(agreed !== undefined && { agreedOn: agreed.madeOn }),
    remarks: agreements.filter((one) => one.remark !== '').length,
  }
}

/** What the schools said about these visits, by visit. */
export async function readAgreements(
  tx: Db,
  networkId: number,
  visits: readonly Visit[],
): Promise<(visit: Visit) => Agreement[]> {
  const all = await listAgreements(tx, { networkId, visitIds: visits.map((visit) => visit.id) })
  return (visit) => all.filter((one) => one.visitId === visit.id)
}
