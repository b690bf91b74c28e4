import type { AnswerChecker, Definition, InstrumentFacts, TallyLayout } from '@km/definition'
import type { Deps } from '../deps.ts'

/** A published version, ready to make a file for and to check a file with. */
export interface EnterVersion {
  readonly id: number
  readonly version: string
  readonly definition: Definition
  readonly facts: InstrumentFacts
  readonly layout: TallyLayout
  readonly check: AnswerChecker
}

/** What entering answers needs from the rest of the program; `app.ts` brings it together. */
export interface EnterDeps extends Deps {
  /** Opens a published version by its id. */
  readonly served: (definitionId: number) => Promise<EnterVersion>
}
