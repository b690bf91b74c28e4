import { type InstrumentFacts, roundLinks } from '@km/definition'
import {
  audit,
  createInvitations,
  type Db,
  findDefinition,
  findRound,
  findSchool,
  listInvitations,
  renewInvitation,
} from '@km/store'
import type { Who } from '../deps.ts'
import { Problem } from '../problem.ts'
import { linkTo } from './open-round.ts'
import type { RoundsDeps } from './rounds-deps.ts'
import type { NewLinks } from './schema.ts'

interface Asked {
  readonly roundId: number
  readonly schoolId?: number | undefined
  /** Of a person who was invited by name. */
  readonly invitationId?: number | undefined
}

/** How far one school or person is, is nobody's business but at level F. */
const isApart = ({ anonymityLevel }: InstrumentFacts): boolean => anonymityLevel !== 'F'

interface Made {
  readonly invitationId: number
  readonly token: string
  readonly school?: string
}

async function makeOpen(tx: Db, networkId: number, { roundId }: Asked): Promise<Made> {
  const [made] = await createInvitations(tx, [{ networkId, roundId, kind: 'open' }])
  if (made === undefined) throw new Error('The link was not made.')
  return { invitationId: made.id, token: made.token }
}

/** The school's link, renewed (the old one stops working, what was begun stays) or made. */
async function makePersonal(
  tx: Db,
  networkId: number,
  { roundId, schoolId }: Asked,
  facts: InstrumentFacts,
): Promise<Made> {
  if (schoolId === undefined) throw new Problem('invalid_request', { fields: ['schoolId'] })
  const found = await findSchool(tx, { networkId, schoolId })
  if (found === undefined) throw new Problem('invalid_request', { fields: ['schoolId'] })
  const own = (await listInvitations(tx, { networkId, roundId })).find((each) => each.schoolId === schoolId)
  if (own === undefined) {
    const [made] = await createInvitations(tx, [{ networkId, roundId, kind: 'personal', schoolId }])
    if (made === undefined) throw new Error('The link was not made.')
    return { invitationId: made.id, token: made.token, school: found.name }
  }
  const token = await renewInvitation(tx, { networkId, invitationId: own.id, evenDone: isApart(facts) })
  if (token === undefined) throw new Problem('already_sent')
  return { invitationId: own.id, token, school: found.name }
}

/** A person's link, renewed: the old one stops working, what was begun stays. */
async function renewPersonal(
  tx: Db,
  networkId: number,
  { roundId, invitationId }: Asked,
  facts: InstrumentFacts,
): Promise<Made> {
  const own = (await listInvitations(tx, { networkId, roundId })).find((one) => one.id === invitationId)
  if (own === undefined) throw new Problem('invalid_request', { fields: ['invitationId'] })
  const token = await renewInvitation(tx, { networkId, invitationId: own.id, evenDone: isApart(facts) })
  if (token === undefined) throw new Problem('already_sent')
  return { invitationId: own.id, token }
}

const makers = { open: makeOpen, schools: makePersonal, people: renewPersonal } as const

/** `makeLink` inside a transaction of its caller. */
export async function makeLinkIn(tx: Db, deps: RoundsDeps, who: Who, asked: Asked): Promise<NewLinks> {
  const { networkId } = who
  const { roundId } = asked
  const round = await findRound(tx, { networkId, roundId })
  if (round === undefined) throw new Problem('not_found')
  if (round.releasedAt !== null) throw new Problem('round_closed')
  const facts = (await findDefinition(tx, round.definitionId))?.facts as unknown as InstrumentFacts
  const links = roundLinks(facts)
  if (links === 'none') throw new Problem('invalid_request', { fields: ['roundId'] })
  const { token, ...made } = await makers[links](tx, networkId, asked, facts)
  const details = { invitation: made.invitationId }
  await audit(tx, { ...who, at: deps.now(), verb: 'link.make', subject: `round:${roundId}`, details })
  return { links: [{ ...made, url: linkTo(deps, token) }] }
}

/**
 * A new link of a round: for one school or person, which replaces the old link, or one more open link. Throws Problem
 * `not_found`, `invalid_request`, `already_sent` (that school is done) or `round_closed`.
 */
export const makeLink = (deps: RoundsDeps, who: Who, asked: Asked): Promise<NewLinks> =>
  deps.store.inNetwork(who.networkId, (tx) => makeLinkIn(tx, deps, who, asked))
