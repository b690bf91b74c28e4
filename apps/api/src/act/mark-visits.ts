import type { InstrumentFacts } from '@km/definition'
import { type Db, listAgreements, listDefinitions, listSchools, listVisits } from '@km/store'
import { readGroups } from '../school-groups.ts'
import type { SeenComparison } from './freeze-cell.ts'
import * as nl from './nl.ts'
import type { Evidence } from './schema.ts'

/**
 * Records that a school did not agree to count as evidence only with that mark: it stands in the filter, and
 * with it in the hash. The comparison comes back as it was when there is nothing to mark.
 */
export async function markVisits(
  tx: Db,
  networkId: number,
  { seen, reference }: { readonly seen: SeenComparison; readonly reference: Evidence['reference'] },
): Promise<SeenComparison> {
  const rounds = new Set(seen.periods.map((period) => period.roundId))
  const schools = await listSchools(tx, networkId)
  const groupsIn = await readGroups(tx, { networkId, roundIds: [...rounds], schools })
  const asking = new Set(
    (await listDefinitions(tx))
      .filter((row) => (row.facts as unknown as InstrumentFacts).asksAgreement === true)
      .map((row) => row.id),
  )
  const { school, group } = reference
  const schoolIds = school === undefined ? undefined : [school]
  const records = (await listVisits(tx, { networkId, schoolIds })).filter(
    (visit) =>
      rounds.has(visit.roundId) &&
      visit.record !== null &&
      asking.has(visit.record.definitionId) &&
      (group === undefined || groupsIn(visit.roundId, visit.schoolId ?? 0).includes(group)),
  )
  const said = await listAgreements(tx, { networkId, visitIds: records.map((visit) => visit.id) })
  const agreed = new Set(said.filter((one) => one.kind === 'agreed').map((one) => one.visitId))
  const open = records.filter((visit) => !agreed.has(visit.id)).length
  return open === 0 ? seen : { ...seen, filter: `${seen.filter}; ${nl.notAgreed(open, records.length)}` }
}
