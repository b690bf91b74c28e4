import type { FrozenRow } from '@km/analysis'
import type { Definition, InstrumentFacts, Scale, TallyLayout } from '@km/definition'
import type { Db } from '@km/store'
import type { Deps, Who } from '../deps.ts'
import type { PilotFigure } from './schema.ts'

/** What a release shows of the whole network, by item. */
export interface FrozenRound {
  readonly number: number
  readonly rows: ReadonlyMap<string, FrozenRow['cell']>
}

export interface Published {
  readonly id: number
  readonly definition: Definition
  readonly facts: InstrumentFacts
  readonly layout: TallyLayout
  readonly scales: readonly Scale[]
}

/** What this step needs from the rest of the program; `app.ts` brings it together. */
export interface VoicesDeps extends Deps {
  /** Opens a published version by its id. */
  readonly served: (definitionId: number) => Promise<Published>
  /** The newest release of a round; undefined when there is none. */
  readonly readFrozen: (
    tx: Db,
    asked: { readonly networkId: number; readonly roundId: number },
  ) => Promise<FrozenRound | undefined>
  /** The figures about the pilot, as this person may see them. */
  readonly pilotFigures: (who: Who) => Promise<readonly PilotFigure[]>
}
