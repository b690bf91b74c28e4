import { exchangeCode as exchange } from '@km/store'
import { amsterdamDate } from '../clock.ts'
import { Problem } from '../problem.ts'
import { openLink } from './open-link.ts'
import type { RespondDeps } from './respond-deps.ts'

/**
 * Exchanges a code for a ticket that the device made: leave to send one answer. The same again is fine.
 * Nothing is kept of which code became which ticket. Throws Problem `wrong_class_code`, `round_closed`,
 * `unknown_link` or `too_many_requests`.
 */
export async function exchangeCode(
  deps: RespondDeps,
  asked: { readonly token: string; readonly address: string },
  body: { readonly code: string; readonly ticket: string },
): Promise<{ exchanged: true }> {
  const { networkId, invitation, round, roundState } = await openLink(deps, asked.token, asked.address)
  deps.take.code(`${networkId}-${invitation.id}`)
  if (roundState !== 'open') throw new Problem('round_closed')
  if (!invitation.asksCode) return { exchanged: true }
  const on = amsterdamDate(deps.now())
  const good = await deps.store.inNetwork(networkId, (tx) =>
    exchange(tx, { networkId, roundId: round.id, ...body, on }),
  )
  if (!good) throw new Problem('wrong_class_code')
  return { exchanged: true }
}
