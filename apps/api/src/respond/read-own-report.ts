import { Problem } from '../problem.ts'
import type { SchoolView } from '../report/schema.ts'
import { openLink } from './open-link.ts'
import type { RespondDeps } from './respond-deps.ts'

/**
 * The school's own report, for who holds its personal link of level F and has sent. Throws Problem
 * `not_allowed` otherwise.
 */
export async function readOwnReport(
  deps: RespondDeps,
  asked: { readonly token: string; readonly address: string },
): Promise<SchoolView> {
  const { networkId, invitation, served } = await openLink(deps, asked.token, asked.address)
  const { schoolId, kind, state } = invitation
  const { facts } = served
  const own =
    kind === 'personal' && state === 'done' && facts.anonymityLevel === 'F' && facts.mode !== 'member'
  if (!own || schoolId === null) throw new Problem('not_allowed')
  return deps.readSchoolReport({ networkId, schoolId })
}
