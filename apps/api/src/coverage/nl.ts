import type { CoverageState, EvidenceCount, ShownEvidence } from '@km/analysis'
import { count, list } from '../nl.ts'

const dayFormat = new Intl.DateTimeFormat('nl-NL', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
})
/** '2026-11-03' -> '3 november 2026' */
const day = (date: string): string => dayFormat.format(new Date(`${date}T00:00:00Z`))

export const states: Readonly<Record<CoverageState, string>> = {
  evidence: 'er is bewijs',
  few: 'te weinig om te tonen',
  running: 'loopt nog',
  private: 'blijft bij wie het invult',
  none: 'nog niets',
}

type Unit = 'school' | 'person'
type Of<K extends ShownEvidence['kind']> = Extract<ShownEvidence, { kind: K }>

const tooFew = 'minder dan 5 antwoorden'

function answers(n: EvidenceCount, invited: number | undefined, unit: Unit): string {
  if (n === 'few') return tooFew
  const [one, more] = unit === 'school' ? ['school', 'scholen'] : ['antwoord', 'antwoorden']
  if (invited === undefined) return count(n, one, more)
  return unit === 'school' ? `${n} van ${count(invited, one, more)}` : `${n} van ${invited} ingevuld`
}

function roundWords(one: Of<'round'>, unit: Unit): string {
  const name = one.period === '' ? '' : `${one.period}: `
  const later = one.retrospective ? ', achteraf ingevoerd' : ''
  const n = answers(one.responses, one.invited, unit)
  if (one.state === 'planned') return `${name}gepland, begint op ${day(one.opensOn)}`
  if (one.state === 'open') return `${name}loopt tot en met ${day(one.closesOn)}, nu ${n}`
  if (one.state === 'waiting') return `${name}gesloten, wacht op de uitkomst, ${n}`
  return `${name}${n}${later}`
}

const fewRecords = 'verslagen over minder dan 5 scholen of leerlingen'

function recordWords(one: Of<'records'>): string {
  const sent = one.sent === 'few' ? fewRecords : count(one.sent, 'verslag', 'verslagen')
  const agreed =
    !one.asksAgreement || one.agreed === 'few' || one.sent === 0
      ? ''
      : `, ${one.agreed} met akkoord van de school`
  const begun = typeof one.begun === 'number' && one.begun > 0 ? `, ${one.begun} begonnen` : ''
  return `${sent}${agreed}${begun}${one.portfolio ? ' (jouw scholen)' : ''}`
}

const seenWords = {
  shown: '',
  too_small: ': te klein om te tonen',
  incomplete: ': nog niet compleet',
  broken: ': niet te vergelijken, de vraag betekende toen iets anders',
} as const

const figureWords = ({ status, source, referenceDate, seen }: Of<'figure'>): string => {
  const from = source === 'responses' ? ' uit antwoorden' : ''
  const kind = status === 'final' ? 'definitief' : 'voorlopig'
  return `${kind} cijfer van ${day(referenceDate)}${from}${seenWords[seen]}`
}

/** One piece of evidence in words. */
export function evidenceWords(one: ShownEvidence, unit: Unit): string {
  switch (one.kind) {
    case 'round':
      return roundWords(one, unit)
    case 'records':
      return recordWords(one)
    case 'figure':
      return figureWords(one)
    case 'set':
      return `${one.delivered} van ${count(one.of, 'cijfer', 'cijfers')} ingeleverd`
    case 'register':
      return `${one.entries} keer vastgelegd`
  }
}

/** Name of the source that a register is. */
export const register = 'Register van activiteiten'
export const stays = 'Wat iemand hier invult, blijft op het eigen apparaat.'
export const countedFrom = (titles: readonly string[]): string => `geteld uit ${list(titles)}`

const covered = (n: number, of: number, more: string): string => `${n} van de ${of} ${more}`

/** The sentence on top. */
export function summary(view: {
  readonly schoolYear: string
  readonly results: readonly { readonly state: CoverageState }[]
  readonly expectations: readonly { readonly state: CoverageState }[]
  readonly withoutRow: number
}): string {
  const has = (rows: readonly { readonly state: CoverageState }[]) =>
    rows.filter(({ state }) => state === 'evidence').length
  const results = covered(has(view.results), view.results.length, 'resultaten')
  const expectations =
    view.expectations.length === 0
      ? ''
      : ` en voor ${covered(has(view.expectations), view.expectations.length, 'verwachtingen')}`
  const rows =
    view.withoutRow === 0
      ? 'Elke activiteit staat in Bijlage 1.'
      : `${count(view.withoutRow, 'activiteit heeft', 'activiteiten hebben')} geen rij in Bijlage 1.`
  return `In ${view.schoolYear} is er bewijs voor ${results}${expectations}. ${rows}`
}

/** What is missing, in one sentence per kind. */
export const gaps = {
  no_row: (n: number) =>
    `${count(n, 'activiteit heeft', 'activiteiten hebben')} geen rij in Bijlage 1: het jaarplan zegt niet hoe we ${n === 1 ? 'haar' : 'ze'} meten.`,
  no_results: (n: number) =>
    `${count(n, 'subdoel heeft', 'subdoelen hebben')} geen eigen rij met resultaten in het jaarplan; we leiden het resultaat af uit het doel.`,
  elsewhere: (n: number) =>
    `${count(n, 'activiteit staat', 'activiteiten staan')} onder een ander subdoel dan het resultaat waar ${n === 1 ? 'zij' : 'ze'} voor ${n === 1 ? 'is' : 'zijn'}.`,
  no_norm: (n: number, of: number) =>
    `Voor ${n} van de ${of} resultaten noemt het jaarplan geen getal. Wanneer het genoeg is, spreken we samen af.`,
  one_source: (n: number) =>
    `Over ${count(n, 'verwachting', 'verwachtingen')} zegt dit jaar maar één bron iets.`,
  results: (n: number) => `Voor ${count(n, 'resultaat', 'resultaten')} is er dit jaar nog geen bewijs.`,
  activities: (n: number) => `Voor ${count(n, 'activiteit', 'activiteiten')} is er dit jaar nog geen bewijs.`,
  combinations: (n: number) =>
    `Op ${count(n, 'rij', 'rijen')} van Bijlage 1 is er dit jaar nog geen antwoord.`,
  expectations: (n: number) =>
    `Voor ${count(n, 'verwachting', 'verwachtingen')} is er dit jaar nog geen bewijs.`,
}

export const file = {
  fictitious: 'Voorbeeld: verzonnen scholen en antwoorden',
  title: (part: string, schoolYear: string, plan: string) => `${part}, schooljaar ${schoolYear}, ${plan}`,
  parts: { bijlage: 'Bijlage 1', goals: 'Dekking van het jaarplan', expectations: 'Dekking van OK voor NT2' },
  bijlage: [
    'code',
    'onderwerp',
    'wat meten',
    'hoe meten',
    'waarom meten',
    'bij wie',
    'wanneer',
    'instrument',
    'stand',
    'respons',
  ],
  goals: [
    'soort',
    'code',
    'titel',
    'hoort bij',
    'bron',
    'naam van de bron',
    'vragen',
    'rij in Bijlage 1',
    'stand',
    'bewijs',
  ],
  expectations: ['code', 'verwachting', 'bron', 'naam van de bron', 'vragen', 'stand', 'bewijs'],
  kinds: { goal: 'doel', result: 'resultaat', activity: 'activiteit' },
  /** Beside a row that nothing asks about. */
  nothing: 'geen bron',
}
