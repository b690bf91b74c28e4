import { addDays } from '../clock.ts'
import { dayText, weeklyText as t } from './nl.ts'
import type { CalendarMoment, RegisterSignal } from './schema.ts'

export interface WeeklyInput {
  readonly today: string
  readonly name: string
  readonly publicUrl: string
  readonly signals: readonly RegisterSignal[]
  readonly moments: readonly CalendarMoment[]
}

const daysAhead = 7
/** What a mail may tell by itself: a traject carries words of its own, a placement is about one pupil (level K). */
const toldInMail: readonly CalendarMoment['kind'][] = ['round', 'visit', 'meeting', 'training', 'progress']

/** What waits. Of trajects a number and a day; of placements no more than that there is something. */
function waitingLines(signals: readonly RegisterSignal[]): string[] {
  const evaluations = signals.filter(({ kind }) => kind === 'evaluation')
  const [first] = evaluations.flatMap(({ on }) => (on === undefined ? [] : [on])).sort()
  return [
    ...(signals.some(({ kind }) => kind === 'placement') ? [t.placement] : []),
    ...(first === undefined ? [] : [t.evaluations(evaluations.length, dayText(first))]),
    ...signals.filter(({ kind }) => kind !== 'placement' && kind !== 'evaluation').map(({ text }) => text),
  ]
}

function comingLines({ today, moments }: WeeklyInput): string[] {
  const until = addDays(today, daysAhead)
  return moments
    .filter(({ on, kind }) => on >= today && on < until && toldInMail.includes(kind))
    .toSorted((a, b) => a.on.localeCompare(b.on) || a.text.localeCompare(b.text))
    .map(({ on, text, school }) => t.moment(dayText(on), text, school))
}

const listed = (title: string, lines: readonly string[]): string[] => {
  const once = [...new Set(lines)]
  return once.length === 0 ? [] : [`${title}\n${once.map((line) => `- ${line}`).join('\n')}`]
}

/** How many meetings were held is good to know, but no reason for a mail. */
const isReason = ({ kind }: RegisterSignal): boolean => kind !== 'meetings'

/** The mail of a week; undefined when there is nothing to tell. */
export function writeWeekly(input: WeeklyInput): { subject: string; text: string } | undefined {
  const coming = comingLines(input)
  if (coming.length === 0 && !input.signals.some(isReason)) return undefined
  const parts = [...listed(t.waiting, waitingLines(input.signals)), ...listed(t.coming, coming)]
  const text = [
    t.dear(input.name),
    ...parts,
    `${t.open}\n${input.publicUrl}/`,
    `${t.stop}\n${input.publicUrl}/account`,
  ]
  return { subject: t.subject, text: `${text.join('\n\n')}\n` }
}
