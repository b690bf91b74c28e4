import {
  type Db,
  listRegister,
  listRegisterYears,
  listSchools,
  listVisits,
  type RegisterChoice,
  type RegisterEntry,
  readRegisterChoice,
  type School,
} from '@km/store'
import { amsterdamDate, schoolYearOf } from '../clock.ts'
import type { Deps, Surveys, Who } from '../deps.ts'
import { findProgress, type SchoolProgress } from './find-progress.ts'
import { countRealised, kinds, type RegisterField } from './kinds.ts'
import { choiceText, registerText, stateText } from './nl.ts'
import type { EntryView, PlannedActivity, RegisterDescription, RegistersView } from './schema.ts'
import { attendedSeen, mayWrite, seesEntry, seesKind } from './see-entries.ts'
import { writeSignals } from './write-signals.ts'

/** Fewer pupils than this are never counted for who does not follow them. */
const fewestFollowed = 5

/** The activity of the plan that the progress rounds are: their records count, too. */
const followingRounds = 'A2.5'

type Plan = Surveys['plans'][number]

/** The plan of a school year: its own, else the newest one before it. */
export function planOf({ plans }: Surveys, schoolYear: string): Plan | undefined {
  return plans.filter((plan) => plan.schoolYear <= schoolYear).at(-1) ?? plans.at(0)
}

function describeField(
  field: RegisterField,
  labels: Readonly<Record<string, string>>,
  plan: Plan | undefined,
) {
  const values =
    field.type === 'choice'
      ? field.values.map((value) => ({ value, text: choiceText[value] ?? value }))
      : field.type === 'activity'
        ? (plan?.activities ?? []).map(({ code, title }) => ({ value: code, text: `${code} ${title}` }))
        : undefined
  return {
    name: field.name,
    label: labels[field.name] ?? field.name,
    type: field.type,
    required: field.required ?? false,
    ...(field.type === 'line' && { longest: field.longest }),
    ...(values !== undefined && { choices: values }),
    own: field.own ?? false,
  }
}

function describeRegisters(who: Who, choice: RegisterChoice, plan: Plan | undefined): RegisterDescription[] {
  return kinds
    .filter(({ kind }) => seesKind(who, choice, kind))
    .map(({ kind, about, lasts, states, fields }) => {
      const { title, one, help, fields: labels } = registerText[kind]
      const schoolId = about === 'school' ? who.schoolIds[0] : undefined
      return {
        ...{ kind, title, one, help, about, lasts },
        states: states.map((value) => ({ value, text: stateText[value] })),
        fields: fields.map((field) => describeField(field, labels, plan)),
        mayAdd: mayWrite(who, choice, { kind, schoolId }),
      }
    })
}

const optional = <T>(name: string, value: T | null | undefined) =>
  value === null || value === undefined || value === '' ? {} : { [name]: value }

/** Activities of the plan with what was promised and what was done of them. */
function planActivities(
  plan: Plan | undefined,
  entries: readonly RegisterEntry[],
  progress: readonly SchoolProgress[],
): PlannedActivity[] {
  const heldRounds = progress.flatMap(({ rounds }) => rounds.filter(({ held }) => held)).length
  return (plan?.activities ?? []).map(({ code, title, planned: asks }) => {
    const line = entries.find((one) => one.kind === 'activity' && one.values.activity === code)
    const counted = code === followingRounds ? heldRounds : countRealised(code, entries)
    return {
      activity: code,
      title,
      counted: counted !== undefined,
      ...optional('asks', asks),
      ...optional('entryId', line?.id),
      ...optional('planned', line?.values.planned),
      ...optional('realised', counted ?? line?.values.realised),
      ...optional('owner', line?.values.owner),
      ...optional('startsOn', line?.startsOn),
      ...optional('endsOn', line?.endsOn),
    } as PlannedActivity
  })
}

/** Schools that this person sees lines of, which still take part. */
function schoolsOf(who: Who, schools: readonly School[], today: string): readonly School[] {
  const here = schools.filter((school) => school.leftOn === null || school.leftOn > today)
  return who.role === 'member' || who.role === 'coordinator'
    ? here.filter(({ id }) => who.schoolIds.includes(id))
    : here
}

/** Moments of placements that have a record: '<case number> six_weeks'. */
async function readFollowedUp(tx: Db, networkId: number): Promise<ReadonlySet<string>> {
  const moments: Readonly<Record<string, string>> = { 'NZ-6W': 'six_weeks', 'NZ-1J': 'one_year' }
  const visits = await listVisits(tx, { networkId })
  return new Set(
    visits.flatMap(({ caseNumber, instrument, record }) =>
      record !== null && caseNumber !== '' && moments[instrument] !== undefined
        ? [`${caseNumber} ${moments[instrument]}`]
        : [],
    ),
  )
}

/** Everything that the registers of a school year hold for this person, with what waits or is missing. */
export async function listRegisters(
  deps: Deps,
  who: Who,
  asked: { readonly schoolYear?: string | undefined },
): Promise<RegistersView> {
  const { networkId } = who
  const today = amsterdamDate(deps.now())
  const schoolYear = asked.schoolYear ?? schoolYearOf(today)
  const plan = planOf(deps.surveys, schoolYear)
  return deps.store.inNetwork(networkId, async (tx) => {
    const schools = await listSchools(tx, networkId)
    const names = new Map(schools.map(({ id, name }) => [id, name]))
    const nameOf = (id: number) => names.get(id) ?? ''
    const choice = await readRegisterChoice(tx, networkId)
    const ofYear = await listRegister(tx, { networkId, schoolYear })
    // A placement is followed for a year, so it does not stop with the school year.
    const placements = await listRegister(tx, { networkId, kind: 'placement' })
    const trajects = await listRegister(tx, { networkId, kind: 'po_traject' })
    const poTrajects = trajects.filter((one) => seesEntry(who, choice, one))
    const all = [...ofYear.filter((one) => one.kind !== 'placement'), ...placements]
    const entries = all.filter((one) => seesEntry(who, choice, one))
    const own = schoolsOf(who, schools, today)
    const everywhere = await findProgress(tx, { networkId, schoolYear, schools, entries: ofYear })
    const progress = everywhere.filter(({ school }) => own.some(({ id }) => id === school.id))
    const years = await listRegisterYears(tx, networkId)
    const activities = seesKind(who, choice, 'activity') ? planActivities(plan, ofYear, everywhere) : []
    const followed = placements.filter((one) => one.state === 'running').length
    const team = who.role === 'project_leader' || who.role === 'director'
    const followedUp = await readFollowedUp(tx, networkId)
    const seen = { today, schoolYear, entries, poTrajects, activities, progress, choice, followedUp }
    return {
      schoolYear,
      years: [...new Set([...years, schoolYearOf(today), schoolYear])].sort(),
      planYear: plan?.schoolYear ?? schoolYear,
      registers: describeRegisters(who, choice, plan),
      entries: entries.map((one): EntryView => {
        const named = (id: number) => ({ id, name: nameOf(id) })
        return {
          id: one.id,
          kind: one.kind,
          startsOn: one.startsOn,
          state: one.state,
          ...(one.schoolId !== null && { school: named(one.schoolId) }),
          ...(one.endsOn !== null && { endsOn: one.endsOn }),
          attended: attendedSeen(who, one).map(named),
          values: one.values,
          mayChange: mayWrite(who, choice, one),
        }
      }),
      activities,
      progress: progress.map(({ school, rounds }) => ({ school, rounds: [...rounds] })),
      ...(team && followed >= fewestFollowed && { followed }),
      choice: {
        firstRoundBy: choice.firstRoundBy,
        secondRoundBy: choice.secondRoundBy,
        ...(choice.followUpSince !== null && { followUpSince: choice.followUpSince }),
        ...(choice.dpiaOn !== null && { dpiaOn: choice.dpiaOn, decidedBy: choice.decidedBy }),
      },
      signals:
        who.role === 'coordinator'
          ? writeSignals({ ...seen, activities: [], progress: [], schoolName: nameOf }).filter(
              ({ kind }) => kind === 'placement',
            )
          : [...writeSignals({ ...seen, schoolName: nameOf })],
      schools: own.map(({ id, name }) => ({ id, name })),
    }
  })
}
