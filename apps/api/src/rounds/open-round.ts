import type { z } from '@hono/zod-openapi'
import { type InstrumentFacts, roundLinks, versionText } from '@km/definition'
import {
  addRoundSchools,
  audit,
  createInvitations,
  createRound,
  type Db,
  listDefinitions,
  listSchools,
  type School,
} from '@km/store'
import { amsterdamDate, schoolYearOf } from '../clock.ts'
import type { Who } from '../deps.ts'
import { Problem } from '../problem.ts'
import { lineOf } from '../takes-file.ts'
import type { RoundsDeps } from './rounds-deps.ts'
import type { NewLinks, newRound, RoundPage } from './schema.ts'
import { startRoundIn } from './start-round.ts'
import { viewRoundIn } from './view-rounds.ts'

type NewRound = z.output<typeof newRound>

/** Everybody answers through one open link, instead of each school or person through its own. */
export const hasOpenLink = (facts: InstrumentFacts): boolean => roundLinks(facts) === 'open'

/** Only a round of schools has schools; throws Problem `invalid_request`. */
export function refuseSchools(facts: InstrumentFacts, schoolIds: readonly number[]): void {
  if (roundLinks(facts) !== 'schools' && schoolIds.length > 0) throw wrong('schoolIds')
}

/** Only schools are known before a round opens; throws Problem `invalid_request`. */
export function refuseAnnouncement(facts: InstrumentFacts, announceOn: string | null): void {
  if (announceOn !== null && roundLinks(facts) !== 'schools') throw wrong('announceOn')
}

export const wrong = (field: string) => new Problem('invalid_request', { fields: [field] })

/** What a new round pins: the newest version of its instrument, or the one that was filled in then. */
async function versionOf(tx: Db, { instrument, version }: Pick<NewRound, 'instrument' | 'version'>) {
  const all = (await listDefinitions(tx)).filter((row) => row.instrument === instrument)
  if (all.length === 0) throw wrong('instrument')
  const found =
    version === undefined
      ? all.at(-1)
      : all.find(({ major, minor }) => versionText({ major, minor }) === version)
  if (found === undefined) throw wrong('version')
  return { id: found.id, facts: found.facts as unknown as InstrumentFacts }
}

/**
 * The schools with these ids that can take part: all of them in a retrospective round, otherwise those that
 * did not leave before it opens.
 */
export async function schoolsOf(
  tx: Db,
  asked: { networkId: number; ids: readonly number[]; opensOn: string; retrospective: boolean },
): Promise<School[]> {
  const all = new Map((await listSchools(tx, asked.networkId)).map((school) => [school.id, school]))
  return [...new Set(asked.ids)].map((id) => {
    const school = all.get(id)
    const left = school?.leftOn != null && school.leftOn < asked.opensOn && !asked.retrospective
    if (school === undefined || left) throw wrong('schoolIds')
    return school
  })
}

/** Links for these schools, in the same order, as they are shown this once. */
export async function inviteSchools(
  tx: Db,
  deps: Pick<RoundsDeps, 'publicUrl'>,
  { networkId, roundId, schools }: { networkId: number; roundId: number; schools: readonly School[] },
): Promise<NewLinks['links']> {
  await addRoundSchools(tx, { networkId, roundId, schoolIds: schools.map(({ id }) => id) })
  const wanted = schools.map(({ id: schoolId }) => ({
    networkId,
    roundId,
    kind: 'personal' as const,
    schoolId,
  }))
  const made = await createInvitations(tx, wanted)
  return made.map(({ id, token }, index) => {
    const school = schools[index]?.name
    return { invitationId: id, ...(school !== undefined && { school }), url: linkTo(deps, token) }
  })
}

async function inviteAll(tx: Db, deps: RoundsDeps, key: { networkId: number; roundId: number }) {
  const made = await createInvitations(tx, [{ ...key, kind: 'open' }])
  return made.map(({ id, token }) => ({ invitationId: id, url: linkTo(deps, token) }))
}

/**
 * Plans a round, with a link for each school or one open link; it opens at once when its first day has come.
 * Links are shown this once. Throws Problem `invalid_request` with the field, or `already_exists`.
 */
export async function openRound(
  deps: RoundsDeps,
  who: Who,
  body: NewRound,
): Promise<{ round: RoundPage } & NewLinks> {
  const { networkId } = who
  const at = deps.now()
  return deps.store.inNetwork(networkId, async (tx) => {
    const { id: definitionId, facts } = await versionOf(tx, body)
    // Visits have a round of their own, which the first visit opens; of an earlier year a file may fill it.
    const isOfVisits = roundLinks(facts) === 'none'
    if (isOfVisits && !(body.retrospective && lineOf(facts) === 'visit')) throw wrong('instrument')
    const isOpen = hasOpenLink(facts)
    refuseSchools(facts, body.schoolIds)
    if ((isOpen || isOfVisits) && body.remindOn.length > 0) throw wrong('remindOn')
    if (isOfVisits && body.schoolYear >= schoolYearOf(amsterdamDate(at))) throw wrong('schoolYear')
    refuseAnnouncement(facts, body.announceOn)
    const schools = await schoolsOf(tx, { ...body, networkId, ids: body.schoolIds })
    const { schoolIds: _ids, version: _version, ...values } = body
    const { id: roundId } = await createRound(tx, { ...values, networkId, definitionId })
    const key = { networkId, roundId }
    const links = isOpen ? await inviteAll(tx, deps, key) : await inviteSchools(tx, deps, { ...key, schools })
    const begins = body.opensOn <= amsterdamDate(at)
    if (begins) await startRoundIn(tx, key, at)
    const subject = `round:${roundId}`
    const verb = begins ? 'round.open' : 'round.plan'
    await audit(tx, { ...who, at, verb, subject, details: { links: links.length } })
    return { round: await viewRoundIn(tx, key, at), links }
  })
}

/** The address that a respondent opens. */
export const linkTo = ({ publicUrl }: Pick<RoundsDeps, 'publicUrl'>, token: string): string =>
  `${publicUrl}/r/${token}`
