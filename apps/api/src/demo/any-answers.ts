import type { Item } from '@km/definition'
import { addDays } from '../clock.ts'
import { type AnswerItem, plainAnswer } from './answer-form.ts'
import { openAnswers } from './nl-open-answers.ts'
import { draw, pick, type Random, randomOf } from './random.ts'
import { countFor } from './record-counts.ts'

export interface AnswerMoment {
  readonly seed: number
  readonly instrument: string
  /** Stable words of the round. */
  readonly round: string
  /** Stable words of who answers, or of the record. */
  readonly who: string
  /** Later years are a little better. */
  readonly year: number
  /** Which of its kind in this year, from 1. */
  readonly number?: number
  /** The day that a record is about. */
  readonly on?: string
  /** Answers that are known beforehand. */
  readonly given?: Readonly<Record<string, unknown>>
}

/** How often each level of a scale is given, lowest first. */
const often: Readonly<Record<string, readonly (number | string)[]>> = {
  J3: [...Array(10).fill('ja'), ...Array(5).fill('een_beetje'), 'nee', 'wn'],
  E5: [2, 3, 3, 4, 4, 4, 4, 5, 5],
  S4: [1, 2, 2, 3, 3, 3, 4],
  F4: [2, 3, 3, 3, 4, 4, 'wn'],
  R10: [5, 6, 7, 7, 7, 8, 8, 8, 9],
}

/** Questions whose first answers are the usual ones: "ja", "goed", "nuttig". */
const bent = (random: Random, { choices }: Item): unknown => {
  const known = choices.filter(({ value }) => !/^(weet|wn|nvt|onbekend)/.test(String(value)))
  return known[Math.floor(random() * random() * known.length)]?.value
}

/** The region grows: from "nee" over "in opbouw" to "ja". */
function growing(moment: AnswerMoment, { name }: Item): string {
  const start = randomOf(moment.seed, 'region', name)()
  const at = start * 2.2 + moment.year * 0.45
  return at < 0.9 ? 'nee' : at < 1.9 ? 'in_opbouw' : 'ja'
}

function textFor({ name, path, maxLength }: Item, random: Random): string | undefined {
  const [question, part] = path
  const key =
    /^(IV_[567])_\d$/.exec(name)?.[1] ?? (/^RS_\d+_document$/.test(name) ? 'RS_document' : (part ?? question))
  const texts = openAnswers[key] ?? []
  return texts.length === 0 ? undefined : pick(random, texts).slice(0, maxLength ?? 500)
}

function single(moment: AnswerMoment, item: Item, random: Random): unknown {
  const levels = often[item.scale ?? '']
  if (levels !== undefined) {
    const better = typeof levels[0] === 'number' && random() < 0.12 * moment.year
    return better ? levels.findLast((level) => typeof level === 'number') : pick(random, levels)
  }
  if (/^RS_\d+$/.test(item.name)) return growing(moment, item)
  if (/^(SB|DA|IV|LV)_\d+$/.test(item.name) && item.choices.every(({ value }) => typeof value === 'number'))
    return 1 + Math.floor(random() * 2)
  return bent(random, item)
}

/** The nearest number that the question takes. */
function inRange({ range }: Item, count: number): number {
  if (range === undefined) return count
  const { min, max, step } = range
  return Math.min(max, Math.max(min, min + Math.round((count - min) / step) * step))
}

/** Questions that most people answer in their own words. */
const eager: ReadonlySet<string> = new Set(['TC_11', 'VC_9', 'DL_11'])

/** Days that are still to come: of an agreement, of the next round. */
const later = /(_wanneer|^LV_10)$/

/** How one person, school or record answers each question of any questionnaire, the same every time. */
export function anyAnswers(moment: AnswerMoment): AnswerItem {
  const { seed, instrument, round, who, number = 1, on = '' } = moment
  return (item) => {
    const given = moment.given?.[item.name]
    if (given !== undefined) return given
    const random = randomOf(seed, instrument, round, who, item.name)
    if (item.kind === 'date') return !later.test(item.name) ? on : addDays(on, 40 + Math.floor(random() * 60))
    if (item.kind === 'number') {
      if (item.scale === 'R10') return pick(random, often.R10 ?? [])
      return inRange(item, countFor({ seed, record: `${instrument} ${round} ${who}`, number }, item.name))
    }
    if (item.kind === 'single') return single(moment, item, random)
    if (item.kind === 'ranking')
      return draw(random, item.choices, item.choices.length).map(({ value }) => value)
    if (item.kind === 'multiple') return plainAnswer(item, random, random, [])
    const always = item.required || item.path[1] !== undefined || /^IV_[567]_/.test(item.name)
    return always || random() < (eager.has(item.name) ? 0.8 : 0.35) ? textFor(item, random) : undefined
  }
}
