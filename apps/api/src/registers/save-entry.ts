import { randomInt } from 'node:crypto'
import {
  addToRegister,
  audit,
  changeRegister,
  type Db,
  findSchool,
  listRegister,
  listSchools,
  type NewRegisterEntry,
  type RegisterEntry,
  readRegisterChoice,
} from '@km/store'
import { addDays, amsterdamDate, schoolYearOf } from '../clock.ts'
import type { Who } from '../deps.ts'
import { Problem } from '../problem.ts'
import { checkEntry } from './check-entry.ts'
import { planOf } from './list-registers.ts'
import type { RegistersDeps } from './registers-deps.ts'
import type { GivenEntry } from './schema.ts'
import { mayWrite, seesEntry } from './see-entries.ts'

/** Without letters and digits that look alike. */
const caseAlphabet = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'
const caseLength = 6
const sixWeeks = 42
const oneYear = 365
/** A moment moves half a year at most: how long a placement is kept follows from its last one. */
const furthest = 183

const makeCaseNumber = (): string =>
  Array.from({ length: caseLength }, () => caseAlphabet[randomInt(caseAlphabet.length)]).join('')

/**
 * What a placement gets by itself: a random number under which the school knows its pupil, and its two
 * moments. Postponing one asks for a reason.
 */
function followUpOf(given: GivenEntry, before: RegisterEntry | undefined): GivenEntry['values'] {
  const caseNumber = String(before?.values.caseNumber ?? makeCaseNumber())
  const sixWeeksOn = addDays(given.startsOn, sixWeeks)
  const oneYearOn = addDays(given.startsOn, oneYear)
  const values = { sixWeeksOn, oneYearOn, ...given.values, caseNumber }
  const isLater = values.sixWeeksOn !== sixWeeksOn || values.oneYearOn !== oneYearOn
  if (isLater && given.values.postponed === undefined)
    throw new Problem('invalid_request', { fields: ['postponed'] })
  const fits = {
    sixWeeksOn: isBetween(values.sixWeeksOn, given.startsOn, addDays(sixWeeksOn, furthest)),
    oneYearOn: isBetween(values.oneYearOn, values.sixWeeksOn, addDays(oneYearOn, furthest)),
  }
  const wrong = Object.entries(fits).flatMap(([name, isRight]) => (isRight ? [] : [name]))
  if (wrong.length > 0) throw new Problem('invalid_request', { fields: wrong })
  return values
}

type Value = GivenEntry['values'][string]
const isBetween = (on: Value, first: Value, last: Value): boolean => first <= on && on <= last

/**
 * The last day that stands with a line: a placement ends with its last moment, or on the day it was stopped,
 * which writing it anew does not move.
 */
function lastDayOf(
  given: GivenEntry,
  {
    values,
    before,
    today,
  }: { values: GivenEntry['values']; before: RegisterEntry | undefined; today: string },
): string | null {
  if (given.kind !== 'placement') return given.endsOn ?? null
  if (given.state !== 'stopped') return String(values.oneYearOn)
  const stopped = before?.state === 'stopped' && before.endsOn !== null ? before.endsOn : today
  return stopped > given.startsOn ? stopped : given.startsOn
}

interface Saving {
  readonly tx: Db
  readonly who: Who
  readonly given: GivenEntry
  readonly before?: RegisterEntry
}

async function prepareEntry(deps: RegistersDeps, saving: Saving): Promise<NewRegisterEntry> {
  const { tx, who, before } = saving
  const { networkId } = who
  const schoolYear = schoolYearOf(saving.given.startsOn)
  const activities = planOf(deps.surveys, schoolYear)?.activities.map(({ code }) => code) ?? []
  const given = checkEntry(saving.given, activities)
  const choice = await readRegisterChoice(tx, networkId)
  if (!mayWrite(who, choice, given)) throw new Problem('not_allowed')
  if (given.schoolId !== undefined && !(await findSchool(tx, { networkId, schoolId: given.schoolId })))
    throw new Problem('invalid_request', { fields: ['schoolId'] })
  const known = new Set((await listSchools(tx, networkId)).map(({ id }) => id))
  if (given.attended.some((id) => !known.has(id)))
    throw new Problem('invalid_request', { fields: ['attended'] })
  const values = given.kind === 'placement' ? followUpOf(given, before) : given.values
  return {
    networkId,
    kind: given.kind,
    schoolYear,
    schoolId: given.schoolId ?? null,
    startsOn: given.startsOn,
    endsOn: lastDayOf(given, { values, before, today: amsterdamDate(deps.now()) }),
    state: given.state,
    values,
    attended: given.attended,
  }
}

/** Adds a line to a register. Throws Problem `invalid_request`, `not_allowed`, `already_exists`. */
export async function addEntry(deps: RegistersDeps, who: Who, given: GivenEntry): Promise<{ id: number }> {
  return deps.store.inNetwork(who.networkId, async (tx) => {
    const { id } = await addToRegister(tx, await prepareEntry(deps, { tx, who, given }))
    const subject = `register:${id}`
    await audit(tx, { ...who, at: deps.now(), verb: 'register.add', subject, details: { kind: given.kind } })
    return { id }
  })
}

/** A line that this person may change; throws Problem `not_found`, `not_allowed`. */
export async function findEntry(tx: Db, who: Who, id: number): Promise<RegisterEntry> {
  const { networkId } = who
  const [entry] = await listRegister(tx, { networkId, id })
  const choice = await readRegisterChoice(tx, networkId)
  if (entry === undefined || !seesEntry(who, choice, entry)) throw new Problem('not_found')
  if (!mayWrite(who, choice, entry)) throw new Problem('not_allowed')
  return entry
}

/**
 * Writes a line anew; it stays in its register. Throws Problem `not_found`, `invalid_request`, `not_allowed`,
 * `already_exists`.
 */
export async function changeEntry(
  deps: RegistersDeps,
  who: Who,
  { id, given }: { readonly id: number; readonly given: GivenEntry },
): Promise<{ id: number }> {
  return deps.store.inNetwork(who.networkId, async (tx) => {
    const before = await findEntry(tx, who, id)
    if (before.kind !== given.kind) throw new Problem('invalid_request', { fields: ['kind'] })
    await changeRegister(tx, { ...(await prepareEntry(deps, { tx, who, given, before })), id })
    const subject = `register:${id}`
    await audit(tx, {
      ...who,
      at: deps.now(),
      verb: 'register.change',
      subject,
      details: { kind: given.kind },
    })
    return { id }
  })
}
