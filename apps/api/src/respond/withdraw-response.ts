import { countAnswers } from '@km/definition'
import { audit, withdrawResponse as storeWithdrawal } from '@km/store'
import { Problem } from '../problem.ts'
import { type OpenedLink, openLink } from './open-link.ts'
import type { RespondDeps } from './respond-deps.ts'
import { schoolOfAnswers } from './send-response.ts'

/** What a row of the log may say: that it happened in this round, of level F only, and nobody's name. */
const program = { accountId: 'program', role: 'program' } as const

/** After it the link can be used again, when it is personal and its round still open. */
export interface Withdrawn {
  readonly canAnswer: boolean
}

const canAnswer = ({ roundState, expired, invitation }: OpenedLink): boolean =>
  roundState === 'open' && !expired && !invitation.asksCode

/**
 * Takes back what was sent, with its receipt, until the round is released. Throws Problem
 * `unknown_receipt`, `withdrawal_over`, or those of a link that does not open.
 */
export async function withdrawResponse(
  deps: RespondDeps,
  asked: { readonly token: string; readonly address: string },
  { receipt }: { readonly receipt: string },
): Promise<Withdrawn> {
  const link = await openLink(deps, asked.token, asked.address)
  const { networkId, invitation, round, served } = link
  const roundId = round.id
  deps.take.withdrawal(`${networkId}-${invitation.id}`)
  await deps.store.inNetwork(networkId, async (tx) => {
    const schoolId = schoolOfAnswers(link)
    const work = { networkId, roundId, invitation, schoolId, receipt, count: countAnswers }
    const outcome = await storeWithdrawal(tx, work)
    if (outcome === 'unknown_receipt') throw new Problem('unknown_receipt')
    if (outcome === 'round_closed') throw new Problem('withdrawal_over')
    if (served.facts.anonymityLevel === 'F') {
      const subject = `round:${roundId}`
      await audit(tx, { ...program, networkId, at: deps.now(), verb: 'response.withdraw', subject })
    }
  })
  return { canAnswer: canAnswer(link) }
}
