import type {
  Distribution,
  Level,
  Movement,
  Period,
  RollUp,
  Share,
  SuppressionReason,
  Unit,
} from '@km/analysis'

/** Dutch words that more than one step uses; the sentences of a step stand in its own `nl.ts`. */

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
/** 3 -> 'drie', 30 -> '30'. */
export const inWords = (n: number): string => small[n] ?? String(n)
/** 'één' becomes 'Eén': a capital loses its accent. */
export const capital = (text: string): string =>
  text.charAt(0).normalize('NFD').charAt(0).toUpperCase() + text.slice(1)
/** 57.1 -> '57%'; whole percentages, because groups are small. */
export const percent = (count: number, of: number): string => `${Math.round((100 * count) / of)}%`
export const count = (n: number, one: string, more: string): string => `${n} ${n === 1 ? one : more}`
export const list = (parts: readonly string[]): string =>
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
  capped: 'alleen als aandeel',
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

export const periodName = (period: Pick<Period, 'schoolYear' | 'period'>): string =>
  period.period === '' ? period.schoolYear : `${period.period} ${period.schoolYear}`

/** 'minder dan 5%', '40%', 'meer dan 95%'. */
export function shareWords(share: Share): string {
  if (share === 'below_5') return 'minder dan 5%'
  return share === 'above_95' ? 'meer dan 95%' : `${share}%`
}

export const people = (n: number): string => count(n, 'persoon', 'mensen')
export const schools = (n: number): string => count(n, 'school', 'scholen')

/** 'op de meeste scholen omhoog' only when more than half of the matched schools went up. */
export function movementWords(movement: Pick<Movement, 'n' | 'pairs' | 'up' | 'down'>): string {
  const { n, pairs, up, down } = movement
  if (pairs !== n)
    return up > down
      ? 'vaker omhoog dan omlaag'
      : down > up
        ? 'vaker omlaag dan omhoog'
        : 'even vaak omhoog als omlaag'
  if (up * 2 > n) return 'de meeste scholen gingen omhoog'
  if (down * 2 > n) return 'de meeste scholen gingen omlaag'
  if (up > down) return 'meer scholen omhoog dan omlaag'
  if (down > up) return 'meer scholen omlaag dan omhoog'
  return 'evenveel scholen omhoog als omlaag'
}

export const unitNames = {
  school: 'scholen',
  person: 'mensen',
  record: 'verslagen',
} as const satisfies Record<Unit, string>

/** '9 van 21 scholen op orde of hoger'; on another scale the answer that was chosen most. */
export function distributionWords(
  distribution: Pick<Distribution, 'n' | 'levels' | 'escapes' | 'sufficient'>,
  unit: Unit,
): string {
  const { n, levels, escapes, sufficient } = distribution
  const name = unitNames[unit]
  if (sufficient !== undefined) return `${sufficient.count} van ${sufficient.of} ${name} op orde of hoger`
  const most = [...levels, ...escapes].toSorted((a, b) => b.count - a.count)[0]
  return most === undefined
    ? `${n} ${name}`
    : `${most.count} van ${n} ${name} ${unit === 'record' ? 'hebben' : 'kozen'} ‘${most.label}’`
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

/** Words in the title of a column that say that it is about a person. */
export const personalWords =
  /e-?mail|mail\b|telefoon|\btel\b|\btel\.|mobiel|gsm|voornaam|achternaam|roepnaam|tussenvoegsel|naam (van )?(de )?(contact|co[oö]rdinator|docent|leerling|persoon|directeur|ouder)|(contactpersoon|co[oö]rdinator|docent|directeur|leerling|mentor)s?$|contactpersoon naam|geboorte|bsn|burgerservice|adres|woonplaats|postcode|geslacht|nationaliteit/i
