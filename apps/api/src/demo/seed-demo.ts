import { randomInt } from 'node:crypto'
import {
  createNetwork,
  createSchools,
  enterNetwork,
  listFindings,
  listRounds,
  recordRole,
  type School,
  type Store,
} from '@km/store'
import { createAccount } from '../accounts/create-account.ts'
import { hashOf } from '../accounts/open-accounts.ts'
import { addDays, amsterdamDate } from '../clock.ts'
import type { Surveys, Who } from '../deps.ts'
import { periodName } from '../nl.ts'
import { openRound } from '../rounds/open-round.ts'
import { writeResult } from '../voices/write-result.ts'
import { type DemoSchool, demoSchools, schoolYears } from './cohort.ts'
import { decideOnPilot } from './decide-on-pilot.ts'
import { type DemoWorld, makeWorld } from './demo-world.ts'
import {
  contacts,
  leaderName,
  networkName,
  practicalGroup,
  progress,
  sizes,
  toldInJune,
  towns,
} from './nl.ts'
import { seedEarlierActs, seedFigureActs, seedNewestActs } from './seed-acts.ts'
import { seedCases } from './seed-cases.ts'
import { seedFigures } from './seed-figures.ts'
import { answeredYears, seedOthers, seedRunning } from './seed-others.ts'
import { helpedByMember, seedPeople } from './seed-people.ts'
import { seedNewestRecords, seedRecords } from './seed-records.ts'
import { seedRegisters } from './seed-registers.ts'
import { type DemoLink, type PlacedSchool, seedMonitor, seedPilot } from './seed-rounds.ts'
import { seedThemes } from './seed-themes.ts'
import { seedVisits } from './seed-visits.ts'

/** What a script needs to use the demonstration; the links work without an account. */
export interface DemoFacts {
  readonly accounts: readonly { readonly role: string; readonly email: string; readonly password: string }[]
  readonly links: readonly { readonly instrument: string; readonly round: string; readonly url: string }[]
}

export interface DemoToSeed {
  readonly store: Store
  readonly surveys: Surveys
  readonly now: () => Date
  /** Links start with it. */
  readonly publicUrl: string
  readonly log: (line: string) => void
  readonly seed?: number
}

const email = 'projectleider@voorbeeld.example'
const role = 'project_leader'
const letters = 'abcdefghjkmnpqrstuvwxyz23456789'

/** A password for this demonstration only, such as 'voorbeeld-k7tm-2xq9'. */
function makePassword(): string {
  const part = () => Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join('')
  return `voorbeeld-${part()}-${part()}`
}

async function makeNetwork(store: Store, passwordHash: string, at: Date): Promise<Who> {
  return store.db.transaction(async (tx) => {
    const { id: networkId } = await createNetwork(tx, { name: networkName, demo: true })
    await enterNetwork(tx, networkId)
    const accountId = await createAccount(tx, { networkId, role, name: leaderName, email, passwordHash, at })
    return { accountId, role, networkId, schoolIds: [] }
  })
}

async function recordCoordinators(
  tx: Parameters<typeof recordRole>[0],
  school: School,
  { joinedOn, leftOn, changedOn }: DemoSchool,
): Promise<void> {
  const starts = [joinedOn, ...changedOn]
  for (const [index, heldFrom] of starts.entries()) {
    const next = starts[index + 1]
    const heldUntil = next === undefined ? leftOn : addDays(next, -1)
    const held = { networkId: school.networkId, schoolId: school.id, role: 'coordinator', heldFrom }
    await recordRole(tx, { ...held, ...(heldUntil === undefined ? {} : { heldUntil }) })
  }
}

/** Contact, group and characteristics: invented, the same every time. */
function factsOf(type: string, index: number) {
  const inTurn = <T>(values: readonly [T, ...T[]] | readonly T[]): T => values[index % values.length] as T
  return {
    contactFunction: inTurn(contacts),
    // The others are compared by type and number of NT2 pupils.
    comparisonGroup: type === 'praktijkonderwijs' ? practicalGroup : '',
    profile: { 'CTX-02': inTurn(sizes), 'CTX-13': inTurn(towns), 'CTX-14': index % 3 === 0 ? 'ja' : 'nee' },
  }
}

/** Schools with who was NT2-coördinator from when to when. */
async function makeSchools(store: Store, networkId: number): Promise<PlacedSchool[]> {
  return store.inNetwork(networkId, async (tx) => {
    const wanted = demoSchools.map(({ name, type, joinedOn, leftOn }, index) => ({
      networkId,
      name,
      type,
      joinedOn,
      ...(leftOn === undefined ? {} : { leftOn }),
      ...factsOf(type, index),
    }))
    const made = new Map((await createSchools(tx, wanted)).map((school) => [school.name, school]))
    const placed: PlacedSchool[] = []
    for (const [index, school] of demoSchools.entries()) {
      const row = made.get(school.name)
      if (row === undefined) throw new Error(`${school.name} was not made.`)
      await recordCoordinators(tx, row, school)
      placed.push({ ...school, id: row.id, index })
    }
    return placed
  })
}

/** The school years one after the other, with what was found and decided in between. */
async function liveThrough(world: DemoWorld, schools: readonly PlacedSchool[], today: string) {
  const links: DemoLink[] = []
  for (const [year, schoolYear] of schoolYears.entries()) {
    if (schoolYear === '2025-2026') await seedEarlierActs(world)
    if (schoolYear === '2026-2027') await seedPast(world)
    const answered = answeredYears.indexOf(schoolYear)
    if (answered >= 0) {
      await seedOthers(world, schools, answered)
      await seedRecords(world, schools, answered)
      world.log(progress.others(schoolYear))
    }
    links.push(...(await seedMonitor(world, schools, year, today)))
    world.log(progress.round('KM-NT2', schoolYear))
  }
  const opensOn = addDays(today, -5)
  const half = { schoolYear: '2026-2027', period: 'januari', opensOn, students: 4, coaches: 1, open: true }
  links.push(...(await seedPilot(world, half)))
  await planNext(world, today)
  links.push(...(await seedRunning(world, today)))
  await seedThemes(world, await studentFinding(world))
  await seedNewestRecords(world, schools, today)
  await seedVisits(world, schools, today)
  await seedFigures(world, schools)
  await decideOnPilot(world)
  world.log(progress.visits)
  const portfolio = helpedByMember.flatMap((place) => schools[place]?.id ?? [])
  const member: Who = { ...world.who, role: 'member', schoolIds: portfolio }
  await seedRegisters(world, { schools: schools.filter((one) => one.leftOn === undefined), today, member })
  await seedCases(world, member, today)
  await seedFigureActs(world)
  world.log(progress.registers)
  return links
}

/** The finding that students of the pilot led to. */
async function studentFinding({ store, who }: DemoWorld): Promise<number | undefined> {
  const rows = await store.inNetwork(who.networkId, (tx) => listFindings(tx, who.networkId))
  return rows.find((row) => row.status === 'draft')?.id
}

/** The half-year that is still to come: planned, not open. */
async function planNext(world: DemoWorld, today: string): Promise<void> {
  world.setDay(today)
  await openRound(world.rounds, world.who, {
    instrument: 'MBO-STU',
    schoolYear: '2026-2027',
    period: 'juni',
    opensOn: addDays(today, 150),
    closesOn: addDays(today, 171),
    schoolIds: [],
    retrospective: false,
    source: '',
    remindOn: [],
    announceOn: null,
  })
}

/** The half-years of the mbo pilot that are over, and what both questionnaires led to in June 2026. */
async function seedPast(world: DemoWorld): Promise<void> {
  const before = { schoolYear: '2024-2025', period: 'juni', opensOn: '2025-06-02' }
  await seedPilot(world, { ...before, students: 9, coaches: 2 })
  const year = { schoolYear: '2025-2026' }
  await seedPilot(world, { ...year, period: 'januari', opensOn: '2026-01-12', students: 3, coaches: 2 })
  await seedPilot(world, { ...year, period: 'juni', opensOn: '2026-06-01', students: 14, coaches: 3 })
  world.log(progress.pilot)
  const rounds = await world.store.inNetwork(world.who.networkId, (tx) => listRounds(tx, world.who.networkId))
  const june = rounds.find((one) => one.instrument === 'MBO-STU' && periodName(one) === 'juni 2025-2026')
  if (june === undefined) throw new Error('There is no pilot round of June.')
  await seedNewestActs(world, june.id)
  const told = { id: june.id, items: ['MS_3', 'MS_2', 'MS_10'], doing: toldInJune, publish: true }
  await writeResult(world.voices, world.who, told)
  world.log(progress.acts)
}

/**
 * Fills an empty database with a fictitious network, from a fixed seed: 24 schools, four released school
 * years and one that runs, three half-years of the mbo pilot and one that runs, findings and actions. Every
 * answer goes through the checks and the submission path of a real one. Returns the accounts and the links
 * that were not used yet.
 */
export async function seedDemo(given: DemoToSeed): Promise<DemoFacts> {
  const { store, surveys, now, publicUrl, log, seed = 2526 } = given
  const today = amsterdamDate(now())
  const password = makePassword()
  log(progress.start)
  const passwordHash = await hashOf(password)
  const who = await makeNetwork(store, passwordHash, now())
  const schools = await makeSchools(store, who.networkId)
  log(progress.schools(schools.length))
  const { networkId } = who
  const people = await seedPeople(store, {
    networkId,
    schools,
    passwordHash,
    at: new Date('2022-08-15T10:00:00Z'),
  })
  const world = makeWorld({ store, surveys, who, seed, publicUrl, log })
  const links = await liveThrough(world, schools, today)
  await world.submitter.idle()
  return {
    accounts: [{ role, email }, ...people].map((one) => ({ role: one.role, email: one.email, password })),
    links: links.map(({ instrument, round, token }) => ({
      instrument,
      round,
      url: `${publicUrl}/r/${token}`,
    })),
  }
}
