import type { FigureCell } from '@km/analysis'
import type { IndicatorPage } from '../figures/schema.ts'
import { figureWords, filterWords, momentWords } from '../nl-figures.ts'
import { Problem } from '../problem.ts'
import { sha256 } from './freeze-cell.ts'
import type { Evidence, FigureReference } from './schema.ts'

/** So many signs tell two meanings of an indicator apart. */
const versionLength = 12

/** What the figure means now: another text, part or day makes another version. */
const versionOf = ({ code, parts, denominator, days, unit }: IndicatorPage): string =>
  sha256({ code, parts, denominator, days, unit }).slice(0, versionLength)

function momentOf({ moments }: IndicatorPage, asked: FigureReference) {
  const found = moments.find(
    (one) =>
      one.referenceDate === asked.referenceDate && one.status === asked.status && one.source === asked.source,
  )
  if (found === undefined) throw new Problem('not_found')
  return found
}

function cellOf(page: IndicatorPage, asked: FigureReference): FigureCell {
  const { cell, breakdowns } = momentOf(page, asked)
  if (asked.split === undefined) return cell
  const { by, value } = asked.split
  const row = breakdowns.find((one) => one.by === by)?.rows.find((one) => one.value === value)
  if (row === undefined) throw new Problem('not_found')
  return row.cell
}

/** Names of a breakdown and its value. */
function namesOf({ breakdowns }: IndicatorPage, split: FigureReference['split']) {
  if (split === undefined) return undefined
  const found = breakdowns.find(({ code }) => code === split.by)
  const value = found?.values.find(({ code }) => code === split.value)?.title
  return { by: found?.title ?? split.by, value: value ?? split.value }
}

/**
 * A figure as evidence: value, denominator, status, day, source and meaning copied, with a hash over all of
 * them. Refuses with `cannot_freeze` a figure that is not shown, with `not_found` one that is not there.
 */
export function freezeFigure(
  page: IndicatorPage,
  figure: FigureReference,
  made: { readonly on: string; readonly by: string },
): Evidence {
  const cell = cellOf(page, figure)
  if (cell.kind === 'suppressed') throw new Problem('cannot_freeze', { reason: cell.reason })
  const { code, title } = page
  const split = namesOf(page, figure.split)
  const school = figure.split?.by === 'school' ? { school: Number(figure.split.value) } : {}
  const { n } = cell.figure
  const body = {
    kind: 'figure' as const,
    reference: { instrument: code, years: [figure.schoolYear], level: 'item' as const, key: code, ...school },
    figure,
    instrument: code,
    versions: [versionOf(page)],
    filter: `${filterWords({ code, title, split })}; ${momentWords(figure)}`,
    title: split === undefined ? title : `${title}, ${split.value}`,
    ...(n === undefined ? {} : { n }),
    outcome: figureWords(cell, page.parts),
    value: { cell } as Record<string, unknown>,
    frozenOn: made.on,
    madeBy: made.by,
  }
  return { ...body, sha256: sha256(body) }
}

type Unit = 'share' | 'count'

/**
 * A part of the whole figure in a school year, its newest day and final before provisional: a percentage or a
 * number. Throws Problem `invalid_request` for a part that is not there, `cannot_freeze` when it is not shown.
 */
export function measureFigure(
  page: IndicatorPage,
  asked: { readonly schoolYear: string; readonly part: string; readonly unit: Unit },
): number {
  if (!page.parts.some(({ code }) => code === asked.part))
    throw new Problem('invalid_request', { fields: ['measureItem'] })
  const year = page.moments.filter(({ schoolYear }) => schoolYear === asked.schoolYear)
  const newest = year.filter(({ referenceDate }) => referenceDate === year.at(-1)?.referenceDate)
  const cell = (newest.find(({ status }) => status === 'final') ?? newest[0])?.cell
  const part = cell?.kind === 'shown' ? cell.figure.parts.find(({ code }) => code === asked.part) : undefined
  const value = asked.unit === 'share' ? part?.share : part?.count
  if (typeof value !== 'number') throw new Problem('cannot_freeze', { fields: ['measureItem'] })
  return value
}
