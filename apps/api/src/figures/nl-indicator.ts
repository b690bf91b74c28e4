import type { FigureCell } from '@km/analysis'
import { day, figureWords, namedPart, type Parts, reasonWords } from '../nl-figures.ts'

/** Dutch sentences about one indicator; a professional reads them (B1). */

/** The first part alone: enough for the year before. */
function firstWords(cell: FigureCell, parts: Parts): string {
  const [part] = cell.kind === 'shown' ? cell.figure.parts : []
  return cell.kind === 'shown' && part !== undefined ? namedPart(part, cell.figure.n, parts) : ''
}

interface Told {
  readonly referenceDate: string
  readonly status: 'provisional' | 'final'
  readonly cell: FigureCell
  /** Why it cannot be compared. */
  readonly broken?: string | undefined
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
  if (now.broken !== undefined) return `${at} is dit niet te vergelijken: ${now.broken}.`
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
    `Op ${day(date)} gaat het om minder dan 10. Daarom staan er alleen aantallen, geen percentage.`,
  onlyProvisional: (date: string): string =>
    `Het cijfer van ${day(date)} is nog voorlopig: het kan nog veranderen.`,
  changed: (date: string): string => `Het definitieve cijfer van ${day(date)} is anders dan het voorlopige.`,
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
  retrospective: 'achteraf ingevoerd',
}

export const besides = { cohort: 'cohort', school: 'school' } as const
