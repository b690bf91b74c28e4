import { findNetwork } from '@km/store'
import { type CsvValue, csvField, withComma } from '../csv-field.ts'
import type { Who } from '../deps.ts'
import { periodName, reasons, shareWords } from '../nl.ts'
import { compareSame } from './compare-same.ts'
import * as nl from './nl.ts'
import type { ReportDeps } from './report-deps.ts'
import type { SameView } from './schema.ts'

type Side = SameView['items'][number]['sides'][number]

function cellLines({ row, periods, instrument, question }: Side, code: string): readonly CsvValue[][] {
  return row.periods.flatMap(({ cell, shares }, index) => {
    const period = periods[index]
    const head = [code, instrument, question, period === undefined ? '' : periodName(period)]
    if (shares !== undefined)
      return shares.parts.map((one) => [
        ...head,
        shares.n,
        withComma(one.label),
        undefined,
        shareWords(one.share),
      ])
    if (cell.kind === 'suppressed')
      return [[...head, undefined, undefined, undefined, undefined, reasons[cell.reason]]]
    const counted = 'distribution' in cell ? cell.distribution : cell.rollUp
    return [...counted.levels, ...counted.escapes].map((one) => [
      ...head,
      counted.n,
      withComma(one.label),
      one.count,
    ])
  })
}

/** The same questions as a semicolon CSV: a line for each answer of each side, or why there is none. */
export async function exportSame(
  deps: ReportDeps,
  who: Who,
  asked: { readonly instrument: string; readonly years?: string | undefined },
): Promise<{ readonly text: string; readonly name: string }> {
  const view = await compareSame(deps, who, asked)
  const network = await findNetwork(deps.store.db, who.networkId)
  const all: readonly (readonly CsvValue[])[] = [
    ...(network?.demo === true ? [[nl.csv.demo]] : []),
    [nl.csv.same],
    nl.csv.sameHead,
    ...view.items.flatMap(({ code, sides }) => sides.flatMap((side) => cellLines(side, code))),
  ]
  const text = all.map((cells) => cells.map(csvField).join(';')).join('\r\n')
  return { text: `\ufeff${text}\r\n`, name: `zelfde-vragen-${asked.instrument}.csv` }
}
