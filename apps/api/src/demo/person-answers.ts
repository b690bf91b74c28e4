import type { AnswerItem } from './answer-form.ts'
import { plainAnswer } from './answer-form.ts'
import { coachTexts, studentTexts } from './nl.ts'
import { pick, randomOf } from './random.ts'

export interface PersonMoment {
  readonly seed: number
  readonly round: string
  readonly person: number
  readonly kind: 'student' | 'coach'
}

/** Answer words of J3 and how often they are given. */
const j3 = [...Array(9).fill('ja'), ...Array(5).fill('een_beetje'), 'nee', 'wn'] as const
const e5 = [2, 3, 3, 4, 4, 4, 4, 5, 5] as const

/** How one student or coach of the mbo pilot answers each item. */
export function personAnswers(moment: PersonMoment): AnswerItem {
  const texts = moment.kind === 'student' ? studentTexts : coachTexts
  return (item) => {
    const random = randomOf(moment.seed, moment.kind, moment.round, moment.person, item.name)
    if (!item.required && random() < 0.04) return undefined
    if (item.scale === 'J3') return pick(random, j3)
    if (item.scale === 'E5') return pick(random, e5)
    if (item.name === 'MS_12') return random() < 0.85 ? pick(random, texts) : undefined
    return plainAnswer(item, random, random, texts)
  }
}
