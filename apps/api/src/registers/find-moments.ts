import type { InstrumentFacts } from '@km/definition'
import {
  type Db,
  listDefinitions,
  listRegister,
  listRoundSchools,
  listRounds,
  listSchools,
  listVisits,
  type RegisterEntry,
  readRegisterChoice,
} from '@km/store'
import { addDays, amsterdamDate } from '../clock.ts'
import type { Who } from '../deps.ts'
import { dayInYear } from './find-progress.ts'
import { momentText, registerText } from './nl.ts'
import type { CalendarMoment } from './schema.ts'
import { seesEntry } from './see-entries.ts'

type NameOf = (id: number | null) => string | undefined

type FactsOf = (definitionId: number) => InstrumentFacts | undefined
/** A round closes at midnight, and what was being sent has a day; then its outcome is released. */
const daysToRelease = 2

/**
 * A round has a day on which it opens, a last day, and one on which its outcome comes; each is a moment of
 * its own. Rounds about single pupils (level K) stand in no list.
 */
async function momentsOfRounds(tx: Db, who: Who, factsOf: FactsOf): Promise<CalendarMoment[]> {
  const { networkId, role, schoolIds } = who
  const rounds = (await listRounds(tx, networkId)).filter(
    ({ definitionId }) => factsOf(definitionId)?.anonymityLevel !== 'K',
  )
  const all = { networkId, roundIds: rounds.map(({ id }) => id) }
  const own =
    role === 'coordinator'
      ? new Set(
          (await listRoundSchools(tx, all))
            .filter(({ schoolId }) => schoolIds.includes(schoolId))
            .map(({ roundId }) => roundId),
        )
      : undefined
  const path = (id: number) => (role === 'project_leader' ? { path: `/meetrondes/${id}` } : {})
  return rounds
    .filter(({ id }) => own === undefined || own.has(id))
    .flatMap(({ id, definitionId, period, opensOn, closesOn, releasedAt }) => {
      const facts = factsOf(definitionId)
      const title = [facts?.title ?? '', period].filter((text) => text !== '').join(', ')
      const released = releasedAt === null ? addDays(closesOn, daysToRelease) : amsterdamDate(releasedAt)
      const days = [
        [opensOn, momentText.opens(title)],
        [closesOn, momentText.closes(title)],
        // Answers of level P stay with who gave them: there is no outcome.
        ...(facts?.anonymityLevel === 'P' ? [] : [[released, momentText.released(title)] as const]),
      ] as const
      return days.map(([on, text]) => ({ on, kind: 'round' as const, text, ...path(id) }))
    })
}

/** Records that this person may see; those about one pupil stand with their placement. */
async function momentsOfVisits(
  tx: Db,
  who: Who,
  around: { titleOf: (instrument: string) => string; nameOf: NameOf },
): Promise<CalendarMoment[]> {
  const { networkId, role, schoolIds } = who
  const visits = await listVisits(tx, { networkId })
  const isSeen = (schoolId: number | null) =>
    role === 'project_leader' ||
    role === 'director' ||
    (schoolId === null ? role === 'member' : schoolIds.includes(schoolId))
  return visits
    .filter(({ state, caseNumber, schoolId }) => state !== 'revoked' && caseNumber === '' && isSeen(schoolId))
    .map(({ visitedOn, instrument, schoolId }) => {
      const school = around.nameOf(schoolId)
      return {
        on: visitedOn,
        kind: 'visit' as const,
        text: around.titleOf(instrument),
        ...(school !== undefined && { school }),
        ...(role !== 'director' && { path: '/bezoeken' }),
      }
    })
}

const word = (one: string): string => one.charAt(0).toUpperCase() + one.slice(1)

/** What a line of a register puts in the calendar. */
function momentsOfEntry(entry: RegisterEntry, nameOf: NameOf): CalendarMoment[] {
  const { kind, startsOn, endsOn, values, state, schoolId } = entry
  const name = nameOf(schoolId)
  const rest = { path: '/activiteiten', ...(name !== undefined && { school: name }) }
  const { number } = values
  const one = [word(registerText[kind].one), number].filter((part) => part !== undefined).join(' ')
  const dated = (on: unknown, text: string): CalendarMoment[] =>
    typeof on === 'string'
      ? [{ on, kind: 'placement', text, caseNumber: String(values.caseNumber), ...rest }]
      : []
  switch (kind) {
    case 'meeting':
      return [{ on: startsOn, kind, text: String(values.title), ...rest }]
    case 'training':
      return [{ on: startsOn, kind, text: one, ...rest }]
    case 'progress':
      return [{ on: startsOn, kind, text: momentText.progress(Number(values.round)), ...rest }]
    case 'placement':
      return state === 'running'
        ? [...dated(values.sixWeeksOn, momentText.sixWeeks), ...dated(values.oneYearOn, momentText.oneYear)]
        : []
    case 'contact':
    case 'activity':
      return []
    default:
      return [
        { on: startsOn, kind: 'traject', text: momentText.begins(one), ...rest },
        ...(endsOn === null
          ? []
          : [{ on: endsOn, kind: 'traject' as const, text: momentText.ends(one), ...rest }]),
      ]
  }
}

/** The last days for progress rounds, for who sees to them. */
function momentsOfLimits(
  who: Who,
  schoolYears: readonly string[],
  days: { readonly firstRoundBy: string; readonly secondRoundBy: string },
): CalendarMoment[] {
  if (who.role === 'coordinator') return []
  return schoolYears.flatMap((year) =>
    [days.firstRoundBy, days.secondRoundBy].map((by, index) => ({
      on: dayInYear(year, by),
      kind: 'progress' as const,
      text: momentText.progressBy(index + 1),
      path: '/activiteiten',
    })),
  )
}

/**
 * Everything with a day that this person may know of, in the school years that are asked, by day: rounds,
 * visits, meetings, trajects, progress rounds, and moments of placements. No names of people.
 */
export async function findMoments(
  tx: Db,
  who: Who,
  schoolYears: readonly string[],
): Promise<readonly CalendarMoment[]> {
  const { networkId } = who
  const definitions = await listDefinitions(tx)
  const facts = new Map(definitions.map((row) => [row.id, row.facts as unknown as InstrumentFacts]))
  const byCode = new Map(
    definitions.map((row) => [row.instrument, facts.get(row.id)?.title ?? row.instrument]),
  )
  const names = new Map((await listSchools(tx, networkId)).map(({ id, name }) => [id, name]))
  const nameOf: NameOf = (id) => (id === null ? undefined : names.get(id))
  const choice = await readRegisterChoice(tx, networkId)
  const entries = (await listRegister(tx, { networkId })).filter((one) => seesEntry(who, choice, one))
  const isInside = ({ on }: CalendarMoment) =>
    schoolYears.some((year) => on >= `${year.slice(0, 4)}-08-01` && on < `${year.slice(5)}-08-01`)
  return [
    ...(await momentsOfRounds(tx, who, (id) => facts.get(id))),
    ...(await momentsOfVisits(tx, who, { titleOf: (code) => byCode.get(code) ?? code, nameOf })),
    ...entries.flatMap((one) => momentsOfEntry(one, nameOf)),
    ...momentsOfLimits(who, schoolYears, choice),
  ]
    .filter(isInside)
    .toSorted((a, b) => a.on.localeCompare(b.on) || a.text.localeCompare(b.text))
}
