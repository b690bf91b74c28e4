import { createSubmitter, type Store, type Submitter } from '@km/store'
import type { ActDeps } from '../act/act-deps.ts'
import type { Surveys, Who } from '../deps.ts'
import type { FiguresDeps } from '../figures/figures-deps.ts'
import { tellIndicators, viewIndicator } from '../figures/view-indicator.ts'
import { defaultLimits } from '../limits.ts'
import { pilotFigures } from '../pilot.ts'
import { compareRounds } from '../report/compare-rounds.ts'
import { freezeRelease } from '../report/freeze-release.ts'
import { readFrozen } from '../report/read-frozen.ts'
import { readNetwork } from '../report/read-network.ts'
import { readVersions } from '../report/read-versions.ts'
import { mayReadTexts, readerOf } from '../report/readers.ts'
import { withShelf } from '../report/report-deps.ts'
import { writeOwnReport } from '../report/write-school-report.ts'
import { type RespondDeps, withLimits } from '../respond/respond-deps.ts'
import type { RoundsDeps } from '../rounds/rounds-deps.ts'
import type { TextsDeps } from '../texts/texts-deps.ts'
import { readVisit } from '../visits/read-visit.ts'
import type { VisitsDeps } from '../visits/visits-deps.ts'
import { listWishes } from '../voices/list-wishes.ts'
import type { VoicesDeps } from '../voices/voices-deps.ts'

/** The verbs of the program with a clock that the demonstration sets, so that the past is lived through. */
export interface DemoWorld {
  readonly store: Store
  readonly who: Who
  readonly seed: number
  readonly submitter: Submitter
  readonly respond: RespondDeps
  readonly rounds: RoundsDeps
  readonly act: ActDeps
  readonly texts: TextsDeps
  readonly visits: VisitsDeps
  readonly voices: VoicesDeps
  readonly log: (line: string) => void
  /** From now on it is noon (UTC) on this day. */
  setDay(day: string): void
}

export interface WorldToMake {
  readonly store: Store
  readonly surveys: Surveys
  readonly who: Who
  readonly seed: number
  readonly publicUrl: string
  readonly log: (line: string) => void
}

export function makeWorld({ store, surveys, who, seed, publicUrl, log }: WorldToMake): DemoWorld {
  let moment = new Date(0)
  const deps = { store, surveys, now: () => moment }
  const reports = withShelf(deps)
  const submitter = createSubmitter(store, deps)
  const respond = withLimits({
    ...deps,
    publicUrl,
    submitter,
    limits: defaultLimits,
    readSchoolReport: (asked) => writeOwnReport(deps, asked),
    readPublicResult: async () => undefined,
    readLastNumbers: async () => undefined,
    mailNewLink: async () => {},
  })
  const voices: VoicesDeps = {
    ...deps,
    served: respond.served,
    readFrozen,
    pilotFigures: (asker) => tellIndicators(figures, asker, pilotFigures),
  }
  const visits = { ...deps, publicUrl, served: respond.served }
  const figures: FiguresDeps = {
    ...deps,
    readFrozen,
    readVersions: (tx, id) => readVersions(tx, reports, id),
  }
  return {
    store,
    who,
    seed,
    submitter,
    log,
    respond,
    texts: { ...deps, readerOf, mayReadTexts, readNetwork: (tx, id) => readNetwork(tx, reports, id) },
    visits,
    voices,
    rounds: {
      ...deps,
      publicUrl,
      freeze: async (tx, asked) => ({ ...(await freezeRelease(tx, deps, asked)) }),
    },
    act: {
      ...deps,
      compare: (asker, asked) => compareRounds(reports, asker, asked),
      wishes: (asker, year) => listWishes(voices, asker, year),
      figure: (asker, code) => viewIndicator(figures, asker, code),
      visit: (asker, id) => readVisit(visits, asker, id),
    },
    setDay(day) {
      moment = new Date(`${day}T12:00:00Z`)
    },
  }
}
