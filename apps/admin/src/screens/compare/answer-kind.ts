import type { ComparisonRow } from '@km/analysis'
import type { Answer, Reading } from '../../parts/cells.ts'

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
  | { readonly key: string; readonly row: ComparisonRow; readonly rows?: undefined }
  | { readonly key: string; readonly rows: readonly ComparisonRow[]; readonly row?: undefined }

/** Rows of one matrix, which stand beside each other, together; numbers stay apart. */
export function groupMatrices(rows: readonly ComparisonRow[]): readonly Grouped[] {
  const groups: { question: string | undefined; rows: ComparisonRow[] }[] = []
  for (const row of rows) {
    const question = row.kind === 'single' ? row.question : undefined
    const last = groups.at(-1)
    if (question !== undefined && last?.question === question) last.rows.push(row)
    else groups.push({ question, rows: [row] })
  }
  return groups.flatMap(({ question, rows: own }): Grouped[] =>
    question !== undefined && own.length > 1
      ? [{ key: question, rows: own }]
      : own.map((row) => ({ key: row.key, row })),
  )
}
