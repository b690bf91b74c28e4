import type { FigureCell, FigurePart, FigureReason, Share, ShownCount } from '@km/analysis'
import { shareWords } from '../nl.ts'

/** Dutch sentences about one indicator; a professional reads them (B1). */

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
export const countWords = (count: ShownCount): string => (count === 'hidden' ? hiddenCount : String(count))

/** '53 van 64 (83%)', '83%', '12', or in words that it is kept back. */
export function partWords({ count, share }: FigurePart, n: number | undefined): string {
  const percent = share === undefined ? '' : shareWords(share as Share)
  if (count === undefined) return percent
  if (count === 'hidden') return hiddenCount
  const whole = n === undefined ? '' : ` van ${n}`
  return `${count}${whole}${percent === '' ? '' : ` (${percent})`}`
}

/** Parts as the list of figures names them. */
type Parts = readonly {
  readonly code: string
  readonly title: string
  readonly apart?: boolean | undefined
}[]

/** A part with its name: 'of 64' only when it is a part of those 64. */
function namedPart(part: FigurePart, n: number | undefined, parts: Parts): string {
  const known = parts.find(({ code }) => code === part.code)
  return `${partWords(part, known?.apart === true ? undefined : n)} ${known?.title ?? part.code}`
}

/** '53 van 64 (83%) volgens advies, 5 van 64 (8%) hoger dan advies'. */
export function figureWords(cell: FigureCell, parts: Parts): string {
  if (cell.kind === 'suppressed') return reasonWords(cell.reason)
  return cell.figure.parts.map((part) => namedPart(part, cell.figure.n, parts)).join(', ')
}

/** The first part alone: enough for the year before. */
function firstWords(cell: FigureCell, parts: Parts): string {
  const [part] = cell.kind === 'shown' ? cell.figure.parts : []
  return cell.kind === 'shown' && part !== undefined ? namedPart(part, cell.figure.n, parts) : ''
}

interface Told {
  readonly referenceDate: string
  readonly status: 'provisional' | 'final'
  readonly cell: FigureCell
}

/** The sentence on top: the newest figure, and the same day a year before as far as both are shown. */
export function summary(asked: {
  readonly now: Told | undefined
  readonly before: Told | undefined
  readonly parts: Parts
  readonly source: string
  /** Of which school, for who reads the own one. */
  readonly of?: string | undefined
}): string {
  const { now, before, parts, source, of } = asked
  if (now === undefined) return `Dit cijfer is nog niet geleverd. Het komt van: ${source}.`
  const at = `Op ${day(now.referenceDate)}${now.status === 'provisional' ? ' (voorlopig)' : ''}`
  const who = of === undefined ? '' : ` voor ${of}`
  if (now.cell.kind === 'suppressed') return `${at}${who}: ${reasonWords(now.cell.reason)}.`
  const earlier =
    before === undefined || before.cell.kind === 'suppressed'
      ? ''
      : `; een jaar eerder ${firstWords(before.cell, parts)}`
  return `${at}${who}: ${figureWords(now.cell, parts)}${earlier}.`
}

export const summaryOfSchools = (n: number): string =>
  n === 0 ? 'Van je school is dit cijfer er nog niet.' : `Van je ${n} scholen staat dit cijfer hieronder.`

/** Signals of one figure: what a reader must know before using it. */
export const signals = {
  manyUnknown: (date: string): string =>
    `Op ${day(date)} is van meer dan 20 procent niet bekend hoe het gaat. Daarom staat er geen percentage.`,
  few: (date: string): string =>
    `Op ${day(date)} gaat het om minder dan 10 leerlingen of studenten. Daarom staan er alleen aantallen.`,
  onlyProvisional: (date: string): string =>
    `Het cijfer van ${day(date)} is nog voorlopig. Na 1 oktober komt het definitieve cijfer.`,
  changed: (date: string): string => `Het definitieve cijfer van ${day(date)} is anders dan het voorlopige.`,
}

export const filterWords = (asked: {
  readonly code: string
  readonly title: string
  readonly per?: string | undefined
  readonly value?: string | undefined
}): string => {
  const { code, title, per, value } = asked
  const split = per === undefined ? 'hele groep' : value === undefined ? `per ${per}` : `${per}: ${value}`
  return `cijfer ${code} ${title}; ${split}`
}

export const csv = {
  demo: 'Verzonnen gegevens van een demonstratie',
  filter: 'keuze',
  summary: 'samenvatting',
  all: (n: number): string => `alle ${n} cijfers; hele groep en elke uitsplitsing apart, nooit gekruist`,
  one: (code: string, title: string): string =>
    `cijfer ${code} ${title}; hele groep en elke uitsplitsing apart, nooit gekruist`,
  hidden: 'een getal dat we niet tonen, staat er als woorden',
  columns: [
    ...['cijfer', 'titel', 'schooljaar', 'peildatum', 'status', 'bron', 'uitsplitsing', 'waarde'],
    ...['onderdeel', 'aantal', 'noemer', 'aandeel in %', 'onbekend', 'uit beeld', 'toelichting'],
  ],
  whole: 'hele groep',
  few: 'minder dan 10: alleen aantallen',
  manyUnknown: 'meer dan 20% onbekend: geen percentage',
}

export const sources: Readonly<Record<string, string>> = {
  import: 'bestand',
  responses: 'vragenlijst',
  register: 'register',
}

export const besides = { cohort: 'cohort', school: 'school' } as const
