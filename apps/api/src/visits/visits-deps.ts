import type { Definition, InstrumentFacts, Scale } from '@km/definition'
import type { Deps } from '../deps.ts'

/** What visits need from the rest of the program; `app.ts` brings it together. */
export interface VisitsDeps extends Deps {
  /** Links in answers start with it. */
  readonly publicUrl: string
  /** Opens a published version by its id. */
  readonly served: (definitionId: number) => Promise<{
    readonly definition: Definition
    readonly facts: InstrumentFacts
    readonly scales: readonly Scale[]
  }>
}
