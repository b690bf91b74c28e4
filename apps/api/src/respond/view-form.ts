import { findNetwork, findSchool } from '@km/store'
import type { OpenedLink } from './open-link.ts'
import type { RespondDeps } from './respond-deps.ts'
import type { RespondView } from './schema.ts'

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

/** The form behind a link, with what was kept of it. Answers that were sent do not come back. */
export async function viewForm(deps: RespondDeps, link: OpenedLink): Promise<RespondView> {
  const { served, draft, round } = link
  const { facts } = served
  const status = statusOf(link)
  const network = await deps.store.guard(() => findNetwork(deps.store.db, link.networkId))
  const school = await schoolOf(deps, link)
  return {
    instrument: round.instrument,
    title: facts.shortTitle,
    version: served.version,
    definition: served.definition.json,
    status,
    ...(status === 'draft' &&
      draft !== undefined && { answers: draft.answers, page: draft.page, revision: draft.revision }),
    keeps: link.keeps,
    anonymityLevel: facts.anonymityLevel,
    languageLevel: facts.languageLevel,
    privacyLine: facts.privacyLine,
    schoolYear: round.schoolYear,
    opensOn: round.opensOn,
    closesOn: round.closesOn,
    minutes: facts.minutes,
    ...(school !== undefined && { school }),
    scales: served.scales.map((scale) => ({ ...scale })),
    ...(facts.afterSending !== undefined && { afterSending: facts.afterSending.map((one) => ({ ...one })) }),
    demo: network?.demo ?? false,
  }
}
