import type { Headline, Level, Period, Unit } from '@km/analysis'
import { capital, count, inWords, list, people, periodName, rowNames, schools } from '../nl.ts'
import type { ComparisonView, RoundView } from './schema.ts'

/** Every Dutch sentence of the reports and exports, made from their numbers only. */

const went = (n: number): string => (n === 0 ? 'ging er geen' : n === 1 ? 'ging er 1' : `gingen er ${n}`)
const stayed = (n: number): string => (n === 0 ? 'bleef er geen' : n === 1 ? 'bleef er 1' : `bleven er ${n}`)

const isYearAfter = (now: Period, before: Period): boolean =>
  now.schoolYear.slice(0, 4) === before.schoolYear.slice(5)

function openSentence(period: Period, unit: Unit): string {
  const who =
    unit === 'school'
      ? `${period.responded} van de ${schools(period.invited)} ${period.responded === 1 ? 'stuurde' : 'stuurden'} in`
      : `er zijn ${count(period.responded, 'inzending', 'inzendingen')}`
  return `De meetronde ${periodName(period)} is nog open: ${who}. Tot het sluiten zie je alleen aantallen.`
}

const noneMatched = 'Geen school gaf in beide jaren één antwoord: beweging tonen we daarom niet.'

function takingPart(last: Period, before: Period | undefined, headline: Headline): string {
  const invited = Math.max(headline.invited, headline.responded)
  const first = `In ${periodName(last)} ${headline.responded === 1 ? 'deed' : 'deden'} ${headline.responded} van de ${schools(invited)} mee`
  if (before === undefined || headline.matched === 0) return `${first}.`
  const then = isYearAfter(last, before) ? 'het jaar ervoor' : `in ${periodName(before)}`
  return `${first}; ${headline.matched} daarvan ook ${then}.`
}

function moving(headline: Headline, level: Level): string {
  const [one, more] = rowNames[level]
  const name = headline.comparable === 1 ? `vergelijkbare ${one}` : `vergelijkbare ${more}`
  if (headline.comparable === 0)
    return headline.changed > 0
      ? `Er zijn geen vergelijkbare ${more}.`
      : 'Hier is geen omhoog of omlaag te tonen. De jaren staan naast elkaar.'
  const rollUp = level === 'domain' || level === 'subdomain'
  const way = rollUp ? 'ging het vaker omhoog dan omlaag' : 'gingen meer scholen omhoog dan omlaag'
  const up = `Bij ${headline.moreUp} van de ${headline.comparable} ${name} ${way}`
  return headline.moreDown === 0 ? `${up}.` : `${up}, bij ${headline.moreDown} was het andersom.`
}

/** Frozen figures may show no movement at all: then it is not told how many went up. */
const movementHidden =
  'Hoe dezelfde scholen bewogen tonen we niet: dan zou te zien zijn wat een enkele school antwoordde.'

/** Every row that could be compared is hidden. */
const hidesMovement = (headline: Headline): boolean =>
  headline.comparable > 0 &&
  headline.moreUp + headline.moreDown === 0 &&
  headline.suppressed >= headline.comparable &&
  headline.suppressed > 0

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
  readonly unit: Unit
  /** Name, when the comparison is about one school, and how many rows went which way. */
  readonly school?: string
  readonly moved?: { readonly up: number; readonly same: number; readonly down: number }
  /** Of a group it is not told how many took part before. */
  readonly group?: string
}

/** The sentences on top of a comparison, made from its numbers only. */
export function comparisonSummary(input: SummaryInput): string {
  const { periods, headline, level, unit, school } = input
  const open = periods.filter((p) => !p.released).map((p) => openSentence(p, unit))
  const released = periods.filter((p) => p.released)
  const last = released.at(-1)
  if (last === undefined) return open.length > 0 ? open.join(' ') : 'Er is nog geen meetronde afgesloten.'
  if (unit === 'record') return [recordSentence(released), ...open].join(' ')
  if (unit === 'person') return [...personSentences(released), ...open].join(' ')
  const before = released.at(-2)
  if (school !== undefined) return [...schoolSentences(input, school, last, before), ...open].join(' ')
  const moved =
    before === undefined
      ? ['Er staat geen eerder jaar naast om mee te vergelijken.']
      : headline.matched < 5
        ? [headline.matched === 0 ? noneMatched : 'Dat zijn te weinig dezelfde scholen om beweging te tonen.']
        : hidesMovement(headline)
          ? [movementHidden]
          : [moving(headline, level)]
  const part = takingPart(last, input.group === undefined ? before : undefined, headline)
  const aside = moved.includes(movementHidden) ? { ...headline, suppressed: 0 } : headline
  return [part, ...moved, ...setAside(aside), ...open].join(' ')
}

/** 'In 2024-2025 zijn 3 verslagen gemaakt, in 2025-2026 1 verslag.' */
function recordSentence(released: readonly Period[]): string {
  const each = released.map((p) => `in ${periodName(p)} ${count(p.responded, 'verslag', 'verslagen')}`)
  return `Gemaakt zijn ${list(each)}. Het gaat om eigen werk: de aantallen staan naast elkaar.`
}

export const fewPeople = 'minder dan 5 mensen'

/** Many rounds: per school year how many there were and how many people in each, never added up. */
function roundsPerYear(released: readonly Period[], took: (period: Period) => string): string {
  const years = [...new Set(released.map((p) => p.schoolYear))]
  const sentences = years.map((year) => {
    const own = released.filter((p) => p.schoolYear === year)
    const each = list(own.map((p) => (p.few === true ? 'minder dan 5' : `${p.responded}`)))
    if (own.length > 1)
      return `In ${year} waren er ${own.length} meetrondes; daarin vulden ${each} mensen in.`
    return `In ${year} was er 1 meetronde; daarin vulden ${own.map(took).join('')} in.`
  })
  return sentences.join(' ')
}

function personSentences(released: readonly Period[]): string[] {
  const took = (p: Period) => (p.few === true ? fewPeople : people(p.responded))
  const counts =
    released.length > 3
      ? roundsPerYear(released, took)
      : `${capital(list(released.map((p) => `in ${periodName(p)} vulden ${took(p)} in`)))}.`
  const few = released.filter((p) => p.few === true)
  const hidden =
    few.length === 0
      ? []
      : [`Bij minder dan 5 inzendingen tonen we niets: dat geldt voor ${list(few.map(periodName))}.`]
  const beside =
    released.length > 1
      ? ['De meetrondes staan naast elkaar; beweging tonen we niet, want het kunnen andere mensen zijn.']
      : []
  return [counts, ...hidden, ...beside].map((s) => s.replace('vulden 1 persoon', 'vulde 1 persoon'))
}

function schoolSentences(
  input: SummaryInput,
  school: string,
  last: Period,
  before: Period | undefined,
): string[] {
  const { headline, level, moved = { up: 0, same: 0, down: 0 } } = input
  if (headline.responded === 0) return [`${school} deed in ${periodName(last)} niet mee.`]
  if (before === undefined || headline.matched === 0)
    return [`${school} deed in ${periodName(last)} mee; er is geen eerder jaar om mee te vergelijken.`]
  const [one, more] = rowNames[level]
  const { up, same, down } = moved
  const of = up + same + down
  return [
    `${school} vergeleken met ${periodName(before)}: van de ${count(of, `vergelijkbare ${one}`, `vergelijkbare ${more}`)} ${went(up)} omhoog, ${stayed(same)} gelijk en ${went(down)} omlaag.`,
    ...setAside({ ...headline, suppressed: 0 }),
  ]
}

export interface FilterInput {
  readonly instrumentTitle: string
  readonly periods: readonly Period[]
  readonly level: Level
  readonly school?: string
  readonly group?: string
  /** Default: a school type; otherwise a comparison group. */
  readonly isType?: boolean
  /** The reader's own school is left out. */
  readonly others?: boolean
  readonly unit: Unit
}

/** What was chosen, as one line; printed on every export. */
export function filterText(input: FilterInput): string {
  const versions = [...new Set(input.periods.map((p) => p.version))]
  const who =
    input.school ??
    (input.group !== undefined
      ? `${input.isType === false ? 'vergelijkingsgroep' : 'schooltype'} ${input.group}`
      : input.unit === 'school'
        ? 'alle scholen'
        : 'iedereen')
  const mark = input.periods.filter((p) => p.retrospective).map(periodName)
  return [
    `${input.instrumentTitle}, versie ${list(versions)}`,
    `meetrondes ${list(input.periods.map(periodName))}`,
    ...(input.others === true ? [`${who}, zonder je eigen school`] : [who]),
    `per ${rowNames[input.level][0]}`,
    ...(mark.length > 0 ? [`achteraf ingevoerd: ${list(mark)}`] : []),
  ].join(' · ')
}

/** Texts of the start screen. */
export const start = {
  opens: (title: string, name: string): string => `${title}, ${name}: opent`,
  closes: (title: string, name: string): string => `${title}, ${name}: sluit`,
  due: (code: string, title: string): string => `${code} ${title}: klaar`,
}

type Moved = { readonly title: string; readonly by: number; readonly n: number }

function mostMoved(view: ComparisonView, way: 'up' | 'down'): Moved | undefined {
  const moved = view.rows.flatMap((row) => {
    const movement = row.steps.at(-1)?.movement
    if (movement?.kind !== 'shown') return []
    const { up, down, n } = movement.movement
    const by = way === 'up' ? up : down
    return by > (way === 'up' ? down : up) ? [{ title: row.title, by, n }] : []
  })
  return moved.sort((a, b) => b.by - a.by || a.title.localeCompare(b.title, 'nl'))[0]
}

function movedSentence(view: ComparisonView): string[] {
  const [up, down] = [mostMoved(view, 'up'), mostMoved(view, 'down')]
  const words = (one: Moved, way: string): string =>
    `het vaakst ${way} ging ‘${one.title}’ (${one.by} van ${one.n} scholen)`
  if (up === undefined && down === undefined) return []
  const parts = [
    ...(up === undefined ? [] : [words(up, 'omhoog')]),
    ...(down === undefined ? [] : [words(down, 'omlaag')]),
  ]
  return [`${capital(parts.join(', '))}.`]
}

function runningSentence(rounds: readonly RoundView[]): string {
  const open = rounds.filter((r) => r.state === 'open')
  const [first] = open
  if (first === undefined) return 'Er loopt nu geen meetronde.'
  if (open.length > 1) return `Er lopen nu ${inWords(open.length)} meetrondes.`
  return `${first.instrumentTitle} ${periodName(first)} loopt: ${first.done} van de ${first.invited} zijn binnen.`
}

/** Where are we, in at most three sentences: who took part, what moved, and otherwise what runs. */
export function startSummary(view: ComparisonView | undefined, rounds: readonly RoundView[]): string[] {
  if (view === undefined) return ['Er is nog geen meetronde afgesloten.', runningSentence(rounds)]
  const [last, before] = [view.periods.at(-1), view.periods.at(-2)]
  if (last === undefined) return [runningSentence(rounds)]
  const part = takingPart(last, before, view.headline)
  if (before === undefined || view.headline.matched < 5) return [part, runningSentence(rounds)]
  if (hidesMovement(view.headline)) return [part, movementHidden, runningSentence(rounds)]
  return [part, moving(view.headline, view.level), ...movedSentence(view)]
}

export const otherResults = 'Er zijn uitkomsten die je kunt bekijken.'

/** What moved, for who sees no rounds that run. */
export function resultSummary(view: ComparisonView | undefined): string[] {
  const [last, before] = [view?.periods.at(-1), view?.periods.at(-2)]
  if (view === undefined || last === undefined) return ['Er is nog geen uitkomst voor jou.']
  const part = takingPart(last, before, view.headline)
  if (before === undefined || view.headline.matched < 5) return [part]
  if (hidesMovement(view.headline)) return [part, movementHidden]
  return [part, moving(view.headline, view.level), ...movedSentence(view)]
}

/** Texts of the CSV export. */
export const csv = {
  same: 'Dezelfde vraag aan anderen gesteld. Nooit bij elkaar opgeteld.',
  sameHead: [
    'vraag',
    'vragenlijst',
    'zo gesteld',
    'meetronde',
    'n',
    'antwoord',
    'aantal',
    'aandeel',
    'reden',
  ],
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
    'Van of naar weet ik niet of geldt niet',
    'Dezelfde scholen: op orde toen',
    'Dezelfde scholen: op orde nu',
    'Waarom geen beweging',
    'Vraag veranderd',
  ],
} as const
