import { readTallies } from '@km/store'
import { drawQr } from '../draw-qr.ts'
import { Problem } from '../problem.ts'
import { openLink } from './open-link.ts'
import type { RespondDeps } from './respond-deps.ts'
import type { ClassView } from './schema.ts'

/**
 * What a teacher puts on the board: the link to scan, and how many answers the round holds so far; never
 * who or what. Throws Problem `not_found` for a personal link, `round_closed` when nobody can answer.
 */
export async function viewClass(
  deps: RespondDeps,
  { token, address }: { readonly token: string; readonly address: string },
): Promise<ClassView> {
  const { networkId, invitation, round, roundState, expired, served } = await openLink(deps, token, address)
  if (invitation.kind !== 'open') throw new Problem('not_found')
  if (roundState !== 'open' || expired) throw new Problem('round_closed')
  const tallies = await deps.store.inNetwork(networkId, (tx) =>
    readTallies(tx, { networkId, roundIds: [round.id], per: 'network' }),
  )
  const url = `${deps.publicUrl}/r/${token}`
  return {
    title: served.facts.shortTitle,
    closesOn: round.closesOn,
    asksCode: invitation.asksCode,
    done: tallies.reduce((sum, { responses }) => sum + responses, 0),
    url,
    qr: drawQr(url),
  }
}
