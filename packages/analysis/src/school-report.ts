import type { Scale } from '@km/definition'
import { compareItems, type ItemSeries } from './compare.ts'
import { answeredEnough } from './distribution.ts'
import type { SchoolReport, SchoolReportInput, SchoolReportRow } from './model.ts'
import { lowerMedian } from './quantile.ts'
import { scoredItems } from './rows.ts'
import { type ItemScore, noLevel, openScoreBook } from './score.ts'
import { isComparable } from './versions.ts'

/** How many strengths and points of attention a report names at most. */
export const maxNamed = 5

type Expectation = SchoolReportInput['framework']['expectations'][number]
type Subdomain = SchoolReport['domains'][number]['subdomains'][number]

interface Answer {
  /** Position in the scale; absent for an escape. */
  readonly position?: number
  readonly label: string
}

function answerOf(score: ItemScore | undefined): Answer | undefined {
  const position = score?.levels[0] ?? noLevel
  if (!score?.scale || position === noLevel) return undefined
  if (position >= 0) return { position, label: score.scale.levels[position]?.label ?? '' }
  const given = String(score.values[score.counts.findIndex((count) => count > 0)])
  const known = score.scale.escapes.find((one) => one.value === given)
  const choice = score.item.choices.find((one) => String(one.value) === given)
  return { label: known?.label ?? choice?.text ?? '' }
}

function anchorsOf(score: ItemScore, position: number): Pick<SchoolReportRow, 'anchor' | 'next'> {
  const text = (at: number) => {
    const value = score.scale?.levels[at]?.value
    return score.item.choices.find((choice) => value !== undefined && String(choice.value) === String(value))
      ?.text
  }
  const [anchor, next] = [text(position), text(position + 1)]
  return { ...(anchor === undefined ? {} : { anchor }), ...(next === undefined ? {} : { next }) }
}

const levelAt = (scale: Scale | undefined, position: number | undefined): { readonly level?: number } =>
  position === undefined ? {} : { level: Number(scale?.levels[position]?.value ?? position + 1) }

function lookBack(
  series: ItemSeries,
  now: Answer | undefined,
): Pick<SchoolReportRow, 'previous' | 'movement' | 'reason'> {
  const [passage] = series.passages
  const before = series.scores.length > 1 ? series.scores[0] : undefined
  const then = answerOf(before)
  if (!passage || !before || !then) return { movement: 'none' }
  if (!isComparable(passage.verdict)) return { movement: 'not_comparable', reason: passage.reason }
  const previous = { ...levelAt(before.scale, then.position), label: then.label }
  if (now?.position === undefined || then.position === undefined) return { previous, movement: 'none' }
  const step = Math.sign(now.position - then.position)
  return { previous, movement: step > 0 ? 'up' : step < 0 ? 'down' : 'same' }
}

function rowFor(expectation: Expectation, series: ItemSeries): SchoolReportRow | undefined {
  const score = series.scores.at(-1)
  if (!score) return undefined
  const now = answerOf(score)
  return {
    item: series.name,
    expectationCode: expectation.code,
    shortTitle: score.item.shortTitle,
    expectationTitle: expectation.title,
    ...levelAt(score.scale, now?.position),
    label: now?.label ?? '',
    ...(now?.position === undefined ? {} : anchorsOf(score, now.position)),
    ...lookBack(series, now),
  }
}

/** Lower median of the levels of a subdomain: of more than one item, when two thirds have a level. */
function medianOf(rows: readonly SchoolReportRow[]): number | undefined {
  const given = rows.flatMap((row) => row.level ?? [])
  if (rows.length < 2 || !answeredEnough(given.length, rows.length)) return undefined
  const values = [...new Set(given)].sort((a, b) => a - b)
  const middle = lowerMedian(values.map((value) => given.filter((one) => one === value).length))
  return middle === undefined ? undefined : values[middle]
}

function describeDomains(input: SchoolReportInput, scored: readonly ItemSeries[]): SchoolReport['domains'] {
  const rowsOf = (test: (expectation: Expectation) => boolean) =>
    input.framework.expectations
      .filter(test)
      .flatMap((expectation) =>
        scored
          .filter(({ item }) => item.expectationCodes.includes(expectation.code))
          .flatMap((series) => rowFor(expectation, series) ?? []),
      )
  const subdomain = (code: string, title: string, rows: readonly SchoolReportRow[]): Subdomain[] => {
    const median = medianOf(rows)
    return rows.length === 0 ? [] : [{ code, title, ...(median === undefined ? {} : { median }), rows }]
  }
  return input.framework.domains
    .map((domain) => {
      const bare = rowsOf((one) => one.domain === domain.code && one.subdomain === undefined)
      const subdomains = [
        ...subdomain(domain.code, domain.title, bare),
        ...domain.subdomains.flatMap(({ code, title }) =>
          subdomain(
            code,
            title,
            rowsOf((one) => one.subdomain === code),
          ),
        ),
      ]
      return { code: domain.code, title: domain.title, subdomains }
    })
    .filter((domain) => domain.subdomains.length > 0)
}

/** Each item once, also when it stands under two expectations. */
function distinctItems(domains: SchoolReport['domains']): SchoolReportRow[] {
  const rows = domains.flatMap((domain) => domain.subdomains.flatMap((subdomain) => subdomain.rows))
  return [...new Map(rows.map((row) => [row.item, row])).values()]
}

function nameItems(
  rows: readonly SchoolReportRow[],
  test: (level: number) => boolean,
  order: (a: number, b: number) => number,
): string[] {
  return rows
    .flatMap(({ item, level }) => (level !== undefined && test(level) ? [{ item, level }] : []))
    .sort((a, b) => order(a.level, b.level))
    .slice(0, maxNamed)
    .map(({ item }) => item)
}

/** Characteristics of the school itself (CTX-01 and on): compared within, never scored. */
const isProfile = ({ name }: ItemSeries): boolean => name.startsWith('CTX_')

/** What one school answered, in words; undefined when it did not. */
function wordsOf(score: ItemScore | undefined): string | undefined {
  const given = score?.values.filter((_, index) => (score.counts[index] ?? 0) > 0) ?? []
  const text = (value: number | string) =>
    score?.item.choices.find((choice) => String(choice.value) === String(value))?.text ?? String(value)
  return given.length === 0 ? undefined : given.map(text).join(', ')
}

function profileChangesOf(all: readonly ItemSeries[]): SchoolReport['profileChanges'] {
  return all.filter(isProfile).flatMap(({ name, item, scores, passages }) => {
    const verdict = passages[0]?.verdict
    const [before, now] = [wordsOf(scores[0]), wordsOf(scores[1])]
    if (verdict === undefined || !isComparable(verdict)) return []
    if (before === undefined || now === undefined || before === now) return []
    return [{ item: name, title: item.shortTitle, before, now }]
  })
}

/**
 * One school's own picture of one round. Takes the tallies of that school (n = 1: only for who may see that
 * school) and, to look back, an earlier round; returns the level per expectation in the order of the
 * framework with the anchor that was chosen and the next one, what moved since then or why that cannot be
 * said, the median per subdomain (lower median, R `quantile(type = 1)`), up to five strengths ("op orde" or
 * higher, highest first), five points of attention (below it, lowest first), and which characteristics of the
 * school changed. No total score, no rank.
 */
export function buildSchoolReport(input: SchoolReportInput): SchoolReport {
  const { schoolId, current, previous } = input
  const book = openScoreBook({
    ...input,
    periods: previous ? [previous, current] : [current],
    instrument: { code: '', title: '', anonymityLevel: 'F', unit: 'school' },
    level: 'item',
    minUnits: 1,
    schoolId,
  })
  const all = compareItems(book)
  const scored = scoredItems(book, all)
  const domains = describeDomains(input, scored)
  const rows = distinctItems(domains)
  const isSufficient = new Set(
    scored.flatMap(({ item }) => book.scaleOf(item.scale)?.sufficient ?? []).map(Number),
  )
  const moved = (movement: SchoolReportRow['movement']) =>
    rows.filter((row) => row.movement === movement).length
  return {
    schoolYear: current.schoolYear,
    version: book.rounds.at(-1)?.main?.version ?? current.version,
    ...(previous ? { previousYear: previous.schoolYear } : {}),
    ...(input.otherCoordinator === undefined ? {} : { otherCoordinator: input.otherCoordinator }),
    domains,
    strengths: nameItems(
      rows,
      (level) => isSufficient.has(level),
      (a, b) => b - a,
    ),
    attention: nameItems(
      rows,
      (level) => !isSufficient.has(level),
      (a, b) => a - b,
    ),
    moved: {
      up: moved('up'),
      same: moved('same'),
      down: moved('down'),
      notComparable: moved('not_comparable'),
    },
    profileChanges: profileChangesOf(all),
  }
}
