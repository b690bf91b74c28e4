import { findCalendarAddress, listRegisterYears, listRounds } from '@km/store'
import { amsterdamDate, schoolYearOf } from '../clock.ts'
import type { Who } from '../deps.ts'
import { findMoments } from './find-moments.ts'
import type { RegistersDeps } from './registers-deps.ts'
import type { CalendarView } from './schema.ts'

/** The calendar of a school year for this person. */
export async function viewCalendar(
  { store, now }: RegistersDeps,
  who: Who,
  asked: { readonly schoolYear?: string | undefined },
): Promise<CalendarView> {
  const { networkId } = who
  const thisYear = schoolYearOf(amsterdamDate(now()))
  const schoolYear = asked.schoolYear ?? thisYear
  return store.inNetwork(networkId, async (tx) => {
    const registered = await listRegisterYears(tx, networkId)
    const measured = (await listRounds(tx, networkId)).map((round) => round.schoolYear)
    const addressSince = await findCalendarAddress(tx, who)
    return {
      schoolYear,
      years: [...new Set([...registered, ...measured, thisYear, schoolYear])].sort(),
      moments: [...(await findMoments(tx, who, [schoolYear]))],
      ...(addressSince !== undefined && { addressSince }),
    }
  })
}
