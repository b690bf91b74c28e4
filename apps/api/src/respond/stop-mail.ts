import { changeInvitation } from '@km/store'
import { openLink } from './open-link.ts'
import type { RespondDeps } from './respond-deps.ts'

/** No reminder goes to this invitation any more; its link goes on working. Throws Problem `unknown_link`. */
export async function stopMail(
  deps: RespondDeps,
  asked: { readonly token: string; readonly address: string },
): Promise<{ stopped: true }> {
  const { networkId, invitation } = await openLink(deps, asked.token, asked.address)
  if (invitation.kind === 'personal')
    await deps.store.inNetwork(networkId, (tx) =>
      changeInvitation(tx, { networkId, invitationId: invitation.id, noMail: true }),
    )
  return { stopped: true }
}
