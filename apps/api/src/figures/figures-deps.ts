import type { FrozenRow, ItemChange, TalliedDefinition } from '@km/analysis'
import type { InstrumentFacts } from '@km/definition'
import type { Db, Round, School } from '@km/store'
import type { Deps } from '../deps.ts'

/** An instrument with its versions, oldest first, and what changed between them. */
export interface CountedInstrument {
  readonly facts: Pick<InstrumentFacts, 'mode' | 'anonymityLevel' | 'unit' | 'asksAgreement'>
  readonly tallied: readonly TalliedDefinition[]
  readonly changes: readonly ItemChange[]
}

/** What figures need from the rest of the program; `app.ts` brings it together. */
export interface FiguresDeps extends Deps {
  readonly readVersions: (
    tx: Db,
    networkId: number,
  ) => Promise<{
    readonly rounds: readonly Round[]
    readonly schools: readonly School[]
    readonly instruments: ReadonlyMap<string, CountedInstrument>
  }>
  /** What the newest release of a round shows of the whole network. */
  readonly readFrozen: (
    tx: Db,
    asked: { readonly networkId: number; readonly roundId: number },
  ) => Promise<
    | {
        readonly rows: ReadonlyMap<string, FrozenRow['cell']>
        readonly invited: number
        readonly responded: number
      }
    | undefined
  >
}
