import type { Who } from '../deps.ts'
import { defaultLimits } from '../limits.ts'
import { changeChoice } from '../registers/change-choice.ts'
import type { RegistersDeps } from '../registers/registers-deps.ts'
import { addEntry } from '../registers/save-entry.ts'
import type { GivenEntry } from '../registers/schema.ts'
import type { DemoWorld } from './demo-world.ts'
import { dpiaDecidedBy, meetingTitles, visitTitle } from './nl.ts'
import { draw, pick, randomOf } from './random.ts'
import type { PlacedSchool } from './seed-rounds.ts'

/** School years of which the registers hold something, oldest first. */
const years = ['2024-2025', '2025-2026', '2026-2027'] as const

/** What is planned per year, how much of it, and who sees to it. */
const promised = [
  ['A1.3', 3, 'project_leader'],
  ['A1.4', 2, 'member'],
  ['A2.1', 6, 'member'],
  ['A2.5', 24, 'member'],
  ['A2.6', 16, 'project_leader'],
  ['A2.8', 10, 'member'],
  ['A3.4', 3, 'member'],
] as const

type Draft = Partial<GivenEntry> & Pick<GivenEntry, 'kind' | 'startsOn' | 'values'>

/** Month and day in a school year: '2025-2026' and '03-11' -> '2026-03-11'. */
const on = (year: string, monthDay: string): string =>
  `${monthDay >= '08' ? year.slice(0, 4) : year.slice(5)}-${monthDay}`

interface Year {
  readonly year: string
  readonly index: number
  readonly schools: readonly PlacedSchool[]
  readonly seed: number
}

function meetings({ year, index, schools, seed }: Year): Draft[] {
  const network = ['11-12', '03-11', '05-13'].map((day, number) => {
    const random = randomOf(seed, 'meeting', year, number)
    const attended = draw(random, schools, 9 + Math.floor(random() * 7)).map(({ id }) => id)
    const title = meetingTitles[index * 3 + number] ?? ''
    const values = { title, form: 'network_meeting', participants: attended.length + number + 1 }
    return { kind: 'meeting' as const, startsOn: on(year, day), attended, values }
  })
  const looks = ['10-08', '04-15'].slice(0, index + 1).map((day) => {
    const attended = draw(randomOf(seed, 'look', year, day), schools, 4).map(({ id }) => id)
    const values = { title: visitTitle, form: 'visit_to_isk', participants: 7 }
    return { kind: 'meeting' as const, startsOn: on(year, day), attended, values }
  })
  return [...network, ...looks]
}

function trajects({ year, index, schools, seed }: Year): Draft[] {
  const levels = ['vmbo-gt', 'havo', 'vmbo-k', 'vwo', 'pro']
  const deelschakel = schools.slice(0, 3 + index).map(({ id, index: place }) => {
    const random = randomOf(seed, 'deelschakel', year, place)
    const pupils = 2 + Math.floor(random() * 3)
    const values = { level: levels[(place + index) % levels.length] ?? 'havo', pupils }
    return {
      ...{
        kind: 'deelschakel' as const,
        schoolId: id,
        startsOn: on(year, '10-01'),
        endsOn: on(year, '06-30'),
      },
      values: { ...values, finished: Math.max(1, pupils - (random() < 0.3 ? 1 : 0)) },
    }
  })
  const buddies = schools.slice(1, 2 + index).map(({ id }) => ({
    ...{ kind: 'buddies' as const, schoolId: id, startsOn: on(year, '11-03'), endsOn: on(year, '05-29') },
    values: { pairs: 2 + index, finished: 1 + index },
  }))
  const po = Array.from({ length: 4 + index }, (_, number) => {
    const month = ['10-06', '11-10', '12-01', '01-19', '02-09', '02-16'][number] ?? '02-23'
    const end = ['11-14', '12-12', '01-16', '02-20', '03-13', '03-20'][number] ?? '03-27'
    const advised = randomOf(seed, 'po', year, number)() < 0.8
    return {
      ...{ kind: 'po_traject' as const, startsOn: on(year, month), endsOn: on(year, end) },
      values: {
        number: `${year.slice(2, 4)}-${number + 1}`,
        tested: true,
        ...(advised && { adviceOn: on(year, end) }),
        evaluationAsked: true,
      },
    }
  })
  return [...deelschakel, ...buddies, ...po]
}

function work({ year, index, schools, seed }: Year): Draft[] {
  const training = ['10-21', '02-03', '04-21'].slice(0, 2 + index).map((day, number) => ({
    ...{ kind: 'training' as const, startsOn: on(year, day) },
    ...(schools[number + 4] !== undefined && { schoolId: schools[number + 4]?.id }),
    values: { route: 'single', language: 3 + index, subject: 8 + 2 * number },
  }))
  const contacts = schools.slice(0, 8).map(({ id, index: place }) => {
    const random = randomOf(seed, 'contact', year, place)
    const day = `${pick(random, ['09', '10', '11'])}-${String(3 + Math.floor(random() * 24)).padStart(2, '0')}`
    const values = {
      form: pick(random, ['visit', 'phone', 'mail', 'online']),
      theme: pick(random, ['policy', 'handover', 'tests', 'guidance', 'teachers']),
    }
    return { kind: 'contact' as const, schoolId: id, startsOn: on(year, day), values }
  })
  const plan = promised.map(([activity, planned, owner]) => ({
    ...{ kind: 'activity' as const, startsOn: on(year, '08-01'), endsOn: on(year, '07-31') },
    values: { activity, planned, owner },
  }))
  const rounds = ['11-25', '02-17', '05-26'].flatMap((day, number) =>
    schools.slice(14, 17).map(({ id }) => ({
      ...{ kind: 'progress' as const, schoolId: id, startsOn: on(year, day) },
      values: { round: String(number + 1) },
    })),
  )
  return [...training, ...contacts, ...plan, ...rounds]
}

/** Where a line stands today: what is past is done, what runs is running, the rest is planned. */
function stateOf({ kind, startsOn, endsOn }: Draft, today: string): GivenEntry['state'] {
  if (kind === 'contact') return 'done'
  if (startsOn > today) return 'planned'
  return endsOn !== undefined && endsOn >= today ? 'running' : 'done'
}

const outcomes: ReadonlySet<string> = new Set(['finished', 'adviceOn', 'evaluationAsked', 'participants'])

/** A line that is not over yet has no outcome. */
function soFar(draft: Draft, today: string): GivenEntry {
  const state = stateOf(draft, today)
  const { attended = [] } = draft
  const values = Object.entries(draft.values).filter(([name]) => state === 'done' || !outcomes.has(name))
  return {
    ...draft,
    state,
    attended: state === 'planned' ? [] : attended,
    values: Object.fromEntries(values),
  }
}

const placedOn = [
  '2025-06-02',
  '2025-09-08',
  '2025-11-24',
  '2026-02-09',
  '2026-08-31',
  '2026-09-14',
  '2026-09-28',
  '2026-10-12',
]

/** Pupils who were placed, at the schools of the member. */
async function seedPlacements(
  deps: RegistersDeps,
  member: Who,
  schools: readonly PlacedSchool[],
): Promise<void> {
  const own = schools.filter(({ id }) => member.schoolIds.includes(id))
  for (const [number, startsOn] of placedOn.entries()) {
    const schoolId = own[number % Math.max(1, own.length)]?.id
    if (schoolId === undefined) return
    const values = { route: number % 3 === 2 ? 'po' : 'isk' }
    const given = { kind: 'placement' as const, schoolId, startsOn, state: 'running' as const }
    await addEntry(deps, member, { ...given, attended: [], values })
  }
}

/**
 * Three school years of registers, as the verbs of the program take them; the last one as far as it has come.
 * `member`: who helps the schools at which pupils are followed.
 */
export async function seedRegisters(
  world: DemoWorld,
  { schools, today, member }: { schools: readonly PlacedSchool[]; today: string; member: Who },
): Promise<void> {
  const deps: RegistersDeps = { ...world.rounds, limits: defaultLimits, whoIs: async () => undefined }
  for (const [index, year] of years.entries()) {
    const given = { year, index, schools, seed: world.seed }
    for (const draft of [...meetings(given), ...trajects(given), ...work(given)]) {
      if (draft.kind === 'contact' && draft.startsOn > today) continue
      world.setDay(draft.startsOn < today ? draft.startsOn : today)
      await addEntry(deps, world.who, soFar(draft, today))
    }
  }
  world.setDay('2025-08-25')
  const followUp = { dpiaOn: '2025-06-16', decidedBy: dpiaDecidedBy }
  await changeChoice(deps, world.who, { firstRoundBy: '01-31', secondRoundBy: '05-15', followUp })
  await seedPlacements(deps, member, schools)
  world.setDay(today)
}
