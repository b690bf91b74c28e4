import type { FigureCell, FigurePart, FigureReason, Share } from '@km/analysis'
import { shareWords } from './nl.ts'

/** Dutch words of figures that more than one step uses; a professional reads them (B1). */

const dayFormat = new Intl.DateTimeFormat('nl-NL', { dateStyle: 'long', timeZone: 'UTC' })
/** '2026-10-01' -> '1 oktober 2026' */
export const day = (date: string): string => dayFormat.format(new Date(`${date}T00:00:00Z`))
const monthDay = new Intl.DateTimeFormat('nl-NL', { day: 'numeric', month: 'long', timeZone: 'UTC' })
/** '10-01' -> '1 oktober' */
export const dayOfYear = (date: string): string => monthDay.format(new Date(`2001-${date}T00:00:00Z`))

export const statusWords = { provisional: 'voorlopig', final: 'definitief' } as const

const reasons: Readonly<Partial<Record<FigureReason, string>>> = {
  too_few: 'niet getoond: minder dan 5',
  complementary: 'niet getoond: anders is een kleiner aantal uit te rekenen',
  no_answers: 'niemand',
  not_delivered: 'niet compleet geleverd',
  not_for_you: 'niet per school geleverd',
}
export const reasonWords = (reason: FigureReason): string => reasons[reason] ?? 'niet getoond'

export const hiddenCount = 'minder dan 5 of afgeschermd'

const number = new Intl.NumberFormat('nl-NL')

/** '53 van 64 (83%)', '83%', '12', or in words that it is kept back. */
export function partWords({ count, share }: FigurePart, n: number | undefined): string {
  const percent = share === undefined ? '' : shareWords(share as Share)
  if (count === undefined) return percent
  if (count === 'hidden') return hiddenCount
  const whole = n === undefined ? '' : ` van ${number.format(n)}`
  return `${number.format(count)}${whole}${percent === '' ? '' : ` (${percent})`}`
}

/** Parts as the list of figures names them. */
export type Parts = readonly {
  readonly code: string
  readonly title: string
  readonly apart?: boolean | undefined
}[]

/** A part with its name: 'of 64' only when it is a part of those 64. */
export function namedPart(part: FigurePart, n: number | undefined, parts: Parts): string {
  const known = parts.find(({ code }) => code === part.code)
  return `${partWords(part, known?.apart === true ? undefined : n)} ${known?.title ?? part.code}`
}

/** '53 van 64 (83%) volgens advies, 5 van 64 (8%) hoger dan advies'. */
export function figureWords(cell: FigureCell, parts: Parts): string {
  if (cell.kind === 'suppressed') return reasonWords(cell.reason)
  return cell.figure.parts.map((part) => namedPart(part, cell.figure.n, parts)).join(', ')
}

export const sources = { import: 'bestand', responses: 'vragenlijst', register: 'register' } as const

/** What of an indicator is meant: 'cijfer I.V03 Geplaatst volgens advies; hele groep'. */
export function filterWords(asked: {
  readonly code: string
  readonly title: string
  readonly split?: { readonly by: string; readonly value: string } | undefined
}): string {
  const { code, title, split } = asked
  return `cijfer ${code} ${title}; ${split === undefined ? 'hele groep' : `${split.by}: ${split.value}`}`
}

interface Moment {
  readonly referenceDate: string
  readonly status: keyof typeof statusWords
  readonly source: keyof typeof sources
}

/** '1 oktober 2026, definitief, uit bestand'. */
export const momentWords = ({ referenceDate, status, source }: Moment): string =>
  `${day(referenceDate)}, ${statusWords[status]}, uit ${sources[source]}`
