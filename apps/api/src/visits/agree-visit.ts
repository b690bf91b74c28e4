import { addAgreement, audit } from '@km/store'
import { amsterdamDate } from '../clock.ts'
import type { Who } from '../deps.ts'
import { Problem } from '../problem.ts'
import { readVisitIn } from './read-visit.ts'
import type { NewAgreement, VisitRecord } from './schema.ts'
import type { VisitsDeps } from './visits-deps.ts'

/**
 * The school agrees to the record of a visit or adds a remark; the record stays as it was sent. Throws
 * Problem `not_found`, `already_agreed`.
 */
export async function agreeVisit(
  deps: VisitsDeps,
  who: Who,
  asked: { readonly visitId: number } & NewAgreement,
): Promise<VisitRecord> {
  const { networkId, role } = who
  const { visitId, kind, remark } = asked
  return deps.store.inNetwork(networkId, async (tx) => {
    const { state } = await readVisitIn(tx, deps, who, visitId)
    if (state === 'sent') throw new Problem('not_found')
    if (kind === 'agreed' && state === 'agreed') throw new Problem('already_agreed')
    const madeOn = amsterdamDate(deps.now())
    await addAgreement(tx, { networkId, visitId, kind, remark, madeOn, role })
    const verb = kind === 'agreed' ? 'visit.agree' : 'visit.remark'
    await audit(tx, { ...who, at: deps.now(), verb, subject: `visit:${visitId}` })
    return readVisitIn(tx, deps, who, visitId)
  })
}
