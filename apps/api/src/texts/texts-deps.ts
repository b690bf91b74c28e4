import type { Definition, InstrumentFacts } from '@km/definition'
import type { Db, Round } from '@km/store'
import type { Deps, Who } from '../deps.ts'

export interface Published {
  readonly definition: Definition
  readonly facts: InstrumentFacts
}

/** Rounds of a network, oldest first, and what was published: by id, and per instrument oldest first. */
export interface Network {
  readonly id: number
  readonly rounds: readonly Round[]
  readonly definitions: ReadonlyMap<number, Published>
  readonly instruments: ReadonlyMap<string, readonly Published[]>
}

/** What this step needs of the reports; `app.ts` hands it over. */
export interface TextsDeps extends Deps {
  readonly readNetwork: (tx: Db, networkId: number) => Promise<Network>
  /** May this role read texts of others, where a question of a round has so many? The leader: always. */
  readonly mayReadTexts: (who: Pick<Who, 'role'>, texts: number) => boolean
  /** What a role may see of the answers at all. */
  readonly readerOf: (who: Pick<Who, 'role' | 'schoolIds'>) => { readonly capped: boolean }
}
