import { addDays } from '../clock.ts'
import { type DemoSchool, type Part, schoolYears } from './cohort.ts'
import type { DemoWorld } from './demo-world.ts'
import { firstYearSource } from './nl.ts'
import { personAnswers } from './person-answers.ts'
import { type DemoPerson, type PlayedRound, playRound } from './play-round.ts'
import { schoolAnswers } from './school-answers.ts'

export interface PlacedSchool extends DemoSchool {
  readonly id: number
  /** Place in the list, for the same noise every time. */
  readonly index: number
}

export interface DemoLink {
  readonly instrument: string
  readonly round: string
  readonly token: string
}

const monitor = 'KM-NT2'
const opensIn = (year: string): string => `${year}-04-07`

/** Somebody else answered than the year before. */
function isNew(school: PlacedSchool, schoolYear: string): boolean {
  const [from, until] = [opensIn(schoolYear.slice(0, 4)), opensIn(schoolYear.slice(5))]
  return school.changedOn.some((day) => day > from && day <= until)
}

const does: Readonly<Record<Exclude<Part, '.'>, DemoPerson['does']>> = {
  x: 'send',
  s: 'send',
  d: 'begin',
  '-': 'nothing',
  u: 'nothing',
}

function coordinators(world: DemoWorld, schools: readonly PlacedSchool[], year: number): DemoPerson[] {
  const schoolYear = schoolYears[year] ?? ''
  return schools.flatMap((school) => {
    const part = school.parts[year]
    if (part === undefined || part === '.') return []
    const { index, pupils } = school
    const newCoordinator = isNew(school, schoolYear)
    const moment = { seed: world.seed, school: index, year, pupils, newCoordinator }
    return [{ schoolId: school.id, does: does[part], answerItem: schoolAnswers(moment), name: school.name }]
  })
}

/** One school year of the monitor; the last one runs now. */
export async function seedMonitor(
  world: DemoWorld,
  schools: readonly PlacedSchool[],
  year: number,
  today: string,
): Promise<DemoLink[]> {
  const schoolYear = schoolYears[year] ?? ''
  const open = year === schoolYears.length - 1
  const opensOn = open ? addDays(today, -9) : opensIn(schoolYear.slice(5))
  const people = coordinators(world, schools, year)
  const round = await playRound(world, {
    instrument: monitor,
    version: year < 3 ? '1.0' : '2.0',
    schoolYear,
    opensOn,
    closesOn: addDays(opensOn, 21),
    link: 'personal',
    people,
    open,
    ...(year === 0 && { source: firstYearSource }),
  })
  if (!open) return []
  const unused = people.flatMap((person, index) => (person.does === 'nothing' ? [index] : []))
  return unused.flatMap((index) => linkOf(monitor, schoolYear, round, index))
}

function linkOf(instrument: string, name: string, round: PlayedRound, index: number): DemoLink[] {
  const token = round.tokens[index]
  return token === undefined ? [] : [{ instrument, round: name, token }]
}

interface HalfYear {
  readonly schoolYear: string
  readonly period: string
  readonly opensOn: string
  readonly students: number
  readonly coaches: number
  readonly open?: boolean
}

const sending = (world: DemoWorld, kind: 'student' | 'coach', round: string, n: number): DemoPerson[] =>
  Array.from({ length: n }, (_, person) => ({
    does: 'send',
    answerItem: personAnswers({ seed: world.seed, round, person, kind }),
    name: `${kind} ${person}`,
  }))

/** One half-year of the mbo pilot: students through one open link, coaches each through their own. */
export async function seedPilot(world: DemoWorld, half: HalfYear): Promise<DemoLink[]> {
  const { schoolYear, period, opensOn, students, coaches, open = false } = half
  const name = `${schoolYear} ${period}`
  const dates = { schoolYear, period, opensOn, closesOn: addDays(opensOn, 18), version: '1.0', open }
  const waiting: DemoPerson = { does: 'nothing', answerItem: () => undefined, name: 'coach later' }
  const forStudents = await playRound(world, {
    ...dates,
    instrument: 'MBO-STU',
    link: 'open',
    people: sending(world, 'student', name, students),
  })
  const forCoaches = await playRound(world, {
    ...dates,
    instrument: 'MBO-COACH',
    link: 'personal',
    people: [...sending(world, 'coach', name, coaches), ...(open ? [waiting] : [])],
  })
  if (!open) return []
  return [...linkOf('MBO-STU', name, forStudents, 0), ...linkOf('MBO-COACH', name, forCoaches, coaches)]
}
