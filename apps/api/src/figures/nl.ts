import type { FigureStatus } from '@km/analysis'

/** Dutch words of figures and their import; a professional reads them (B1). */

export const columns = {
  indicator: 'cijfer',
  part: 'onderdeel',
  school: 'school',
  cohort: 'cohort',
  by: 'uitsplitsing',
  value: 'waarde',
  referenceDate: 'peildatum',
  status: 'status',
  count: 'aantal',
  meaning: 'wat telt u',
} as const

export const statuses: Readonly<Record<string, FigureStatus>> = {
  voorlopig: 'provisional',
  definitief: 'final',
}

/** Names of counts that every figure may have. */
export const commonParts: Readonly<Record<string, string>> = {
  denominator: 'noemer',
  unknown: 'onbekend',
  out_of_view: 'uit beeld',
  people: 'personen',
}

export const commonMeanings = {
  unknown: 'leerlingen of studenten uit de noemer van wie dit niet bekend is',
  out_of_view:
    'verhuisd buiten de regio of naar het buitenland, overleden of bezwaar; zij staan niet in de noemer',
} as const

/** What joins two places in a part: 'havo/vwo naar havo'. */
export const moveWord = ' naar '

const list = (values: readonly string[]): string => values.join(', ')

export const lineProblems = {
  unknownIndicator: 'Deze code van een cijfer hoort niet bij dit bestand.',
  unknownPart: (known: readonly string[]): string =>
    `Dit onderdeel kennen we niet. Kies uit: ${list(known)}.`,
  unknownSchool: 'Deze school kennen we niet. Schrijf de naam zoals in de lijst van scholen.',
  otherSchool:
    'Dit is niet je eigen school. Je kunt alleen aantallen van je eigen school aanleveren; schrijf de naam zoals in het voorbeeldbestand.',
  noSchool: 'Bij dit cijfer hoort geen school. Laat dat vakje leeg.',
  unknownCohort: 'Dit cohort kennen we niet. Schrijf een schooljaar, zoals 2024-2025.',
  noCohort: 'Bij dit cijfer hoort geen cohort. Laat dat vakje leeg.',
  laterCohort: 'Dit cohort ligt na de peildatum.',
  unknownBreakdown: 'Deze uitsplitsing of waarde hoort niet bij dit cijfer.',
  noDate: 'De peildatum ontbreekt.',
  badDate: 'De peildatum klopt niet. Schrijf bijvoorbeeld 2026-10-01.',
  otherDate: (days: readonly string[]): string => `Dit cijfer heeft als peildatum: ${list(days)}.`,
  unknownStatus: 'Schrijf bij status: voorlopig of definitief.',
  noCount: 'Het aantal ontbreekt.',
  negative: 'Het aantal is kleiner dan nul.',
  notWhole: 'Het aantal is geen heel getal.',
  tooLarge: 'Het aantal is te groot.',
  double: (line: number): string => `Dit aantal staat ook op regel ${line}.`,
  above: (line: number): string => `Dit aantal is groter dan de noemer op regel ${line}.`,
  partsAbove: (line: number): string => `Alle onderdelen samen zijn meer dan de noemer op regel ${line}.`,
}

export const fileProblems = {
  empty: 'Het bestand is leeg. Gebruik het voorbeeldbestand.',
  noColumn: (title: string): string => `De kolom ‘${title}’ ontbreekt.`,
  unknownColumn: (number: number): string => `Kolom ${number} kennen we niet. Gebruik het voorbeeldbestand.`,
  doubleColumn: (title: string): string => `De kolom ‘${title}’ staat er twee keer in.`,
}
