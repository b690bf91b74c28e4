import { createHash } from 'node:crypto'
import ical from 'ical-generator'
import type { CalendarMoment } from './schema.ts'

/** The same moment keeps its id, so that a calendar program does not double it. */
const idOf = ({ on, kind, text, school }: CalendarMoment): string =>
  createHash('sha256')
    .update(JSON.stringify([on, kind, text, school]))
    .digest('hex')
    .slice(0, 32)

const nextDay = (date: string): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)

/**
 * Moments as iCalendar (RFC 5545): whole days, so that no time zone can move them. In: the moments, the
 * name of the calendar, the moment of writing and the address of the program. No names of people, and no
 * number of a placement (level K): what is sent here leaves the program.
 */
export function writeIcal(
  moments: readonly CalendarMoment[],
  { name, at, publicUrl }: { readonly name: string; readonly at: Date; readonly publicUrl: string },
): string {
  const host = new URL(publicUrl).host
  const calendar = ical({
    name,
    prodId: { company: 'Kwaliteitsmonitor NT2', product: 'agenda', language: 'NL' },
  })
  const seen = new Set<string>()
  for (const moment of moments) {
    const id = idOf(moment)
    if (seen.has(id)) continue
    seen.add(id)
    calendar.createEvent({
      id: `${id}@${host}`,
      stamp: at,
      // Days are written as they read in UTC.
      start: new Date(`${moment.on}T00:00:00Z`),
      end: new Date(`${nextDay(moment.until ?? moment.on)}T00:00:00Z`),
      allDay: true,
      timezone: null,
      summary: moment.school === undefined ? moment.text : `${moment.text}, ${moment.school}`,
      ...(moment.path !== undefined && { url: `${publicUrl}${moment.path}` }),
    })
  }
  return calendar.toString()
}
