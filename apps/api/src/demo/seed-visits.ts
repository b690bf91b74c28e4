import type { Item } from '@km/definition'
import { addDays, schoolYearOf } from '../clock.ts'
import type { Who } from '../deps.ts'
import { sendResponse } from '../respond/send-response.ts'
import { agreeVisit } from '../visits/agree-visit.ts'
import { startVisit } from '../visits/start-visit.ts'
import { type AnswerItem, fillForm, plainAnswer } from './answer-form.ts'
import { schoolYears } from './cohort.ts'
import type { DemoWorld } from './demo-world.ts'
import { visitRemark, visitTexts } from './nl.ts'
import { definitionId, submissionIdOf } from './play-round.ts'
import { draw, normal, pick, type Random, randomOf } from './random.ts'
import { schoolAnswers } from './school-answers.ts'
import type { PlacedSchool } from './seed-rounds.ts'

const instrument = 'SB-NT2'

/** Which school, how many days ago, and what the school said about the record; 'begun': it is not sent. */
const visits = [
  { school: 1, daysAgo: 58, said: 'agreed' },
  { school: 2, daysAgo: 37, said: 'remark' },
  { school: 0, daysAgo: 16, said: 'nothing' },
  { school: 6, daysAgo: 2, said: 'begun' },
] as const

const agreements = 2

/** Subjects that come up on most visits, and of which a region therefore knows more than of one school. */
const often = /_(RE_4|OL_D_4|OL_V_4|OL_B_1|OL_B_4|BE_N_1|BE_P_2|BE_F_1)$/
const phases = ['aanloop', 'versnellen', 'verduurzamen']

const asLevel = (latent: number): number => Math.min(4, Math.max(1, Math.round(latent)))

/** Each phase of the flywheel begins where the one before it runs; schools come a little further every year. */
function phaseLevel(item: Item, place: { seed: number; school: number; year: number }): number {
  const { seed, school, year } = place
  const phase = phases.findIndex((name) => item.aspect?.endsWith(name))
  const ability = 0.75 * normal(randomOf(seed, 'flywheel', school))
  const fresh = 0.4 * normal(randomOf(seed, 'flywheel', school, item.name, year))
  return asLevel(2.15 + 0.35 * year + ability + fresh - 0.75 * phase)
}

/** A visitor mostly sees what the school says, sometimes a level more or less, and seldom two. */
function seenBeside(own: unknown, random: Random): unknown {
  if (typeof own !== 'number') return own
  const chance = random()
  const apart = chance < 0.06 ? -2 : chance < 0.22 ? -1 : chance < 0.34 ? 1 : 0
  return asLevel(own + apart)
}

/** What was seen on a visit: near to what the school itself answers, written down by somebody else. */
export function visitAnswers(
  world: DemoWorld,
  school: PlacedSchool,
  { visitedOn, year }: { readonly visitedOn: string; readonly year: number },
): AnswerItem {
  const about = { seed: world.seed, school: school.index }
  const own = schoolAnswers({ ...about, year, pupils: school.pupils, newCoordinator: false })
  return (item: Item) => {
    const random = randomOf(world.seed, 'visit', school.index, item.name, year)
    const [question = '', part] = item.path
    if (item.name === 'SB_1') return visitedOn
    if (item.aspect?.startsWith('Vliegwiel')) return phaseLevel(item, { ...about, year })
    if (item.scale === 'S4') return seenBeside(own(item), random)
    if (item.name === 'SB_12') {
      const known = item.choices.filter(({ value }) => often.test(`_${value}`.replaceAll('.', '_')))
      const others = item.choices.filter((choice) => !known.includes(choice))
      return [...draw(random, known, 4), ...draw(random, others, 1)].map((choice) => choice.value)
    }
    if (item.name === 'SB_14') return agreements
    if (item.name === 'SB_15') return 'ja'
    if (part === 'wanneer') return addDays(visitedOn, question === 'SB_14_1' ? 45 : 110)
    const texts = visitTexts[part ?? question]
    if (texts !== undefined) return pick(random, texts)
    return plainAnswer(item, random, random, [])
  }
}

/**
 * Visits of the newest school year, each through the verbs of the program: one that the school agreed to,
 * one with a remark, one that waits, and one that is still being written.
 */
export async function seedVisits(world: DemoWorld, schools: readonly PlacedSchool[], today: string) {
  const { networkId } = world.who
  for (const { school: index, daysAgo, said } of visits) {
    const school = schools[index]
    if (school === undefined) throw new Error(`There is no school ${index} to visit.`)
    const wished = addDays(today, -daysAgo)
    const visitedOn = schoolYearOf(wished) === schoolYearOf(today) ? wished : today
    world.setDay(visitedOn)
    const { visitId, url } = await startVisit(world.visits, world.who, {
      schoolId: school.id,
      visitedOn,
      instrument,
    })
    if (said === 'begun') continue
    const { definition, check } = await world.respond.served(await definitionId(world, instrument, '1.0'))
    const answers = fillForm(
      definition,
      check,
      visitAnswers(world, school, { visitedOn, year: schoolYears.length - 1 }),
    )
    const submissionId = submissionIdOf(world.seed, instrument, visitedOn, school.name)
    await sendResponse(
      world.respond,
      { token: url.split('/r/')[1] ?? '', address: '' },
      { submissionId, answers },
    )
    if (said === 'nothing') continue
    world.setDay(addDays(visitedOn, 5) < today ? addDays(visitedOn, 5) : today)
    const speaker: Who = { accountId: 'demo', role: 'coordinator', networkId, schoolIds: [school.id] }
    const remark = said === 'remark' ? visitRemark : ''
    await agreeVisit(world.visits, speaker, { visitId, kind: said, remark })
  }
}
