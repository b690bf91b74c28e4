import type { CoverageEdge } from '@km/analysis'
import { findNetwork } from '@km/store'
import { csvFile } from '../csv-file.ts'
import type { Who } from '../deps.ts'
import type { CoverageDeps } from './coverage-deps.ts'
import * as nl from './nl.ts'
import { readCoverage } from './read-coverage.ts'
import type { CoveragePart, CoverageQuery, CoverageView, SourceView } from './schema.ts'

type Cells = readonly (string | number)[]

const textOf = ({ lines }: SourceView): string => lines.map(({ text }) => text).join(' | ')

/** A line for each source of a row; one line for a row without any. */
function sourceLines(edges: readonly CoverageEdge[], view: CoverageView): readonly Cells[] {
  const sources = new Map(view.sources.map((one) => [one.code, one]))
  if (edges.length === 0) return [[nl.file.nothing, '', '', '', nl.states.none, '']]
  return edges.map(({ source, questions, rows }) => {
    const found = sources.get(source)
    const state = nl.states[found?.state ?? 'none']
    return [source, found?.title ?? '', questions, rows.join(', '), state, found ? textOf(found) : '']
  })
}

const withoutRows = (cells: Cells): Cells => cells.filter((_, index) => index !== 3)

const writers: Readonly<Record<CoveragePart, (view: CoverageView) => readonly Cells[]>> = {
  bijlage: (view) => [
    nl.file.bijlage,
    ...view.combinations.map((one) => [
      ...[one.code, one.measure, one.what, one.how, one.why, one.respondents, one.when],
      ...[one.instruments.join(', '), nl.states[one.state], one.response.join(' | ')],
    ]),
  ],
  goals: (view) => [
    nl.file.goals,
    ...view.goals.flatMap((goal) => {
      const rows = [
        { kind: nl.file.kinds.goal, row: goal, belongs: '' },
        ...goal.results.map((row) => ({ kind: nl.file.kinds.result, row, belongs: goal.code })),
        ...goal.activities.map((row) => ({
          kind: nl.file.kinds.activity,
          row,
          belongs: row.results.join(', ') || goal.code,
        })),
      ]
      return rows.flatMap(({ kind, row, belongs }) =>
        sourceLines(row.edges, view).map((cells) => [kind, row.code, row.title, belongs, ...cells]),
      )
    }),
  ],
  expectations: (view) => [
    nl.file.expectations,
    ...view.expectations.flatMap((row) =>
      sourceLines(row.edges, view).map((cells) => [row.code, row.title, ...withoutRows(cells)]),
    ),
  ],
}

/** One part of the matrix as a semicolon CSV, from the same protected answer as the screen. */
export async function exportCoverage(
  deps: CoverageDeps,
  who: Who,
  { part, ...query }: CoverageQuery & { readonly part: CoveragePart },
): Promise<{ readonly text: string; readonly name: string }> {
  const view = await readCoverage(deps, who, query)
  const network = await findNetwork(deps.store.db, who.networkId)
  const head: readonly Cells[] = [
    [nl.file.title(nl.file.parts[part], view.schoolYear, view.plan.title)],
    ...(network?.demo === true ? [[nl.file.fictitious]] : []),
  ]
  return { text: csvFile([...head, ...writers[part](view)]), name: `dekking-${part}-${view.schoolYear}.csv` }
}
