import type { Distribution, Headline, Level, Movement, Period, RollUp, SuppressionReason } from '@km/analysis'

/** Every Dutch text that the reports, findings and exports make. */

const small = [
  'geen',
  'één',
  'twee',
  'drie',
  'vier',
  'vijf',
  'zes',
  'zeven',
  'acht',
  'negen',
  'tien',
  'elf',
  'twaalf',
]
const months = [
  'januari',
  'februari',
  'maart',
  'april',
  'mei',
  'juni',
  'juli',
  'augustus',
  'september',
  'oktober',
  'november',
  'december',
]

/** 3 -> 'drie', 30 -> '30'. */
export const inWords = (n: number): string => small[n] ?? String(n)
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
/** '2026-03-03' -> '3 maart 2026'. */
export const date = (iso: string): string =>
  `${Number(iso.slice(8, 10))} ${months[Number(iso.slice(5, 7)) - 1]} ${iso.slice(0, 4)}`
/** 57.1 -> '57%'; whole percentages, because groups are small. */
export const percent = (count: number, of: number): string => `${Math.round((100 * count) / of)}%`
export const count = (n: number, one: string, more: string): string => `${n} ${n === 1 ? one : more}`
const list = (parts: readonly string[]): string =>
  parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} en ${parts.at(-1)}`

/** Names of rows per level: one, more. */
export const rowNames: Record<Level, readonly [string, string]> = {
  domain: ['rubriek', 'rubrieken'],
  subdomain: ['onderdeel', 'onderdelen'],
  expectation: ['verwachting', 'verwachtingen'],
  item: ['vraag', 'vragen'],
}

export const reasons: Record<SuppressionReason, string> = {
  too_few: 'niet getoond: te weinig antwoorden',
  too_few_matched: 'niet getoond: minder dan 5 dezelfde scholen',
  complementary: 'niet getoond: anders is een ander verborgen cijfer uit te rekenen',
  not_asked: 'niet gevraagd in dit jaar',
  not_released: 'meetronde nog open',
  not_comparable: 'vraag veranderd: niet te vergelijken',
  not_applicable: 'geen beweging: we weten niet of dezelfde mensen invulden',
  no_answers: 'geen antwoorden',
}

export const verdicts: Record<string, string> = {
  identical: 'gelijk gebleven',
  reworded: 'anders verwoord, zelfde betekenis',
  rescaled: 'schaal veranderd',
  changed: 'betekenis veranderd',
  new: 'nieuw',
  retired: 'vervallen',
  mixed: 'deels veranderd',
}

export const findingStatus: Record<string, string> = {
  draft: 'concept',
  confirmed: 'bevestigd',
  in_action: 'in actie',
  closed: 'afgesloten',
}
export const actionStatus: Record<string, string> = {
  proposed: 'voorgesteld',
  decided: 'besloten',
  running: 'loopt',
  done: 'afgerond',
  stopped: 'gestopt',
}

export const periodName = (period: Pick<Period, 'schoolYear' | 'period'>): string =>
  period.period === '' ? period.schoolYear : `${period.period} ${period.schoolYear}`

const isYearAfter = (now: Period, before: Period): boolean =>
  now.schoolYear.slice(0, 4) === before.schoolYear.slice(5)

const people = (n: number): string => count(n, 'persoon', 'mensen')
const schools = (n: number): string => count(n, 'school', 'scholen')

function openSentence(period: Period, unit: 'school' | 'person'): string {
  const who =
    unit === 'school'
      ? `${period.responded} van de ${schools(period.invited)} stuurden in`
      : `er zijn ${count(period.responded, 'inzending', 'inzendingen')}`
  return `De meetronde ${periodName(period)} is nog open: ${who}. Tot het sluiten zie je alleen aantallen.`
}

function takingPart(last: Period, before: Period | undefined, headline: Headline): string {
  const invited = Math.max(headline.invited, headline.responded)
  const first = `In ${periodName(last)} ${headline.responded === 1 ? 'deed' : 'deden'} ${headline.responded} van de ${schools(invited)} mee`
  if (before === undefined) return `${first}.`
  const then = isYearAfter(last, before) ? 'het jaar ervoor' : `in ${periodName(before)}`
  return `${first}; ${headline.matched} daarvan ook ${then}.`
}

function moving(headline: Headline, level: Level): string {
  const [one, more] = rowNames[level]
  const name = headline.comparable === 1 ? `vergelijkbare ${one}` : `vergelijkbare ${more}`
  if (headline.comparable === 0) return `Er zijn geen vergelijkbare ${more}.`
  const up = `Bij ${headline.moreUp} van de ${headline.comparable} ${name} gingen meer scholen omhoog dan omlaag`
  return headline.moreDown === 0 ? `${up}.` : `${up}, bij ${headline.moreDown} was het andersom.`
}

function setAside(headline: Headline): readonly string[] {
  const changed =
    headline.changed === 0
      ? []
      : headline.changed === 1
        ? ['Eén vraag is veranderd; die vergelijken we niet.']
        : [`${capital(inWords(headline.changed))} vragen zijn veranderd; die vergelijken we niet.`]
  const hidden =
    headline.suppressed === 0
      ? []
      : [
          `${capital(inWords(headline.suppressed))} ${headline.suppressed === 1 ? 'cijfer tonen' : 'cijfers tonen'} we niet, omdat de groep te klein is.`,
        ]
  return [...changed, ...hidden]
}

export interface SummaryInput {
  readonly periods: readonly Period[]
  readonly headline: Headline
  readonly level: Level
  readonly unit: 'school' | 'person'
  /** Name, when the comparison is about one school. */
  readonly school?: string
}

/** The sentences on top of a comparison, made from its numbers only. */
export function comparisonSummary({ periods, headline, level, unit, school }: SummaryInput): string {
  const open = periods.filter((p) => !p.released).map((p) => openSentence(p, unit))
  const released = periods.filter((p) => p.released)
  const last = released.at(-1)
  if (last === undefined) return open.length > 0 ? open.join(' ') : 'Er is nog geen meetronde afgesloten.'
  if (unit === 'person') return [...personSentences(released), ...open].join(' ')
  const before = released.at(-2)
  if (school !== undefined)
    return [...schoolSentences(school, last, before, headline, level), ...open].join(' ')
  const moved =
    before === undefined
      ? ['Er is nog geen eerder jaar om mee te vergelijken.']
      : headline.matched < 5
        ? ['Dat zijn te weinig dezelfde scholen om beweging te tonen.']
        : [moving(headline, level)]
  return [takingPart(last, before, headline), ...moved, ...setAside(headline), ...open].join(' ')
}

function personSentences(released: readonly Period[]): string[] {
  const counts = list(released.map((p) => `in ${periodName(p)} vulden ${people(p.responded)} in`))
  const few = released.filter((p) => p.responded < 5)
  const hidden =
    few.length === 0
      ? []
      : [`Bij minder dan 5 inzendingen tonen we niets: dat geldt voor ${list(few.map(periodName))}.`]
  const beside =
    released.length > 1
      ? ['De meetrondes staan naast elkaar; beweging tonen we niet, want het kunnen andere mensen zijn.']
      : []
  return [`${capital(counts)}.`, ...hidden, ...beside].map((s) =>
    s.replace('vulden 1 persoon', 'vulde 1 persoon'),
  )
}

function schoolSentences(
  school: string,
  last: Period,
  before: Period | undefined,
  headline: Headline,
  level: Level,
): string[] {
  if (headline.responded === 0) return [`${school} deed in ${periodName(last)} niet mee.`]
  if (before === undefined || headline.matched === 0)
    return [`${school} deed in ${periodName(last)} mee; er is geen eerder jaar om mee te vergelijken.`]
  const same = headline.comparable - headline.moreUp - headline.moreDown
  const [, more] = rowNames[level]
  return [
    `${school} vergeleken met ${periodName(before)}: van de ${headline.comparable} vergelijkbare ${more} gingen er ${headline.moreUp} omhoog, bleven er ${same} gelijk en gingen er ${headline.moreDown} omlaag.`,
    ...setAside({ ...headline, suppressed: 0 }),
  ]
}

export interface FilterInput {
  readonly instrumentTitle: string
  readonly periods: readonly Period[]
  readonly level: Level
  readonly school?: string
  readonly group?: string
  readonly unit: 'school' | 'person'
}

/** What was chosen, as one line; printed on every export. */
export function filterText(input: FilterInput): string {
  const versions = [...new Set(input.periods.map((p) => p.version))]
  const who =
    input.school ??
    (input.group !== undefined
      ? `schooltype ${input.group}`
      : input.unit === 'school'
        ? 'alle scholen'
        : 'iedereen')
  const mark = input.periods.filter((p) => p.retrospective).map(periodName)
  return [
    `${input.instrumentTitle}, versie ${list(versions)}`,
    `meetrondes ${list(input.periods.map(periodName))}`,
    who,
    `per ${rowNames[input.level][0]}`,
    ...(mark.length > 0 ? [`achteraf ingevoerd: ${list(mark)}`] : []),
  ].join(' · ')
}

/** 'op de meeste scholen omhoog' only when more than half of the matched schools went up. */
export function movementWords(movement: Pick<Movement, 'n' | 'up' | 'down'>): string {
  const { n, up, down } = movement
  if (up * 2 > n) return 'de meeste scholen gingen omhoog'
  if (down * 2 > n) return 'de meeste scholen gingen omlaag'
  if (up > down) return 'meer scholen omhoog dan omlaag'
  if (down > up) return 'meer scholen omlaag dan omhoog'
  return 'evenveel scholen omhoog als omlaag'
}

/** '9 van 21 scholen op orde of hoger'; for other scales the largest answer. */
export function distributionWords(
  distribution: Pick<Distribution, 'n' | 'levels' | 'escapes' | 'sufficient'>,
  unit: 'school' | 'person',
): string {
  const name = unit === 'school' ? 'scholen' : 'mensen'
  if (distribution.sufficient !== undefined)
    return `${distribution.sufficient.count} van ${distribution.sufficient.of} ${name} op orde of hoger`
  return distribution.levels
    .filter((l) => l.count > 0)
    .map((l) => `${l.label}: ${l.count}`)
    .join(', ')
}

/** 'Begin': the only answer of one school. */
export const answerWords = (counted: Pick<Distribution, 'levels' | 'escapes'>): string =>
  [...counted.levels, ...counted.escapes]
    .filter((one) => one.count > 0)
    .map((one) => one.label)
    .join(', ')

/** '210 van 400 antwoorden op orde of hoger, 21 scholen' */
export const rollUpWords = (rollUp: Pick<RollUp, 'n' | 'answers' | 'sufficient'>): string =>
  rollUp.sufficient === undefined
    ? `${rollUp.answers} antwoorden, ${schools(rollUp.n)}`
    : `${rollUp.sufficient.count} van ${rollUp.sufficient.of} antwoorden op orde of hoger, ${schools(rollUp.n)}`

/** Texts of the CSV export. */
export const csv = {
  demo: 'Voorbeeld: verzonnen scholen en antwoorden',
  filter: 'Gekozen',
  summary: 'Samenvatting',
  took: (name: string): string => `Deelname ${name}`,
  of: 'van',
  key: ['Code', 'Onderwerp', 'Verwachting', 'Meetronde', 'Versie'],
  answers: 'Antwoorden (bij optelling)',
  rest: [
    'Andere antwoorden',
    'Op orde of hoger',
    'Op orde: van',
    'Op orde: aandeel',
    'Mediaan',
    'Waarom geen cijfer',
    'Omhoog',
    'Gelijk',
    'Omlaag',
    'Dezelfde scholen',
    'Waarom geen beweging',
    'Vraag veranderd',
  ],
} as const
