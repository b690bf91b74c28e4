import type { Item } from '@km/definition'
import { type AnswerItem, plainAnswer } from './answer-form.ts'
import { goodExamples, needs, otherTexts, remarks } from './nl.ts'
import { normal, randomOf } from './random.ts'

export interface SchoolMoment {
  readonly seed: number
  /** Index of the school; the same noise every year. */
  readonly school: number
  /** 0 for the first school year. */
  readonly year: number
  /** Its NT2 pupils in the fourth year: place of the answer. */
  readonly pupils: number
  /** Somebody else filled it in the year before. */
  readonly newCoordinator: boolean
}

/** Where the network starts (a level) and how it moves a year, per expectation or the start of its code. */
const trends: readonly (readonly [code: string, start: number, perYear: number])[] = [
  ['OL.B.1', 2.05, 0.28],
  ['OL.B', 2.3, 0.12],
  ['OL.V.2', 2.0, 0.13],
  ['OL.V', 2.45, 0.02],
  ['OL.D', 2.35, 0.02],
  ['OL.O.2', 2.1, 0.12],
  ['OL.O', 2.4, -0.02],
  ['BE.N.1', 1.85, 0.27],
  ['BE.N.5', 2.6, 0.12],
  ['BE.N', 2.2, 0.02],
  ['BE.O', 2.6, 0.08],
  ['BE.P.2', 2.75, -0.2],
  ['BE', 2.45, -0.03],
  ['KO', 2.05, 0.01],
  ['RE.4', 2.95, -0.24],
  ['RE.6', 1.7, 0.03],
  ['RE', 2.2, 0.01],
]

const trendOf = (code: string): readonly [number, number] => {
  const found = trends.find(([start]) => code === start || code.startsWith(`${start}.`))
  return found === undefined ? [2.2, 0.05] : [found[1], found[2]]
}

function levelOf(item: Item, moment: SchoolMoment): number | string {
  const { seed, school, year, newCoordinator } = moment
  const code = item.expectationCodes[0] ?? item.name
  const steady = randomOf(seed, 'item', school, code)
  const fresh = randomOf(seed, 'answer', school, year, code)
  if (steady() < 0.02) return 'nvt'
  const notKnowing = (code.startsWith('RE') ? 0.05 : 0.015) + (newCoordinator ? 0.05 : 0)
  if (fresh() < notKnowing) return 'wn'
  const ability = 0.5 * normal(randomOf(seed, 'school', school))
  const [start, perYear] = trendOf(code)
  const drift = newCoordinator ? -0.25 : 0
  const latent = start + perYear * year + ability + 0.5 * normal(steady) + 0.26 * normal(fresh) + drift
  return Math.min(4, Math.max(1, Math.round(latent)))
}

function textsFor(item: Item): readonly string[] {
  if (/^KM_T_/.test(item.name)) return remarks
  if (/^KM_V_2/.test(item.name)) return needs
  if (/^KM_V_3/.test(item.name)) return goodExamples
  return otherTexts
}

/** Subjects to make better next year: those on which the school stands lowest, in that order. */
function priorities(item: Item, levels: ReadonlyMap<string, number | string>, moment: SchoolMoment): unknown {
  const low = item.choices
    .map((choice) => ({ value: choice.value, level: levels.get(codeIn(choice.value)) }))
    .filter((one) => typeof one.level === 'number' && one.level <= 2)
  const order = randomOf(moment.seed, 'priorities', moment.school, moment.year)
  const chosen = low
    .map((one) => ({ value: one.value, weight: Number(one.level) + order() }))
    .sort((a, b) => a.weight - b.weight)
    .slice(0, item.maxSelected ?? 3)
    .map((one) => one.value)
  return chosen.length === 0 ? undefined : chosen
}

/** Facts that must agree with a level: choice by level, lowest first. */
const follows: Readonly<Record<string, readonly [code: string, choices: readonly string[]]>> = {
  KM_F_1: ['BE.O.1', ['nee', 'ja_zonder_uren', 'ja_uren', 'ja_uren']],
  KM_F_2: ['BE.N.1', ['niet', 'concept', 'vastgesteld', 'bijgewerkt']],
}

function factFollowing(item: Item, levels: ReadonlyMap<string, number | string>): unknown {
  const [code, choices] = follows[item.name] ?? []
  const level = levels.get(code ?? '')
  const value = choices?.[typeof level === 'number' ? level - 1 : 0]
  return item.choices.some((choice) => choice.value === value) ? value : undefined
}

/** A report mark that goes with the levels: 4 to 9. */
function reportMark(levels: ReadonlyMap<string, number | string>): number {
  const known = [...levels.values()].filter((level) => typeof level === 'number')
  const mean = known.reduce((sum, level) => sum + level, 0) / Math.max(1, known.length)
  return Math.min(9, Math.max(4, Math.round(2.6 + 1.7 * mean)))
}

/** A choice may be named after the expectation or after the item that asks about it. */
const codeIn = (value: number | string): string =>
  String(value)
    .replace(/^KM[_.]/, '')
    .replaceAll('_', '.')

/** A band lower in some of the years before, a band higher in some of those after; pupils of the ISK are some of them. */
function pupilBand(item: Item, { seed, school, year, pupils }: SchoolMoment): unknown {
  const draw = randomOf(seed, 'pupils', school, year)
  const grown = draw() < 0.25 ? Math.sign(year - 3) : 0
  const others = item.name === 'CTX_04' && randomOf(seed, 'from isk', school)() < 0.4 ? 1 : 0
  const index = Math.min(item.choices.length - 1, Math.max(0, pupils + grown - others))
  return item.choices[index]?.value
}

/** How the coordinator of one school answers each item of KM-NT2 in one year. */
export function schoolAnswers(moment: SchoolMoment): AnswerItem {
  const levels = new Map<string, number | string>()
  return (item) => {
    if (item.scale === 'S4') {
      const level = levelOf(item, moment)
      levels.set(item.expectationCodes[0] ?? item.name, level)
      return level
    }
    if (item.name === 'KM_V_1') return priorities(item, levels, moment)
    if (item.name in follows) return factFollowing(item, levels)
    if (item.name === 'KM_F_2_jaar') return 2020 + (moment.school % 3)
    if (item.scale === 'R10') return reportMark(levels)
    if (item.name === 'CTX_03' || item.name === 'CTX_04') return pupilBand(item, moment)
    const steady = randomOf(moment.seed, 'fact', moment.school, item.name)
    const fresh = randomOf(moment.seed, 'fact', moment.school, moment.year, item.name)
    return plainAnswer(item, steady, fresh, textsFor(item))
  }
}
