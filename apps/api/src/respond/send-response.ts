import { type AnswerProblem, type Answers, countAnswers, recordSubject } from '@km/definition'
import { findVisitResponseId, type SubmissionOutcome, ticketHash } from '@km/store'
import { Problem } from '../problem.ts'
import { respondText } from './nl.ts'
import { type OpenedLink, openLink } from './open-link.ts'
import type { RespondDeps } from './respond-deps.ts'
import type { ServedDefinition } from './served-definitions.ts'
import { splitTexts } from './split-texts.ts'

interface SubmissionBody {
  readonly submissionId: string
  readonly version?: string | undefined
  readonly answers: Answers
  /** Got for a code; only for a link that asks for one. */
  readonly ticket?: string | undefined
}

export interface Receipt {
  /** 201 for the first time, 200 for the same again. */
  readonly status: 200 | 201
  readonly receipt: string
}

/** More wrong items than this are never a person's work. */
const mostNamed = 1000

/** Level P: what its respondent keeps is not asked for, and refused when it comes after all. */
function wrongOfPersonal({ check, facts }: ServedDefinition, answers: Answers): readonly AnswerProblem[] {
  const kept = Object.keys(answers).filter((name) => name !== facts.sharedItem)
  const shared = check(answers).filter(({ item }) => item === facts.sharedItem)
  return [
    ...kept.map((item) => ({ item, code: 'unknown' as const, message: respondText.staysYours })),
    ...shared,
  ]
}

function refuseWrong({ served }: OpenedLink, answers: Answers): void {
  const isPersonal = served.facts.anonymityLevel === 'P'
  const items = isPersonal ? wrongOfPersonal(served, answers) : served.check(answers)
  if (items.length > 0) throw new Problem('invalid_answers', { items: items.slice(0, mostNamed) })
}

const isApart = ({ served }: OpenedLink): boolean => ['A', 'V', 'P'].includes(served.facts.anonymityLevel)

/** The school that stands with the answers of a link; 0 for levels A, V and P, and where there is none. */
export const schoolOfAnswers = (link: OpenedLink): number =>
  isApart(link) ? 0 : (link.invitation.schoolId ?? 0)

/** A record is found again by the id that was chosen when it was begun. */
async function idOf(deps: RespondDeps, link: OpenedLink): Promise<string | undefined> {
  const { networkId, invitation, served } = link
  if (recordSubject(served.facts) === undefined || isApart(link)) return undefined
  const asked = { networkId, invitationId: invitation.id }
  return deps.store.inNetwork(networkId, (tx) => findVisitResponseId(tx, asked))
}

/** Levels A, V and P: no school with the answers, and free text apart from them. */
function whatIsStored(link: OpenedLink, given: Answers) {
  const { answers, texts } = isApart(link)
    ? splitTexts(given, link.served.textPaths)
    : { answers: given, texts: {} }
  return { answers, texts, schoolId: schoolOfAnswers(link) }
}

const isTaken = ({ roundState }: OpenedLink): boolean => roundState === 'open' || roundState === 'waiting'

function answerTo(outcome: SubmissionOutcome, link: OpenedLink): Receipt {
  switch (outcome.kind) {
    case 'stored':
      return { status: 201, receipt: outcome.receipt }
    case 'repeated':
      return { status: 200, receipt: outcome.receipt }
    case 'conflict':
      throw new Problem('submission_conflict')
    case 'already_sent':
      throw new Problem('already_sent')
    case 'no_ticket':
      throw new Problem('code_needed')
    case 'round_closed':
      throw new Problem(link.expired && isTaken(link) ? 'link_expired' : 'round_closed')
  }
}

/**
 * Takes a submission exactly once; returns after its commit. Throws Problem `invalid_answers` with every
 * wrong item, `version_not_served`, `submission_conflict`, `already_sent`, `round_closed`, `link_expired`, `code_needed`.
 * What was stored before gets its receipt again, also when the link or the round has ended since.
 */
export async function sendResponse(
  deps: RespondDeps,
  asked: { readonly token: string; readonly address: string },
  body: SubmissionBody,
): Promise<Receipt> {
  const link = await openLink(deps, asked.token, asked.address)
  const { networkId, invitation, round, served } = link
  if (body.version !== undefined && body.version !== served.version) throw new Problem('version_not_served')
  refuseWrong(link, body.answers)
  const stored = whatIsStored(link, body.answers)
  const outcome = await deps.submitter.submit({
    networkId,
    invitation,
    round,
    definition: served,
    submissionId: body.submissionId.toLowerCase(),
    version: served.version,
    ...stored,
    responseId: await idOf(deps, link),
    increments: countAnswers(served.layout, stored.answers),
    repeatsOnly: link.expired || !isTaken(link),
    ...(invitation.asksCode && {
      ticketHash: ticketHash({ networkId, roundId: round.id }, body.ticket ?? ''),
    }),
  })
  return answerTo(outcome, link)
}
