import { type Random, randomOf } from './random.ts'

/** Who counts: the same record gives the same numbers for every question of it. */
export interface CountMoment {
  readonly seed: number
  /** Stable words of the record. */
  readonly record: string
  /** Which of its kind in this year, from 1. */
  readonly number: number
}

const between = (random: Random, min: number, max: number): number =>
  min + Math.floor(random() * (max - min + 1))

/** Divides a total over parts in about these proportions; the parts add up to it. */
function divide(random: Random, total: number, weights: readonly number[]): readonly number[] {
  const sum = weights.reduce((all, one) => all + one, 0)
  let left = total
  return weights.map((weight, index) => {
    const wished = Math.round((total * weight * (0.7 + 0.6 * random())) / sum)
    const part = index === weights.length - 1 ? left : Math.min(left, wished)
    left -= part
    return part
  })
}

/** Parts of a question whose numbers add up: names in order with their weight. */
const parts: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  DA_3: { passend: 6, te_laag: 2, te_hoog: 1, te_vroeg: 1 },
  DA_4: { ja: 6, later: 2, niet: 1 },
  DA_6: { ja: 6, nee: 3 },
  DA_8_rekenen: { op_niveau: 5, eronder: 4, onbekend: 1 },
  DA_8_technisch: { op_niveau: 6, eronder: 3, onbekend: 1 },
  DA_8_woordenschat: { eronder: 6, op_niveau: 3, onbekend: 1 },
  DA_8_begrijpend: { eronder: 5, op_niveau: 4, onbekend: 1 },
  DA_8_vaktaal: { eronder: 6, op_niveau: 2, onbekend: 2 },
  LV_4_jaar_1: { goed: 6, aandacht: 3, zorg: 1 },
  LV_4_jaar_2: { goed: 6, aandacht: 3, zorg: 1 },
  LV_4_later: { goed: 7, aandacht: 2, zorg: 1 },
  IV_4: { kennis: 4, intervisie: 3, uitwisseling: 3 },
}

type Totals = Readonly<Record<string, number>>

/** Numbers of which others are a part. */
function totalsOf({ seed, record, number }: CountMoment): Totals {
  const random = randomOf(seed, 'totals', record)
  const pupils = between(random, 5, 12)
  const [first, second, later] = [between(random, 6, 14), between(random, 4, 10), between(random, 0, 6)]
  const seen = (all: number) => all - (random() < 0.4 && all > 0 ? 1 : 0)
  const discussed = [seen(first), seen(second), seen(later)] as const
  const schools = between(random, 9, 15)
  const people = schools + between(random, 2, 8)
  const plans = between(random, 0, Math.ceil(pupils / 3))
  return {
    ...{
      DA_2: pupils,
      DA_5b: Math.floor(pupils * 0.6),
      DA_10_nodig: plans,
      DA_10_klaar: Math.max(0, plans - 1),
    },
    ...{ LV_2_jaar_1: first, LV_2_jaar_2: second, LV_2_later: later },
    ...{ LV_3_jaar_1: discussed[0], LV_3_jaar_2: discussed[1], LV_3_later: discussed[2] },
    LV_11: Math.floor((discussed[0] + discussed[1]) * 0.8),
    ...{ IV_1_nummer: number, IV_2_scholen: schools, IV_2_deelnemers: people },
    ...{ RS_18_uitstromers: between(random, 58, 76), RS_18_scholen: between(random, 13, 18) },
  }
}

function totalFor(question: string, totals: Totals): number {
  if (question.startsWith('LV_4_')) return totals[question.replace('LV_4', 'LV_3')] ?? 0
  return question === 'IV_4' ? 100 : (totals.DA_2 ?? 0)
}

/** A number of a record that fits the other numbers of it. */
export function countFor(moment: CountMoment, name: string): number {
  const totals = totalsOf(moment)
  const own = totals[name]
  if (own !== undefined) return own
  const random = randomOf(moment.seed, 'count', moment.record, name)
  const question = Object.keys(parts).find((one) => name.startsWith(`${one}_`))
  if (question !== undefined) {
    const weights = parts[question] ?? {}
    const shares = divide(
      randomOf(moment.seed, 'parts', moment.record, question),
      totalFor(question, totals),
      Object.values(weights),
    )
    return shares[Object.keys(weights).indexOf(name.slice(question.length + 1))] ?? 0
  }
  if (name.startsWith('IV_7_')) {
    const [agree = 0, other = 0] = divide(
      randomOf(moment.seed, 'vote', moment.record, name.slice(0, 6)),
      totals.IV_2_deelnemers ?? 0,
      [5, 3],
    )
    return name.endsWith('_eens') ? agree : other
  }
  if (name.startsWith('IV_')) return between(random, 2, totals.IV_2_scholen ?? 2)
  return Math.floor(random() * random() * 5)
}
