import {
  audit,
  dropCalendarAddress,
  findCalendarOwner,
  makeToken,
  putCalendarAddress,
  type Role,
  readToken,
} from '@km/store'
import { amsterdamDate, schoolYearOf } from '../clock.ts'
import type { Who } from '../deps.ts'
import { Problem } from '../problem.ts'
import { findMoments } from './find-moments.ts'
import { momentText } from './nl.ts'
import type { RegistersDeps } from './registers-deps.ts'
import { writeIcal } from './write-ical.ts'

const subject = (who: Who) => `account:${who.accountId}`

/** A secret address for a calendar program, shown this once; the one before works no more. */
export async function makeCalendarAddress(
  { store, now, publicUrl }: RegistersDeps,
  who: Who,
): Promise<{ url: string }> {
  const { networkId, accountId } = who
  const { token, tokenHash } = makeToken(networkId)
  return store.inNetwork(networkId, async (tx) => {
    const made = { networkId, accountId, role: who.role as Role, tokenHash }
    await putCalendarAddress(tx, { ...made, madeOn: amsterdamDate(now()) })
    await audit(tx, { ...who, at: now(), verb: 'calendar.address', subject: subject(who) })
    return { url: `${publicUrl}/api/calendar/${token}/agenda.ics` }
  })
}

/** Takes the address back: calendar programs that use it get nothing any more. */
export async function endCalendarAddress({ store, now }: RegistersDeps, who: Who): Promise<{ done: true }> {
  const { networkId } = who
  return store.inNetwork(networkId, async (tx) => {
    await dropCalendarAddress(tx, who)
    await audit(tx, { ...who, at: now(), verb: 'calendar.end', subject: subject(who) })
    return { done: true }
  })
}

/** '2026-2027' and 1 -> '2027-2028' */
const shift = (year: string, by: number): string =>
  `${Number(year.slice(0, 4)) + by}-${Number(year.slice(5)) + by}`

/**
 * The calendar behind a secret address as iCalendar: last, this and next school year, of who it belongs to
 * and as far as that person's role reaches today. Throws Problem `not_found`.
 */
export async function readCalendar(
  deps: RegistersDeps,
  asked: { readonly token: string; readonly take: () => void },
): Promise<string> {
  const token = readToken(asked.token)
  const owner = token && (await deps.store.inNetwork(token.networkId, (tx) => findCalendarOwner(tx, token)))
  const who =
    token &&
    owner &&
    (await deps.whoIs({
      networkId: token.networkId,
      accountId: owner.accountId,
      role: owner.role as Role,
    }))
  if (who === undefined) {
    asked.take()
    throw new Problem('not_found')
  }
  const year = schoolYearOf(amsterdamDate(deps.now()))
  const years = [shift(year, -1), year, shift(year, 1)]
  const moments = await deps.store.inNetwork(who.networkId, (tx) => findMoments(tx, who, years))
  return writeIcal(moments, {
    name: momentText.calendarName(who.networkName),
    at: deps.now(),
    publicUrl: deps.publicUrl,
  })
}
