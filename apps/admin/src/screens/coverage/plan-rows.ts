import type { CoverageView } from '@km/api'

type Goal = CoverageView['goals'][number]
type Result = Goal['results'][number]
type Activity = Goal['activities'][number]

export interface PlanGroup {
  /** Absent: activities that serve no result of this goal. */
  readonly result?: Result
  /** Told in full here: this is the first result that they serve. */
  readonly activities: readonly Activity[]
  /** Told at another result, or under another goal: where. */
  readonly elsewhere: readonly { readonly activity: string; readonly at: string }[]
}

/** A goal as it is read: each result with the activities for it, each activity in full once; then the rest. */
export function groupPlan(goal: Goal, goals: readonly Goal[]): readonly PlanGroup[] {
  const own = new Map(goal.activities.map((activity) => [activity.code, activity]))
  const standsUnder = new Map(
    goals.flatMap((one) => one.activities.map((activity) => [activity.code, one.code] as const)),
  )
  const toldAt = new Map<string, string>()
  const groups = goal.results.map((result) => {
    const activities: Activity[] = []
    const elsewhere: { activity: string; at: string }[] = []
    for (const code of result.activities) {
      const activity = own.get(code)
      const at = toldAt.get(code)
      if (activity !== undefined && at === undefined) {
        activities.push(activity)
        toldAt.set(code, result.code)
      } else elsewhere.push({ activity: code, at: at ?? standsUnder.get(code) ?? '' })
    }
    return { result, activities, elsewhere }
  })
  const rest = goal.activities.filter(({ code }) => !toldAt.has(code))
  return rest.length === 0 ? groups : [...groups, { activities: rest, elsewhere: [] }]
}
