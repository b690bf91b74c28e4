import type { Who } from '../deps.ts'
import { Problem } from '../problem.ts'
import { type ActDeps, isIndicator } from './act-deps.ts'
import { measureFigure } from './freeze-figure.ts'
import { type Measure, measureFields } from './schema.ts'

type Given = { readonly [K in keyof Measure]?: Measure[K] | null | undefined }

/** The measure of an action; undefined: it has none. Throws Problem `invalid_request` for half a measure. */
export function measureOf(given: Given): Measure | undefined {
  const missing = measureFields.filter((field) => given[field] === undefined || given[field] === null)
  if (missing.length === measureFields.length) return undefined
  if (missing.length > 0) throw new Problem('invalid_request', { fields: missing })
  // Nothing is missing.
  return given as Measure
}

/** A share has no more than a hundred percent. */
export function refuseImpossible(asked: Pick<Measure, 'measureUnit' | 'targetValue'>): void {
  if (asked.measureUnit === 'share' && asked.targetValue > 100)
    throw new Problem('invalid_request', { fields: ['targetValue'] })
}

/** Nothing ends before it starts. */
export function refuseBackwards(days: {
  readonly startsOn?: string | null | undefined
  readonly dueOn: string
}) {
  if (typeof days.startsOn === 'string' && days.startsOn > days.dueOn)
    throw new Problem('invalid_request', { fields: ['startsOn'] })
}

type Asked = Pick<Measure, 'measureInstrument' | 'measureItem' | 'measureUnit'> & {
  readonly schoolYear: string
}

/**
 * The measure in the last round of a school year, over all schools: a whole percentage at "op orde" or
 * higher, or a number of schools; of an indicator a percentage or number of one of its parts. Throws Problem `invalid_request` for an item that is not there,
 * `cannot_freeze` when its figure is not shown or has no "op orde", `not_found` when nothing was asked.
 */
export async function readMeasure(deps: ActDeps, who: Who, asked: Asked): Promise<number> {
  const { measureInstrument: instrument, measureItem: item, measureUnit: unit, schoolYear: years } = asked
  if (isIndicator(instrument))
    return measureFigure(await deps.figure(who, instrument), { schoolYear: years, part: item, unit })
  const seen = await deps.compare(who, { instrument, years, level: 'item' })
  const row = seen.rows.find((one) => one.key === item)
  if (row === undefined) throw new Problem('invalid_request', { fields: ['measureItem'] })
  const cell = row.periods.at(-1)?.cell
  const shown = cell?.kind === 'shown' && 'distribution' in cell ? cell.distribution.sufficient : undefined
  if (shown === undefined || shown.of === 0) throw new Problem('cannot_freeze', { fields: ['measureItem'] })
  return unit === 'count' ? shown.count : Math.round((100 * shown.count) / shown.of)
}
