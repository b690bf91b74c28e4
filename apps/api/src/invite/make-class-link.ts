import { audit, createCodes, createInvitations } from '@km/store'
import type { Who } from '../deps.ts'
import { drawQr } from '../draw-qr.ts'
import { Problem } from '../problem.ts'
import type { InviteDeps } from './invite-deps.ts'
import { sheetText } from './nl.ts'
import { findRoundForMail } from './open-round-for-mail.ts'
import type { ClassLink } from './schema.ts'

/**
 * One more open link of a round with its QR code, for the sheet in the classroom; with `codes` an answer
 * needs a code, each good for one. Links of before go on working. Throws Problem `not_found` or
 * `round_not_open`.
 */
export async function makeClassLink(
  deps: InviteDeps,
  who: Who,
  { roundId, codes: count }: { readonly roundId: number; readonly codes: number },
): Promise<ClassLink> {
  const { networkId } = who
  return deps.store.inNetwork(networkId, async (tx) => {
    const { round, facts, network, open, active } = await findRoundForMail(deps, tx, { networkId, roundId })
    if (!open || !active) throw new Problem('round_not_open')
    const wanted = { networkId, roundId, kind: 'open' as const, asksCode: count > 0 }
    const [made] = await createInvitations(tx, [wanted])
    if (made === undefined) throw new Error('The link was not made.')
    const codes = await createCodes(tx, { networkId, roundId, count })
    const details = { invitation: made.id, codes: count }
    await audit(tx, { ...who, at: deps.now(), verb: 'link.class', subject: `round:${roundId}`, details })
    const url = `${deps.publicUrl}/r/${made.token}`
    const { title, minutes } = facts
    const intro = sheetText.intro(minutes, count > 0)
    const sheet = { title, intro, minutes, closesOn: round.closesOn, network }
    return { invitationId: made.id, url, qr: drawQr(url), codes, sheet }
  })
}
