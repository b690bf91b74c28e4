import { audit, readRegisterChoice, writeRegisterChoice } from '@km/store'
import { amsterdamDate } from '../clock.ts'
import type { Who } from '../deps.ts'
import { Problem } from '../problem.ts'
import type { RegistersDeps } from './registers-deps.ts'
import type { NewChoice } from './schema.ts'

/**
 * What the network chooses about its registers: the days of the progress rounds, and whether single pupils
 * are followed (level K), which takes a DPIA that was made and the function of who decided. Throws Problem
 * `invalid_request` for a DPIA that is still to come.
 */
export async function changeChoice(
  { store, now }: RegistersDeps,
  who: Who,
  { firstRoundBy, secondRoundBy, followUp }: NewChoice,
): Promise<{ done: true }> {
  const { networkId } = who
  const today = amsterdamDate(now())
  if (followUp !== false && followUp.dpiaOn > today)
    throw new Problem('invalid_request', { fields: ['followUp.dpiaOn'] })
  return store.inNetwork(networkId, async (tx) => {
    const before = await readRegisterChoice(tx, networkId)
    await writeRegisterChoice(tx, networkId, {
      firstRoundBy,
      secondRoundBy,
      ...(followUp === false
        ? { followUpSince: null, dpiaOn: before.dpiaOn, decidedBy: before.decidedBy }
        : { ...followUp, followUpSince: before.followUpSince ?? today }),
    })
    const wasOn = before.followUpSince !== null
    const turned = { on: 'follow_up.on', off: 'follow_up.off' } as const
    const verb =
      wasOn === (followUp !== false) ? 'register.choose' : followUp === false ? turned.off : turned.on
    const details = followUp === false ? {} : { dpiaOn: followUp.dpiaOn }
    await audit(tx, { ...who, at: now(), verb, subject: `network:${networkId}`, details })
    return { done: true }
  })
}
