import { changeInvitation, findCaseNumber, findNetwork, findSchool } from '@km/store'
import { amsterdamDate } from '../clock.ts'
import { findLastResponse } from './find-last-response.ts'
import type { OpenedLink } from './open-link.ts'
import type { RespondDeps } from './respond-deps.ts'
import type { RespondView } from './schema.ts'
import { prefill } from './view-last-year.ts'

function statusOf({ invitation, expired, roundState, draft }: OpenedLink): RespondView['status'] {
  if (invitation.kind === 'personal' && invitation.state === 'done') return 'sent'
  if (expired) return 'expired'
  if (roundState !== 'open') return 'closed'
  return draft === undefined ? 'open' : 'draft'
}

async function schoolOf(deps: RespondDeps, link: OpenedLink): Promise<string | undefined> {
  const { networkId, invitation } = link
  const { schoolId } = invitation
  if (schoolId === null) return undefined
  const school = await deps.store.inNetwork(networkId, (tx) => findSchool(tx, { networkId, schoolId }))
  return school?.name
}

async function caseOf(deps: RespondDeps, link: OpenedLink): Promise<string | undefined> {
  if (link.served.facts.anonymityLevel !== 'K') return undefined
  const asked = { networkId: link.networkId, invitationId: link.invitation.id }
  return deps.store.inNetwork(link.networkId, (tx) => findCaseNumber(tx, asked))
}

/** Notes the first day on which a personal link was opened. */
async function noteOpened(deps: RespondDeps, { networkId, invitation }: OpenedLink): Promise<void> {
  const { id: invitationId, kind, state, openedOn } = invitation
  if (kind !== 'personal' || state !== 'invited' || openedOn !== null) return
  const today = amsterdamDate(deps.now())
  await deps.store.inNetwork(networkId, (tx) =>
    changeInvitation(tx, { networkId, invitationId, openedOn: today }),
  )
}

/** Numbers of the round before, for who answers in a function; nothing is asked of the store for others. */
async function numbersOf(deps: RespondDeps, link: OpenedLink): Promise<Pick<RespondView, 'lastNumbers'>> {
  const { unit, anonymityLevel, mode } = link.served.facts
  if (unit !== 'person' || anonymityLevel !== 'F' || mode === 'member') return {}
  const lastNumbers = await deps.readLastNumbers({ networkId: link.networkId, roundId: link.round.id })
  return lastNumbers === undefined ? {} : { lastNumbers }
}

/** What a form starts from: the draft, or the profile of the time before. */
async function startOf(deps: RespondDeps, link: OpenedLink): Promise<Partial<RespondView>> {
  const { served, draft } = link
  const status = statusOf(link)
  if (status !== 'open' && status !== 'draft') return {}
  const last = await findLastResponse(deps, link)
  const lastYear = last && { lastYear: last.schoolYear }
  const lastNumbers = await numbersOf(deps, link)
  if (status === 'draft' && draft !== undefined)
    return { answers: draft.answers, page: draft.page, revision: draft.revision, ...lastYear, ...lastNumbers }
  const answers = last === undefined ? {} : prefill(served, last)
  const isFilled = last !== undefined && Object.keys(answers).length > 0
  return { ...(isFilled && { answers, prefilledFrom: last.schoolYear }), ...lastYear, ...lastNumbers }
}

/** What came out, at a link of a round that is released; nothing is asked of the store before. */
async function resultOf(deps: RespondDeps, link: OpenedLink): Promise<Pick<RespondView, 'result'>> {
  const { networkId, round, roundState, served } = link
  const anonymous = served.facts.anonymityLevel === 'A'
  if (roundState !== 'released' || !anonymous) return {}
  const result = await deps.readPublicResult({ networkId, roundId: round.id })
  return result === undefined ? {} : { result }
}

/** The form behind a link, with what was kept of it. Answers that were sent do not come back. */
export async function viewForm(deps: RespondDeps, link: OpenedLink): Promise<RespondView> {
  const { served, round } = link
  const { facts } = served
  const status = statusOf(link)
  const network = await deps.store.guard(() => findNetwork(deps.store.db, link.networkId))
  const school = await schoolOf(deps, link)
  const caseNumber = await caseOf(deps, link)
  await noteOpened(deps, link)
  return {
    instrument: round.instrument,
    title: facts.shortTitle,
    version: served.version,
    definition: served.definition.json,
    status,
    ...(await startOf(deps, link)),
    mode: facts.mode,
    asksAgreement: facts.asksAgreement ?? false,
    asksCode: link.invitation.asksCode,
    canAskLink: status === 'expired' && link.invitation.kind === 'personal',
    keeps: link.keeps,
    formal: facts.formal ?? false,
    ...(facts.sharedItem !== undefined && { sharedItem: facts.sharedItem }),
    anonymityLevel: facts.anonymityLevel,
    languageLevel: facts.languageLevel,
    privacyLine: facts.privacyLine,
    schoolYear: round.schoolYear,
    opensOn: round.opensOn,
    closesOn: round.closesOn,
    minutes: facts.minutes,
    ...(school !== undefined && { school }),
    ...(caseNumber !== undefined && { caseNumber }),
    scales: served.scales.map((scale) => ({ ...scale })),
    ...(facts.afterSending !== undefined && { afterSending: facts.afterSending.map((one) => ({ ...one })) }),
    ...(await resultOf(deps, link)),
    demo: network?.demo ?? false,
  }
}
