import { type Draft, type Invitation, type RoundWithKey, readToken } from '@km/store'
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
  /** May answers be kept on the server before they are sent? 'own': nor afterwards (level P). */
  readonly keeps: 'server' | 'device' | 'own'
}

function keepsOf({ kind }: Invitation, { facts }: ServedDefinition): OpenedLink['keeps'] {
  if (facts.anonymityLevel === 'P') return 'own'
  return kind === 'personal' && facts.anonymityLevel !== 'A' ? 'server' : 'device'
}

/**
 * Finds what a link opens. `address` is only counted, and only when the link is unknown. Throws Problem
 * `unknown_link`, or `too_many_requests` when this link or this address asked too often.
 */
export async function openLink(deps: RespondDeps, token: string, address: string): Promise<OpenedLink> {
  const read = readToken(token)
  const found = read && (await deps.findLink(read))
  if (read === undefined || found === undefined) {
    deps.take.unknown(address)
    throw new Problem('unknown_link')
  }
  const { networkId } = read
  const { invitation, round } = found
  const draft = invitation.state === 'started' ? (found.draft ?? undefined) : undefined
  deps.take[invitation.kind](`${networkId}-${invitation.id}`)
  const now = deps.now()
  const served = await deps.served(draft?.definitionId ?? round.definitionId)
  return {
    networkId,
    invitation,
    round,
    draft,
    served,
    roundState: roundState(round, now),
    expired: invitation.expiresOn !== null && amsterdamDate(now) > invitation.expiresOn,
    keeps: keepsOf(invitation, served),
  }
}
