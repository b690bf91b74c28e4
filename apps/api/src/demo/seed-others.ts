import { addDays } from '../clock.ts'
import { anyAnswers } from './any-answers.ts'
import type { DemoWorld } from './demo-world.ts'
import { periods } from './nl-open-answers.ts'
import { type DemoPerson, playRound } from './play-round.ts'
import type { DemoLink, PlacedSchool } from './seed-rounds.ts'

interface OtherRound {
  readonly instrument: string
  readonly period?: string
  /** Month and day on which it opens. */
  readonly opens: string
  readonly days?: number
  /** One link for all, for each person, or for each school that took part in the monitor. */
  readonly by: 'open' | 'people' | 'schools'
  /** How many answered, per school year of `answeredYears`. */
  readonly answers: readonly [number, number]
  readonly given?: Readonly<Record<string, unknown>>
}

/** The school years that are over and have answers in every questionnaire. */
export const answeredYears: readonly string[] = ['2024-2025', '2025-2026']

/** Every questionnaire beside the monitor and the mbo pilot; some rounds are too small to show anything. */
const rounds: readonly OtherRound[] = [
  ...(
    [
      [periods.information, '10-08', [4, 11], 'informatiebijeenkomst'],
      [periods.meeting, '11-12', [17, 21], 'bijeenkomst'],
      [periods.training, '02-10', [12, 15], 'docenttraining'],
      [periods.visit, '03-19', [9, 8], 'kijkje_isk'],
    ] as const
  ).map(([period, opens, answers, kind]) => ({
    ...{ instrument: 'ACT-EXIT', period, opens, days: 5, by: 'open' as const, answers },
    given: { EX_1: kind },
  })),
  { instrument: 'TV-PO', opens: '10-01', days: 280, by: 'people', answers: [6, 9] },
  { instrument: 'VC-VO', period: periods.january, opens: '01-13', by: 'open', answers: [10, 13] },
  { instrument: 'RG-REFL', period: periods.march, opens: '03-03', by: 'open', answers: [9, 14] },
  { instrument: 'TV-BST', period: periods.may, opens: '05-06', by: 'people', answers: [5, 7] },
  { instrument: 'TV-COORD', period: periods.may, opens: '05-06', by: 'schools', answers: [15, 17] },
  { instrument: 'MBO-ROC', period: periods.may, opens: '05-06', by: 'people', answers: [1, 2] },
  { instrument: 'DS-LL', period: periods.june, opens: '06-02', by: 'open', answers: [9, 12] },
  { instrument: 'DS-DOC', period: periods.june, opens: '06-02', by: 'people', answers: [7, 9] },
  { instrument: 'DS-BETR', period: periods.june, opens: '06-02', by: 'people', answers: [6, 8] },
  { instrument: 'DS-BETR-OUDER', period: periods.june, opens: '06-02', by: 'open', answers: [4, 9] },
  { instrument: 'JM-LL', period: periods.june, opens: '06-09', by: 'open', answers: [8, 10] },
  { instrument: 'JM-MAAT', period: periods.june, opens: '06-09', by: 'open', answers: [7, 11] },
  { instrument: 'VC-VO', period: periods.june, opens: '06-02', by: 'open', answers: [12, 14] },
]

const dayIn = (schoolYear: string, monthDay: string): string =>
  `${monthDay >= '08' ? schoolYear.slice(0, 4) : schoolYear.slice(5)}-${monthDay}`

const nobody = (name: string): DemoPerson => ({ does: 'nothing', answerItem: () => undefined, name })

function senders(
  world: DemoWorld,
  { instrument, by, given }: OtherRound,
  asked: { round: string; year: number; count: number; schools: readonly PlacedSchool[] },
): DemoPerson[] {
  const { round, year, count, schools } = asked
  return Array.from({ length: count }, (_, index) => {
    const who = `${instrument} ${index}`
    const school = by === 'schools' ? schools[index] : undefined
    return {
      does: 'send',
      answerItem: anyAnswers({ seed: world.seed, instrument, round, who, year, ...(given && { given }) }),
      name: who,
      ...(school !== undefined && { schoolId: school.id }),
    }
  })
}

/** Rounds of one school year that is over, in the order in which they were held. */
export async function seedOthers(
  world: DemoWorld,
  schools: readonly PlacedSchool[],
  year: number,
): Promise<void> {
  const schoolYear = answeredYears[year] ?? ''
  const here = schools.filter((school) => school.parts[year + 2] === 'x')
  const dated = rounds
    .map((round) => ({ ...round, opensOn: dayIn(schoolYear, round.opens) }))
    .toSorted((a, b) => a.opensOn.localeCompare(b.opensOn))
  for (const round of dated) {
    const { instrument, period = '', opensOn, days = 20, by } = round
    const people = senders(world, round, {
      ...{ round: `${schoolYear} ${period}`, year, schools: here },
      count: round.answers[year] ?? 0,
    })
    await playRound(world, {
      ...{ instrument, version: '1.0', schoolYear, period, opensOn, closesOn: addDays(opensOn, days) },
      link: by === 'open' ? 'open' : 'personal',
      people: by === 'open' ? people : [...people, nobody('later')],
    })
  }
}

/** What runs now: an evaluation on the wall, a class with a coach, contacts of primary schools, a mirror. */
export async function seedRunning(world: DemoWorld, today: string): Promise<DemoLink[]> {
  const schoolYear = '2026-2027'
  const running = [
    { instrument: 'ACT-EXIT', period: periods.meeting, by: 'open', count: 6, given: { EX_1: 'bijeenkomst' } },
    { instrument: 'VC-VO', period: periods.autumn, by: 'open', count: 3 },
    { instrument: 'TV-PO', period: '', by: 'people', count: 2 },
    { instrument: 'VW-SPIEGEL', period: periods.autumn, by: 'people', count: 0 },
  ] as const
  const links: DemoLink[] = []
  for (const { instrument, period, by, count, ...more } of running) {
    const opensOn = addDays(today, -6)
    const round = `${schoolYear} ${period}`.trim()
    const asked = { round, year: answeredYears.length, count, schools: [] }
    const people = senders(world, { instrument, by, opens: '', answers: [0, 0], ...more }, asked)
    const { tokens } = await playRound(world, {
      ...{ instrument, version: '1.0', schoolYear, period, opensOn, closesOn: addDays(opensOn, 20) },
      ...{ link: by === 'open' ? ('open' as const) : ('personal' as const), open: true },
      people: [...people, nobody('later')],
    })
    const token = tokens.at(-1)
    if (token !== undefined) links.push({ instrument, round, token })
  }
  return links
}
