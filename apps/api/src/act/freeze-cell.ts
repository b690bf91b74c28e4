import { createHash } from 'node:crypto'
import { type Comparison, type ComparisonRow, findSignals, type RowPeriod, type RowStep } from '@km/analysis'
import * as nl from '../nl.ts'
import { Problem } from '../problem.ts'
import type { Evidence } from './schema.ts'

/** What freezing needs of a comparison as it left the server, suppressed. */
export type SeenComparison = Comparison & { readonly filter: string }

export interface FrozenCell {
  readonly row: ComparisonRow
  readonly evidence: Evidence
}

/** JSON with sorted keys, so that the same value has the same hash after a trip through the database. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  const entries = Object.entries(value)
    .filter(([, one]) => one !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.map(([key, one]) => `${JSON.stringify(key)}:${canonicalJson(one)}`).join(',')}}`
}

export const sha256 = (value: unknown): string =>
  createHash('sha256').update(canonicalJson(value)).digest('hex')

type Shown = Extract<RowPeriod['cell'], { kind: 'shown' }>

function shownCell(row: ComparisonRow): Shown {
  const cell = row.periods.at(-1)?.cell
  if (cell === undefined) throw new Problem('not_found')
  if (cell.kind === 'suppressed') throw new Problem('cannot_freeze', { reason: cell.reason })
  return cell
}

/** A hidden movement cannot be evidence either, except where units have none by nature. */
function shownStep(row: ComparisonRow): Extract<RowStep['movement'], { kind: 'shown' }> | undefined {
  const movement = row.steps.at(-1)?.movement
  if (movement === undefined || movement.kind === 'shown') return movement
  if (movement.reason === 'not_applicable') return undefined
  throw new Problem('cannot_freeze', { reason: movement.reason })
}

function outcomeOf(cell: Shown, step: ReturnType<typeof shownStep>, seen: SeenComparison): string {
  const counted = 'distribution' in cell ? cell.distribution : cell.rollUp
  const moved =
    step === undefined
      ? []
      : [`${step.movement.up} omhoog, ${step.movement.same} gelijk, ${step.movement.down} omlaag`]
  const first =
    'rollUp' in cell
      ? nl.rollUpWords(cell.rollUp)
      : seen.schoolId !== undefined
        ? nl.answerWords(counted)
        : nl.distributionWords(counted, seen.unit)
  return [first, ...moved].join('; ')
}

/**
 * The cell of a comparison as evidence: value, n, filter and versions copied, with a hash over all of
 * them. Refuses with `cannot_freeze` a cell that is suppressed, or whose movement is (a changed question,
 * too few matched schools); with `not_found` a row that is not there.
 */
export function freezeCell(
  seen: SeenComparison,
  reference: Evidence['reference'],
  made: { readonly on: string; readonly by: string },
): FrozenCell {
  const row = seen.rows.find((one) => one.key === reference.key)
  if (row === undefined) throw new Problem('not_found')
  const cell = shownCell(row)
  const step = shownStep(row)
  const counted = 'distribution' in cell ? cell.distribution : cell.rollUp
  const body = {
    kind: 'questionnaire' as const,
    reference,
    instrument: seen.instrument,
    versions: [...new Set(seen.periods.map((p) => p.version))],
    filter: seen.filter,
    title: row.title,
    n: counted.n,
    outcome: outcomeOf(cell, step, seen),
    value: { cell, ...(step === undefined ? {} : { movement: step.movement }) } as Record<string, unknown>,
    frozenOn: made.on,
    madeBy: made.by,
  }
  return { row, evidence: { ...body, sha256: sha256(body) } }
}

/**
 * What the signal rules of the monitor say about the row: a strength, a point of attention, or a chance when
 * they say nothing or both.
 */
export function kindOfCell(seen: SeenComparison, { row }: FrozenCell): 'strength' | 'attention' | 'chance' {
  const kinds = new Set(findSignals({ ...seen, rows: [row] }).map((signal) => signal.kind))
  const good = kinds.has('strength') || kinds.has('growth')
  if (kinds.has('attention') === good) return 'chance'
  return good ? 'strength' : 'attention'
}

/**
 * 'Zicht op behaalde doelen': only what it is about, at most 90 characters. Others read the title of a finding,
 * and what was measured was read with the project leader's rights.
 */
export const titleOfCell = ({ row }: FrozenCell): string => row.title.slice(0, 90)
