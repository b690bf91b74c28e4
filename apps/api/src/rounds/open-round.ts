import type { z } from '@hono/zod-openapi'
import type { InstrumentFacts } from '@km/definition'
import { audit, createInvitations, createRound, type Db, listDefinitions, listSchools } from '@km/store'
import type { Who } from '../deps.ts'
import { Problem } from '../problem.ts'
import type { RoundView } from '../report/schema.ts'
import type { RoundsDeps } from './rounds-deps.ts'
import type { NewLinks, newRound } from './schema.ts'
import { viewRoundIn } from './view-rounds.ts'

type NewRound = z.output<typeof newRound>

/** Everybody answers through one open link, or each school through its own. */
export const hasOpenLink = (facts: Pick<InstrumentFacts, 'mode' | 'anonymityLevel'>): boolean =>
  facts.mode === 'open-link' || facts.anonymityLevel === 'A'

const wrong = (field: string) => new Problem('invalid_request', { fields: [field] })

/** The newest version of an instrument: that is what a new round pins. */
async function newestOf(tx: Db, instrument: string) {
  const newest = (await listDefinitions(tx)).filter((row) => row.instrument === instrument).at(-1)
  if (newest === undefined) throw wrong('instrument')
  return { id: newest.id, facts: newest.facts as unknown as InstrumentFacts }
}

async function schoolsOf(tx: Db, networkId: number, ids: readonly number[]) {
  const all = new Map((await listSchools(tx, networkId)).map((school) => [school.id, school]))
  return [...new Set(ids)].map((id) => {
    const school = all.get(id)
    if (school === undefined) throw wrong('schoolIds')
    return school
  })
}

/**
 * Opens a round under the newest version of its instrument, with a link for each school or one open link.
 * Links are shown this once. Throws Problem `invalid_request` with the field, or `already_exists`.
 */
export async function openRound(
  deps: RoundsDeps,
  who: Who,
  body: NewRound,
): Promise<{ round: RoundView } & NewLinks> {
  const { networkId } = who
  return deps.store.inNetwork(networkId, async (tx) => {
    const { id: definitionId, facts } = await newestOf(tx, body.instrument)
    const isOpen = hasOpenLink(facts)
    if (isOpen && body.schoolIds.length > 0) throw wrong('schoolIds')
    const schools = await schoolsOf(tx, networkId, body.schoolIds)
    const { schoolIds: _ids, ...values } = body
    const { id: roundId } = await createRound(tx, { ...values, networkId, definitionId })
    const wanted = isOpen
      ? [{ networkId, roundId, kind: 'open' as const }]
      : schools.map(({ id: schoolId }) => ({ networkId, roundId, kind: 'personal' as const, schoolId }))
    const made = await createInvitations(tx, wanted)
    const subject = `round:${roundId}`
    await audit(tx, { ...who, at: deps.now(), verb: 'round.open', subject, details: { links: made.length } })
    return {
      round: await viewRoundIn(tx, { networkId, roundId }, deps.now()),
      links: made.map(({ id, token }, index) => {
        const school = schools[index]?.name
        return { invitationId: id, ...(school !== undefined && { school }), url: linkTo(deps, token) }
      }),
    }
  })
}

/** The address that a respondent opens. */
export const linkTo = ({ publicUrl }: Pick<RoundsDeps, 'publicUrl'>, token: string): string =>
  `${publicUrl}/r/${token}`
