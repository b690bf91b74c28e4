import { listRounds } from '@km/store'
import { periodName } from '../nl.ts'
import { shareRelease } from '../report/share-release.ts'
import { decidePilot } from '../voices/decide-pilot.ts'
import type { DemoWorld } from './demo-world.ts'
import { pilotDecision } from './nl.ts'

/** The pilot goes on with a condition; after the decision the coaches may see what students said in June. */
export async function decideOnPilot({ store, who, voices, setDay }: DemoWorld): Promise<void> {
  const decided = { decidedOn: '2026-10-20', schoolYear: '2025-2026', outcome: 'adjust' } as const
  setDay(decided.decidedOn)
  await decidePilot(voices, who, { ...pilotDecision, ...decided })
  const rounds = await store.inNetwork(who.networkId, (tx) => listRounds(tx, who.networkId))
  const june = rounds.find((one) => one.instrument === 'MBO-STU' && periodName(one) === 'juni 2025-2026')
  if (june === undefined) throw new Error('There is no pilot round of June.')
  await shareRelease(voices, who, { id: june.id, shared: true })
}
