import type { FigureCount } from './figure-count.ts'

/** An action, as far as figures need it. */
export interface CountedAction {
  readonly dueOn: string
  readonly status: 'proposed' | 'decided' | 'running' | 'done' | 'stopped' | 'reviewed'
}

export interface ActionsInput {
  readonly schoolYear: string
  readonly actions: readonly CountedAction[]
  /** 'YYYY-MM-DD' */
  readonly today: string
}

/**
 * I.A10 of a school year: of the actions that were decided and whose last day was in it and is past, those that
 * were looked back on. Done or stopped is not enough. Nothing due: no figure. Stands on 31 July, provisional until then.
 */
export function countActions({ schoolYear, actions, today }: ActionsInput): readonly FigureCount[] {
  const [first, last] = [`${schoolYear.slice(0, 4)}-08-01`, `${schoolYear.slice(5)}-07-31`]
  const due = actions.filter(
    ({ dueOn, status }) => status !== 'proposed' && dueOn >= first && dueOn <= last && dueOn < today,
  )
  if (due.length === 0) return []
  const reviewed = due.filter(({ status }) => status === 'reviewed')
  const about = {
    ...{ source: 'register' as const, indicator: 'I.A10', schoolYear, referenceDate: last },
    status: today > last ? ('final' as const) : ('provisional' as const),
  }
  return [
    { ...about, part: 'numerator', value: reviewed.length },
    { ...about, part: 'denominator', value: due.length },
  ]
}
