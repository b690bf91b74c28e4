import { audit, listActions, recordPilotDecision } from '@km/store'
import type { Who } from '../deps.ts'
import { Problem } from '../problem.ts'
import type { NewDecision, PilotPage } from './schema.ts'
import { pilotIn, readVotes } from './view-pilot.ts'
import type { VoicesDeps } from './voices-deps.ts'

/**
 * Keeps what was decided about the mbo pilot, with the votes and figures as they stand now. Throws Problem
 * `invalid_request` for an action that is not there or is not in the phase 'made to last'.
 */
export async function decidePilot(deps: VoicesDeps, who: Who, body: NewDecision): Promise<PilotPage> {
  const { networkId } = who
  const { actionId = null, ...given } = body
  const figures = await deps.pilotFigures(who)
  return deps.store.inNetwork(networkId, async (tx) => {
    const action = (await listActions(tx, networkId)).find((one) => one.id === actionId)
    if (actionId !== null && action?.phase !== 'sustain')
      throw new Problem('invalid_request', { fields: ['actionId'] })
    const votes = (await readVotes(tx, deps, who)).map((one) => ({ ...one }))
    const known = figures.filter(({ delivered }) => delivered)
    const evidence = [...votes, ...known.map((one) => ({ kind: 'figure', ...one }))]
    const { id } = await recordPilotDecision(tx, { ...given, networkId, actionId, evidence })
    const details = { outcome: given.outcome, schoolYear: given.schoolYear }
    await audit(tx, { ...who, at: deps.now(), verb: 'pilot.decide', subject: `decision:${id}`, details })
    return pilotIn(tx, deps, who, figures)
  })
}
