import type { ComparisonRow, Period } from '@km/analysis'
import type { Framework } from '@km/definition'
import { nl } from '../../nl.ts'
import { isBreak, rowNow } from '../../parts/cells.ts'
import { counted, list } from '../../parts/wording.ts'
import type { Order } from './address.ts'

/** Rows under one heading. */
export interface Section {
  readonly key: string
  readonly title: string
  /** The domain above a subdomain. */
  readonly above?: string
  readonly note?: string
  readonly rows: readonly ComparisonRow[]
}

/**
 * Rows under their subdomain, or their domain where it has none, in the order of the framework;
 * rows without a place in it come last. In order of movement all rows stand under one heading.
 */
export function sections(
  rows: readonly ComparisonRow[],
  framework: Framework,
  order: Order,
  periods: readonly Period[],
): readonly Section[] {
  if (order === 'movement')
    return [{ key: 'all', title: nl.compare.byMovement, rows: byMovement(rows, periods) }]
  if (rows.every(isRollUp)) return [{ key: 'all', title: nl.compare.rollUpTitle, rows }]
  const ordered = inFrameworkOrder(rows, framework)
  const placed = framework.domains.flatMap((domain) => {
    const own = ordered.filter((row) => row.domain === domain.code && row.subdomain === undefined)
    const note = domain.code === 'RE' ? nl.compare.resultsNote : undefined
    const first: Section[] =
      own.length === 0
        ? []
        : [{ key: domain.code, title: domain.title, ...(note === undefined ? {} : { note }), rows: own }]
    const rest = domain.subdomains.map((sub) => ({
      key: sub.code,
      title: sub.title,
      above: domain.title,
      rows: ordered.filter((row) => row.subdomain === sub.code),
    }))
    return [...first, ...rest.filter((section) => section.rows.length > 0)]
  })
  const left = rows.filter((row) => !placed.some((section) => section.rows.includes(row)))
  return left.length === 0 ? placed : [...placed, { key: 'other', title: nl.compare.otherTitle, rows: left }]
}

export const isRollUp = (row: ComparisonRow): boolean => row.level === 'domain' || row.level === 'subdomain'

/** Rows by the place of their first expectation; what has none keeps its order at the end. */
function inFrameworkOrder(rows: readonly ComparisonRow[], framework: Framework): readonly ComparisonRow[] {
  const place = (row: ComparisonRow) => {
    const at = framework.expectations.findIndex((e) => e.code === row.expectationCodes[0])
    return at < 0 ? framework.expectations.length : at
  }
  return [...rows].sort((a, b) => place(a) - place(b))
}

/** Net movement of the matched schools; undefined when there is none to show. */
export function netMovement(row: ComparisonRow, periods: readonly Period[]): number | undefined {
  const { movement } = rowNow(row, periods)
  return movement === undefined ? undefined : movement.up - movement.down
}

/** Most up first; rows without movement keep their order and come last. */
export function byMovement(
  rows: readonly ComparisonRow[],
  periods: readonly Period[],
): readonly ComparisonRow[] {
  const net = new Map(rows.map((row) => [row, netMovement(row, periods)]))
  const place = (row: ComparisonRow) => net.get(row) ?? Number.NEGATIVE_INFINITY
  return [...rows].sort((a, b) => (place(a) === place(b) ? 0 : place(b) - place(a)))
}

/** '4 verwachtingen: 2 meer omhoog dan omlaag, 1 andersom, 1 veranderd'. */
export function sectionSentence(rows: readonly ComparisonRow[], periods: readonly Period[]): string {
  const net = rows.map((row) => netMovement(row, periods))
  const changed = rows.filter((row) => row.steps.at(-1) !== undefined && lastIsBreak(row, periods)).length
  const up = net.filter((n) => n !== undefined && n > 0).length
  const down = net.filter((n) => n !== undefined && n < 0).length
  const parts = [
    ...(up > 0 ? [`${up} ${nl.compare.moreUp}`] : []),
    ...(down > 0 ? [`${down} ${nl.compare.moreDown}`] : []),
    ...(changed > 0 ? [`${changed} ${nl.compare.changedShort}`] : []),
  ]
  const name = counted(rows.length, nl.rowNames[rows[0]?.level ?? 'expectation'])
  return parts.length === 0 ? name : `${name}: ${list(parts)}`
}

function lastIsBreak(row: ComparisonRow, periods: readonly Period[]): boolean {
  const { step } = rowNow(row, periods)
  return step !== undefined && isBreak(step)
}

/** Titles of the expectations under a row, without the row's own title; none under a roll-up. */
export function underTitles(row: ComparisonRow, framework: Framework): readonly string[] {
  if (isRollUp(row)) return []
  return framework.expectations
    .filter((e) => row.expectationCodes.includes(e.code) && e.title !== row.title)
    .map((e) => (row.expectationCodes.length === 1 ? e.title : `${e.code} ${e.title}`))
}

/** The code that a person reads: 'OL.B.1', 'KM.OL.B.1'; names of items keep their underscores off screen. */
export const rowCode = (row: ComparisonRow): string =>
  row.level === 'item' && row.expectationCodes.length === 1
    ? (row.expectationCodes[0] ?? row.key)
    : row.key.replaceAll('_', '.')
