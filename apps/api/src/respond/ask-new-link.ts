import { openLink } from './open-link.ts'
import type { RespondDeps } from './respond-deps.ts'

interface Asked {
  readonly token: string
  readonly address: string
}

/**
 * Asks for a new link to the address that was invited. The answer is the same whether one was sent or not,
 * and no address is shown. Throws Problem `unknown_link`, or `too_many_requests` when it was asked often.
 */
export async function askNewLink(deps: RespondDeps, asked: Asked): Promise<{ asked: true }> {
  const { networkId, invitation } = await openLink(deps, asked.token, asked.address)
  deps.take.newLink(`${networkId}-${invitation.id}`)
  if (invitation.kind === 'personal') await deps.mailNewLink({ networkId, invitationId: invitation.id })
  return { asked: true }
}
