import type { Submitter } from '@km/store'
import type { Deps } from '../deps.ts'
import { createLimit, type Limits, type Take } from '../limits.ts'
import type { SchoolView } from '../report/schema.ts'
import type { LastNumbers, PublicResult } from '../voices/schema.ts'
import { type FindLink, findLinksTogether } from './find-link.ts'
import { type OpenServed, serveDefinitions } from './served-definitions.ts'

/** What answering needs from the rest of the program; `app.ts` brings it together. */
export interface RespondGiven extends Deps {
  /** Where links lead. */
  readonly publicUrl: string
  readonly submitter: Submitter
  readonly limits: Limits
  /** A school's own report, as the step `report` writes it. */
  readonly readSchoolReport: (asked: {
    readonly networkId: number
    readonly schoolId: number
  }) => Promise<SchoolView>
  /** What the round before counted of everybody together, as its release shows it. */
  readonly readLastNumbers: (asked: {
    readonly networkId: number
    readonly roundId: number
  }) => Promise<LastNumbers | undefined>
  /** What who answered a round may read of it, as the step `voices` writes it. */
  readonly readPublicResult: (asked: {
    readonly networkId: number
    readonly roundId: number
  }) => Promise<PublicResult | undefined>
  /** Mails a new link to the address of an invitation, as the step `invite` does; says nothing. */
  readonly mailNewLink: (asked: {
    readonly networkId: number
    readonly invitationId: number
  }) => Promise<void>
}

export interface RespondDeps extends RespondGiven {
  readonly served: OpenServed
  readonly findLink: FindLink
  readonly take: {
    readonly personal: Take
    readonly open: Take
    readonly unknown: Take
    readonly code: Take
    readonly newLink: Take
    readonly withdrawal: Take
  }
}

export function withLimits(given: RespondGiven): RespondDeps {
  const { limits, now } = given
  return {
    ...given,
    findLink: findLinksTogether(given.store),
    served: serveDefinitions(given.store, given.surveys.scales),
    take: {
      personal: createLimit(limits.personalLink, now),
      open: createLimit(limits.openLink, now),
      unknown: createLimit(limits.unknownLink, now),
      code: createLimit(limits.classCode, now),
      newLink: createLimit(limits.newLink, now),
      withdrawal: createLimit(limits.withdrawal, now),
    },
  }
}
