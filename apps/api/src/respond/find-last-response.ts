import { listRoleHistory, listRounds, listSchoolResponses, type StoredResponse } from '@km/store'
import { amsterdamDate } from '../clock.ts'
import type { OpenedLink } from './open-link.ts'
import type { RespondDeps } from './respond-deps.ts'
import type { ServedDefinition } from './served-definitions.ts'

/** What the same school answered the time before, under the version of that time. */
export interface LastResponse {
  readonly schoolYear: string
  readonly answers: StoredResponse['answers']
  readonly served: ServedDefinition
  /** Somebody else held the role then. */
  readonly otherCoordinator: boolean
}

/**
 * The newest earlier response of the school of a personal link, level F only; `undefined` when there is
 * none or the level keeps answers apart from schools.
 */
export async function findLastResponse(
  deps: RespondDeps,
  link: OpenedLink,
): Promise<LastResponse | undefined> {
  const { networkId, invitation, round, served } = link
  const { schoolId } = invitation
  const { anonymityLevel, mode } = served.facts
  // A visit has a record of its own: nothing is carried over from the one before.
  if (schoolId === null || anonymityLevel !== 'F' || mode === 'member') return undefined
  const { responses, rounds, roles } = await deps.store.inNetwork(networkId, async (tx) => ({
    responses: await listSchoolResponses(tx, { networkId, schoolId }),
    rounds: await listRounds(tx, networkId),
    roles: await listRoleHistory(tx, networkId),
  }))
  const answered = new Map(responses.map((response) => [response.roundId, response]))
  const last = rounds.findLast(
    (one) => one.instrument === round.instrument && one.opensOn < round.opensOn && answered.has(one.id),
  )
  const response = last && answered.get(last.id)
  if (last === undefined || response === undefined) return undefined
  const today = amsterdamDate(deps.now())
  return {
    schoolYear: last.schoolYear,
    answers: response.answers,
    served: await deps.served(response.definitionId),
    otherCoordinator: roles.some(
      (role) => role.schoolId === schoolId && role.heldFrom > last.opensOn && role.heldFrom <= today,
    ),
  }
}
