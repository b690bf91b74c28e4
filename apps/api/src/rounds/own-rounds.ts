import type { InstrumentFacts } from '@km/definition'
import { findRound, findSchool, listDefinitions, listInvitations, listRounds, listSchools } from '@km/store'
import { roundState } from '../clock.ts'
import type { Who } from '../deps.ts'
import { Problem } from '../problem.ts'
import { makeLinkIn } from './make-link.ts'
import type { RoundsDeps } from './rounds-deps.ts'
import type { NewLinks, OwnRound } from './schema.ts'

/** Rounds that the person's own schools were invited to, newest first; no answers and no other school. */
export async function listOwnRounds({ store, now }: RoundsDeps, who: Who): Promise<OwnRound[]> {
  const { networkId, schoolIds } = who
  if (schoolIds.length === 0) return []
  return store.inNetwork(networkId, async (tx) => {
    const names = new Map((await listSchools(tx, networkId)).map((school) => [school.id, school.name]))
    const facts = new Map(
      (await listDefinitions(tx)).map((row) => [row.id, row.facts as unknown as InstrumentFacts]),
    )
    const own: OwnRound[] = []
    for (const round of (await listRounds(tx, networkId)).reverse()) {
      for (const invitation of await listInvitations(tx, { networkId, roundId: round.id })) {
        const { schoolId, state, recipientRole } = invitation
        if (schoolId === null || !schoolIds.includes(schoolId) || state === 'revoked') continue
        if (recipientRole !== 'coordinator') continue
        const known = facts.get(round.definitionId)
        const at = roundState(round, now())
        own.push({
          roundId: round.id,
          school: { id: schoolId, name: names.get(schoolId) ?? '' },
          instrumentTitle: known?.title ?? round.instrument,
          minutes: known?.minutes ?? { min: 0, max: 0 },
          schoolYear: round.schoolYear,
          period: round.period,
          opensOn: round.opensOn,
          closesOn: round.closesOn,
          state: at === 'due' ? 'waiting' : at,
          invitation: state,
        })
      }
    }
    return own
  })
}

/**
 * A new link to the own school's form, for who is signed in and has no mail at hand: the link of before stops
 * working, what was begun stays. Throws Problem `not_found` for another school or a school that was not
 * invited, `round_closed`, `already_sent`.
 */
export async function makeOwnLink(
  deps: RoundsDeps,
  who: Who,
  asked: { readonly roundId: number; readonly schoolId: number },
): Promise<NewLinks> {
  const { networkId, schoolIds } = who
  if (!schoolIds.includes(asked.schoolId)) throw new Problem('not_found')
  return deps.store.inNetwork(networkId, async (tx) => {
    const round = await findRound(tx, { networkId, roundId: asked.roundId })
    const school = await findSchool(tx, { networkId, schoolId: asked.schoolId })
    const isForOwn = (one: (typeof invited)[number]) =>
      one.schoolId === asked.schoolId && one.recipientRole === 'coordinator'
    const invited = await listInvitations(tx, { networkId, roundId: asked.roundId })
    if (!round || !school || !invited.some(isForOwn)) throw new Problem('not_found')
    if (roundState(round, deps.now()) !== 'open') throw new Problem('round_closed')
    return makeLinkIn(tx, deps, who, asked)
  })
}
