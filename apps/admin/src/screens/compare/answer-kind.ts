import type { ComparisonRow } from '@km/analysis'
import { type Answer, isBreak, type Reading } from '../../parts/cells.ts'

export type AnswerKind = 'agreement' | 'ordered' | 'marks' | 'number' | 'several' | 'ranking' | 'choice'

/** Which picture suits a question: by its scale where it has one, else by how it is answered. */
export function answerKind(row: Pick<ComparisonRow, 'scale' | 'kind'>, levels: number): AnswerKind {
  if (row.kind === 'number') return 'number'
  if (row.kind === 'multiple') return 'several'
  if (row.kind === 'ranking') return 'ranking'
  if (row.scale === undefined) return 'choice'
  if (levels >= 10) return 'marks'
  return levels % 2 === 1 && levels >= 5 ? 'agreement' : 'ordered'
}

/** Kinds whose counts stand in a picture; those of a choice stand in their table. */
export const hasPicture = (row: Pick<ComparisonRow, 'scale' | 'kind'>, { levels, n }: Reading): boolean =>
  n > 0 && ['agreement', 'ordered', 'marks', 'number'].includes(answerKind(row, levels.length))

/** Parts of a bar around its middle: left of it those below, right those above, half of the middle each side. */
export function aroundMiddle(levels: readonly Answer[]): { readonly left: number; readonly whole: number } {
  const middle = (levels.length - 1) / 2
  const sum = (from: readonly Answer[]) => from.reduce((all, one) => all + one.count, 0)
  return {
    left: sum(levels.slice(0, middle)) + (levels[middle]?.count ?? 0) / 2,
    whole: sum(levels),
  }
}

/** A ranking: how often each choice was put in each place. Undefined when places were not counted. */
export function placesOf(
  reading: Pick<Reading, 'levels'>,
): readonly { readonly choice: string; readonly places: readonly number[] }[] | undefined {
  const rows = new Map<string, { choice: string; places: number[] }>()
  for (const { value, label, count } of reading.levels) {
    const cut = String(value).lastIndexOf('@')
    if (cut < 0) return undefined
    const key = String(value).slice(0, cut)
    const row = rows.get(key) ?? { choice: label.slice(label.indexOf('. ') + 2), places: [] }
    row.places[Number(String(value).slice(cut + 1)) - 1] = count
    rows.set(key, row)
  }
  return [...rows.values()]
}

export type Grouped =
  | { readonly key: string; readonly as: 'one'; readonly rows: readonly [ComparisonRow] }
  | { readonly key: string; readonly as: 'matrix' | 'numbers'; readonly rows: readonly ComparisonRow[] }

/** What rows of one question have in common: a matrix its name, the parts of a number the code before the part. */
function questionOf(row: ComparisonRow): string | undefined {
  if (row.kind === 'single') return row.question
  return row.kind === 'number' ? /^([A-Z]+(?:_[A-Z]+)*_\d+)_/.exec(row.key)?.[1] : undefined
}

/** Rows of one matrix, and numbers that are parts of one question, together; all others apart. */
export function groupRows(rows: readonly ComparisonRow[]): readonly Grouped[] {
  const groups: { question: string | undefined; rows: ComparisonRow[] }[] = []
  for (const row of rows) {
    const question = questionOf(row)
    const last = groups.at(-1)
    const fits = question !== undefined && last?.question === question && last.rows[0]?.kind === row.kind
    if (fits) last?.rows.push(row)
    else groups.push({ question, rows: [row] })
  }
  return groups.flatMap(({ question, rows: own }): Grouped[] =>
    question !== undefined && own.length > 1
      ? [{ key: question, as: own[0]?.kind === 'number' ? 'numbers' : 'matrix', rows: own }]
      : own.map((row) => ({ key: row.key, as: 'one', rows: [row] })),
  )
}

/** Nothing of this row can be shown in any of the rounds, and nothing says why a series breaks. */
export const isHidden = (row: ComparisonRow): boolean =>
  row.periods.every((one) => one.cell.kind === 'suppressed' && one.shares === undefined) &&
  !row.steps.some(isBreak)
