import type { FigureCell, FigureMoment, ShownCount } from '@km/analysis'
import { findNetwork } from '@km/store'
import type { CsvValue } from '../csv-field.ts'
import { csvFile } from '../csv-file.ts'
import type { Who } from '../deps.ts'
import { shareWords } from '../nl.ts'
import * as words from '../nl-figures.ts'
import type { FiguresDeps } from './figures-deps.ts'
import * as nl from './nl-indicator.ts'
import type { FiguresView } from './schema.ts'
import { viewIndicator, viewIndicators } from './view-indicator.ts'

type Shown = FiguresView['indicators'][number]

/** Names of a breakdown and of its values; a code without a name stands for itself. */
type Named = (by: string, value: string) => readonly [string, string]

const countField = (count: ShownCount | undefined): CsvValue =>
  count === 'hidden' ? words.hiddenCount : count

/** A line for each part of one figure; a figure that is not shown has one line with the reason. */
function cellLines(shown: Shown, cell: FigureCell, { broken, retrospective }: FigureMoment): CsvValue[][] {
  const empty = new Array<CsvValue>(6).fill(undefined)
  if (cell.kind === 'suppressed') return [[...empty, broken ?? words.reasonWords(cell.reason)]]
  const { parts, n, unknown, outOfView, noShare } = cell.figure
  const titles = new Map(shown.parts.map(({ code, title }) => [code, title]))
  const few = noShare === 'few' ? nl.csv.few : undefined
  const why = [
    noShare === 'many_unknown' ? nl.csv.manyUnknown : few,
    retrospective === true ? nl.csv.retrospective : undefined,
  ].filter((one) => one !== undefined)
  return parts.map(({ code, count, share }) => {
    const percent = share === undefined || typeof share === 'number' ? share : shareWords(share)
    const unknownField = unknown.count === undefined ? words.partWords(unknown, n) : countField(unknown.count)
    return [
      titles.get(code),
      countField(count),
      n,
      percent,
      unknownField,
      countField(outOfView),
      why.join('; '),
    ]
  })
}

function momentLines(shown: Shown, moment: FigureMoment, named: Named): CsvValue[][] {
  const { schoolYear, referenceDate, status, source, cell, breakdowns } = moment
  const head = [
    ...[shown.code, shown.title, schoolYear, referenceDate, words.statusWords[status]],
    words.sources[source],
  ]
  const isOther = cell.kind === 'suppressed' && cell.reason === 'not_for_you'
  const rows = [
    ...(isOther ? [] : [{ by: nl.csv.whole, value: '', cell }]),
    ...breakdowns.flatMap(({ by, rows: of }) =>
      of.map((row) => {
        const [byName, value] = named(by, row.value)
        return { by: byName, value, cell: row.cell }
      }),
    ),
  ]
  return rows.flatMap((row) =>
    cellLines(shown, row.cell, moment).map((line) => [...head, row.by, row.value, ...line]),
  )
}

/**
 * The figures as a CSV file, from the same answer as the screens: of one indicator, or of all that this
 * person sees. Throws Problem `not_found` as `viewIndicator`.
 */
export async function exportFigures(
  deps: FiguresDeps,
  who: Who,
  code: string | undefined,
): Promise<{ readonly text: string; readonly name: string }> {
  const network = await findNetwork(deps.store.db, who.networkId)
  const demo = network?.demo === true ? [[nl.csv.demo]] : []
  const pages = code === undefined ? await viewIndicators(deps, who) : [await viewIndicator(deps, who, code)]
  const lines = pages.flatMap((shown) => {
    const named: Named = (by, value) => {
      const found = shown.breakdowns.find((one) => one.code === by)
      return [found?.title ?? by, found?.values.find((one) => one.code === value)?.title ?? value]
    }
    return shown.moments.flatMap((moment) => momentLines(shown, moment, named))
  })
  const [only] = code === undefined ? [] : pages
  const chosen = only === undefined ? nl.csv.all(pages.length) : nl.csv.one(only.code, only.title)
  const text = csvFile([
    ...demo,
    [nl.csv.filter, chosen],
    ...(only === undefined ? [] : [[nl.csv.summary, only.summary]]),
    [nl.csv.hidden],
    [],
    nl.csv.columns,
    ...lines,
  ])
  return {
    text,
    name: `${code === undefined ? 'cijfers' : `cijfer-${code.replace('.', '-').toLowerCase()}`}.csv`,
  }
}
