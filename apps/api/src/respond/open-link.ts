import {
  type Draft,
  findInvitation,
  type Invitation,
  type RoundWithKey,
  readDraft,
  readToken,
} from '@km/store'
import { amsterdamDate, type RoundState, roundState } from '../clock.ts'
import { Problem } from '../problem.ts'
import type { RespondDeps } from './respond-deps.ts'
import type { ServedDefinition } from './served-definitions.ts'

/** A link that somebody holds, with where its round stands now. */
export interface OpenedLink {
  readonly networkId: number
  readonly invitation: Invitation
  readonly round: RoundWithKey
  readonly roundState: RoundState
  readonly expired: boolean
  /** What is kept on the server; only of personal links. */
  readonly draft: Draft | undefined
  /** The version of the draft, for ever; otherwise the round's. */
  readonly served: ServedDefinition
  /** May answers be kept on the server before they are sent? */
  readonly keeps: 'server' | 'device'
}

async function find(deps: RespondDeps, token: string) {
  const read = readToken(token)
  if (read === undefined) return undefined
  const { networkId } = read
  return deps.store.inNetwork(networkId, async (tx) => {
    const found = await findInvitation(tx, token)
    if (found === undefined) return undefined
    const { invitation } = found
    const draft =
      invitation.kind === 'personal' && invitation.state === 'started'
        ? await readDraft(tx, { networkId, invitationId: invitation.id })
        : undefined
    return { ...found, networkId, draft }
  })
}

/**
 * Finds what a link opens. `address` is only counted, and only when the link is unknown. Throws Problem
 * `unknown_link`, or `too_many_requests` when this link or this address asked too often.
 */
export async function openLink(deps: RespondDeps, token: string, address: string): Promise<OpenedLink> {
  const found = await find(deps, token)
  if (found === undefined) {
    deps.take.unknown(address)
    throw new Problem('unknown_link')
  }
  const { networkId, invitation, round, draft } = found
  deps.take[invitation.kind](`${networkId}-${invitation.id}`)
  const now = deps.now()
  const served = await deps.served(draft?.definitionId ?? round.definitionId)
  const anonymous = served.facts.anonymityLevel === 'A'
  return {
    networkId,
    invitation,
    round,
    draft,
    served,
    roundState: roundState(round, now),
    expired: invitation.expiresOn !== null && amsterdamDate(now) > invitation.expiresOn,
    keeps: invitation.kind === 'personal' && !anonymous ? 'server' : 'device',
  }
}
