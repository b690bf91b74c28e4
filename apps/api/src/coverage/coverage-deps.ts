import type { FigureSeries } from '@km/analysis'
import type { Definition, Indicator, InstrumentFacts } from '@km/definition'
import type { Db, RegisterEntry, Round } from '@km/store'
import type { Deps, Who } from '../deps.ts'

interface Published {
  readonly definition: Definition
  readonly facts: InstrumentFacts
}

/** What coverage needs from the rest of the program; `app.ts` brings it together. */
export interface CoverageDeps extends Deps {
  /** Rounds of the network, oldest first, and what was published: by id, and per instrument oldest first. */
  readonly readNetwork: (
    tx: Db,
    networkId: number,
  ) => Promise<{
    readonly rounds: readonly Round[]
    readonly definitions: ReadonlyMap<number, Published>
    readonly instruments: ReadonlyMap<string, readonly Published[]>
  }>
  /** The part of the policy of reports that coverage goes by. */
  readonly readerOf: (who: Pick<Who, 'role' | 'schoolIds'>) => {
    /** Level F from one answer on. */
    readonly counts: boolean
    readonly findings: boolean
    /** Headlines only. */
    readonly capped: boolean
  }
  /** Figures from every source as far as this person may see them. */
  readonly readFigures: (
    tx: Db,
    who: Who,
  ) => Promise<{
    readonly indicators: readonly Indicator[]
    readonly seriesOf: (indicator: Indicator) => FigureSeries
  }>
  /** Lines of registers that show that something was done of an activity of the plan. */
  readonly countLines: (activity: string, entries: readonly RegisterEntry[]) => number
}
