import { type InstrumentFacts, roundLinks } from '@km/definition'
import { type Db, findDefinition, findNetwork, findRound, findSchool, type Round } from '@km/store'
import { addDays, amsterdamDate, roundState } from '../clock.ts'
import { Problem } from '../problem.ts'
import type { InviteDeps } from './invite-deps.ts'
import { contactOf, type MailFacts, writeMail } from './nl.ts'
import type { MailKind } from './schema.ts'

/** A link in a mail works so many days; after that a new one can be asked for with it. */
const linkDays = 60

/** At these levels nobody learns how far a school or a person is. */
export const isApart = ({ anonymityLevel }: Pick<InstrumentFacts, 'anonymityLevel'>): boolean =>
  anonymityLevel !== 'F'

export interface RoundForMail {
  readonly round: Round
  readonly facts: InstrumentFacts
  readonly network: string
  /** Everybody answers through an open link: nobody is written to. */
  readonly open: boolean
  /** People are invited by their own address, without a school. */
  readonly people: boolean
  readonly planned: boolean
  /** Mail is kept as files: there is no mail server, or this is a demo. */
  readonly keepsMail: boolean
  /** May mail go out? */
  readonly active: boolean
}

/** A round with what a mail says about it. Throws Problem `not_found`. */
export async function findRoundForMail(
  deps: InviteDeps,
  tx: Db,
  asked: { readonly networkId: number; readonly roundId: number },
): Promise<RoundForMail> {
  const round = await findRound(tx, asked)
  if (round === undefined) throw new Problem('not_found')
  const facts = (await findDefinition(tx, round.definitionId))?.facts as unknown as InstrumentFacts
  const found = await findNetwork(tx, asked.networkId)
  const network = found?.name ?? ''
  const keepsMail = deps.hasMailServer !== true || found?.demo === true
  const state = roundState(round, deps.now())
  const planned = state === 'planned'
  const links = roundLinks(facts)
  // A record gives its link to who makes it: nobody is written to.
  const active = links !== 'none' && (planned || state === 'open')
  return {
    round,
    facts,
    network,
    open: links === 'open',
    people: links === 'people',
    planned,
    keepsMail,
    active,
  }
}

/** The same, when mail about it may go out. Throws Problem `not_found` or `round_not_open`. */
export async function findActiveRound(
  deps: InviteDeps,
  tx: Db,
  asked: { readonly networkId: number; readonly roundId: number },
): Promise<RoundForMail> {
  const found = await findRoundForMail(deps, tx, asked)
  if (!found.active || found.open) throw new Problem('round_not_open')
  return found
}

/** The last day of a link that is mailed today. */
export const lastDay = (now: Date): string => addDays(amsterdamDate(now), linkDays)

interface ToWrite {
  readonly networkId: number
  readonly kind: MailKind
  readonly schoolId: number | null
  readonly token: string
}

/** What a mail to a school or to a person says. */
export async function writeToSchool(
  deps: InviteDeps,
  tx: Db,
  { round, facts, network, planned }: RoundForMail,
  { networkId, kind, schoolId, token }: ToWrite,
): Promise<{ subject: string; text: string }> {
  const school = schoolId === null ? undefined : await findSchool(tx, { networkId, schoolId })
  const mail: MailFacts = {
    ...{ facts, network, planned, opensOn: round.opensOn, closesOn: round.closesOn },
    ...(school !== undefined && { school: school.name }),
    contact: school?.contactFunction ?? contactOf(facts),
    url: `${deps.publicUrl}/r/${token}`,
  }
  return writeMail(kind, mail)
}
