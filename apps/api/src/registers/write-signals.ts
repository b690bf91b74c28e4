import type { RegisterChoice, RegisterEntry } from '@km/store'
import { addDays, schoolYearOf } from '../clock.ts'
import { dayInYear, type SchoolProgress } from './find-progress.ts'
import { signalText } from './nl.ts'
import type { PlannedActivity, RegisterSignal } from './schema.ts'

const daysForEvaluation = 28
/** The third round has no day of its own: it is late when the summer holidays begin. */
const lastRoundBy = '06-30'
/** A moment is announced this many days before. */
const ahead = 14

export interface SignalsInput {
  readonly today: string
  readonly schoolYear: string
  readonly entries: readonly RegisterEntry[]
  /** Of every school year: a traject may begin in one and ask for its evaluation in the next. */
  readonly poTrajects: readonly RegisterEntry[]
  readonly activities: readonly PlannedActivity[]
  readonly progress: readonly SchoolProgress[]
  readonly choice: RegisterChoice
  readonly schoolName: (id: number) => string
  /** Moments of a placement that were held: '<case number> six_weeks'. */
  readonly followedUp: ReadonlySet<string>
}

/** 'x van 3 bijeenkomsten': what was held of what the plan asks. */
function aboutMeetings({ activities, entries }: SignalsInput): RegisterSignal[] {
  const plan = activities.find((one) => one.activity === 'A1.3')
  const all = entries.filter((one) => one.kind === 'meeting' && one.values.form === 'network_meeting')
  if (plan === undefined && all.length === 0) return []
  const held = all.filter((one) => one.state === 'done').length
  if (plan?.planned !== undefined && held >= plan.planned) return []
  return [{ kind: 'meetings', text: signalText.meetings(held, plan?.planned) }]
}

/** Schools without a progress round after the day on which it should have been. */
function aboutProgress({ today, schoolYear, progress, choice }: SignalsInput): RegisterSignal[] {
  const limits = [
    [1, choice.firstRoundBy],
    [2, choice.secondRoundBy],
    [3, lastRoundBy],
  ] as const
  return limits.flatMap(([round, by]) => {
    const on = dayInYear(schoolYear, by)
    if (today <= on) return []
    const late = progress.filter(({ rounds }) => rounds.some((one) => one.round === round && !one.held))
    if (late.length === 0) return []
    const names = late.map(({ school }) => school.name)
    return [{ kind: 'progress', text: signalText.progressMissing(round, names), on }]
  })
}

/** A basisschool gives feedback within four weeks after its traject ended. */
function aboutEvaluations({ poTrajects, schoolYear }: SignalsInput): RegisterSignal[] {
  return poTrajects.flatMap((one) => {
    if (one.state !== 'done' || one.endsOn === null || one.values.evaluationAsked === true) return []
    const by = addDays(one.endsOn, daysForEvaluation)
    if (schoolYearOf(by) !== schoolYear) return []
    return [{ kind: 'evaluation', text: signalText.evaluation(String(one.values.number), by), on: by }]
  })
}

/** Moments of a placement that come within two weeks or have passed. */
function aboutPlacements({ today, entries, schoolName, followedUp }: SignalsInput): RegisterSignal[] {
  const moments = [
    ['sixWeeksOn', 'six_weeks', signalText.sixWeeks],
    ['oneYearOn', 'one_year', signalText.oneYear],
  ] as const
  return entries.flatMap((one) => {
    if (one.kind !== 'placement' || one.state !== 'running') return []
    const caseNumber = String(one.values.caseNumber)
    return moments.flatMap(([field, moment, text]) => {
      const on = one.values[field]
      if (typeof on !== 'string' || on > addDays(today, ahead) || followedUp.has(`${caseNumber} ${moment}`))
        return []
      return [{ kind: 'placement', text: text(caseNumber, schoolName(one.schoolId ?? 0), on), on }]
    })
  })
}

function aboutActivities({ today, activities }: SignalsInput): RegisterSignal[] {
  return activities.flatMap(({ activity, title, planned, realised = 0, endsOn }) =>
    activity !== 'A1.3' &&
    planned !== undefined &&
    endsOn !== undefined &&
    endsOn < today &&
    realised < planned
      ? [{ kind: 'activity', text: signalText.activity(title, realised, planned), on: endsOn }]
      : [],
  )
}

/** What waits or is missing now, each in one sentence; what has a day, by day. */
export function writeSignals(input: SignalsInput): readonly RegisterSignal[] {
  const dated = [
    ...aboutPlacements(input),
    ...aboutEvaluations(input),
    ...aboutProgress(input),
    ...aboutActivities(input),
  ].toSorted((a, b) => (a.on ?? '').localeCompare(b.on ?? ''))
  return [...dated, ...aboutMeetings(input)]
}
