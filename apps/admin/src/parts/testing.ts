import type { Comparison, ComparisonRow, Movement, Period, RowPeriod, RowStep } from '@km/analysis'
import type { ComparisonView } from '@km/api'
import type { Framework } from '@km/definition'

/** Small, whole values for tests of what is read from a comparison. */

export const period = (schoolYear: string, over: Partial<Period> = {}): Period => ({
  roundId: Number(schoolYear.slice(2, 4)),
  schoolYear,
  period: '',
  version: '1.0',
  retrospective: false,
  released: true,
  invited: 24,
  responded: 21,
  ...over,
})

const labels = ['Nog niet', 'Begin', 'Op orde', 'Geborgd']

/** A shown cell with these counts for the four levels and for "weet ik niet". */
export function shown(roundId: number, counts: readonly number[], unknown = 0): RowPeriod {
  const n = counts.reduce((sum, count) => sum + count, 0) + unknown
  const levels = counts.map((count, i) => ({ value: i + 1, label: labels[i] ?? '', count }))
  const escapes = [{ value: 'wn', label: 'Weet ik niet', count: unknown }]
  const sufficient = { count: (counts[2] ?? 0) + (counts[3] ?? 0), of: n }
  return {
    roundId,
    itemVersion: 1,
    cell: { kind: 'shown', distribution: { n, levels, escapes, sufficient } },
  }
}

export function moved(up: number, same: number, down: number): Movement {
  const n = up + same + down
  return { n, pairs: n, up, same, down, escapes: 0, from: { count: 4, of: n }, to: { count: 4 + up, of: n } }
}

type Between = Partial<Pick<RowStep, 'verdict' | 'reason' | 'movement'>>

/** A row of one expectation over two rounds, 24 and 25. */
export function row(code: string, movement: Movement | undefined, over: Between = {}): ComparisonRow {
  const [domain = code] = code.split('.')
  const parts = code.split('.')
  return {
    key: code,
    level: 'expectation',
    title: `Titel van ${code}`,
    expectationCodes: [code],
    domain,
    ...(parts.length === 3 ? { subdomain: parts.slice(0, 2).join('.') } : {}),
    scale: 'S4',
    kind: 'single',
    periods: [shown(24, [6, 8, 5, 1], 1), shown(25, [4, 6, 8, 2], 1)],
    steps: [
      {
        fromRoundId: 24,
        toRoundId: 25,
        verdict: 'identical',
        reason: '',
        movement:
          movement === undefined
            ? { kind: 'suppressed', reason: 'too_few_matched' }
            : { kind: 'shown', movement },
        ...over,
      },
    ],
  }
}

/** The row of a question that changed its meaning in the second round. */
export const broken = (code: string): ComparisonRow =>
  row(code, undefined, {
    verdict: 'changed',
    reason: 'Ook ouders tellen mee.',
    movement: { kind: 'suppressed', reason: 'not_comparable' },
  })

export const periods = [period('2024-2025'), period('2025-2026')]

export function view(rows: readonly ComparisonRow[], over: Partial<Comparison> = {}): ComparisonView {
  return {
    instrument: 'KM-NT2',
    instrumentTitle: 'Kwaliteitsmonitor NT2',
    level: 'expectation',
    unit: 'school',
    anonymityLevel: 'F',
    periods,
    headline: {
      responded: 21,
      invited: 24,
      matched: 18,
      comparable: rows.length,
      moreUp: 0,
      moreDown: 0,
      changed: 0,
      suppressed: 0,
    },
    rows,
    summary: '',
    filter: '',
    measures: [],
    findings: [],
    choices: { instruments: [], years: [], groups: [], schools: [] },
    ...over,
  }
}

const expectation = (code: string, domain: string, subdomain?: string) => ({
  code,
  domain,
  ...(subdomain === undefined ? {} : { subdomain }),
  title: `Verwachting ${code}`,
  locator: '',
  keywords: [],
})

export const framework: Framework = {
  code: 'ok',
  version: '1',
  title: 'Kader',
  domains: [
    { code: 'RE', title: 'Resultaten', subdomains: [] },
    { code: 'OL', title: 'Ontwikkeling', subdomains: [{ code: 'OL.B', title: 'Begeleiding' }] },
  ],
  expectations: [
    expectation('RE.1', 'RE'),
    expectation('RE.2', 'RE'),
    expectation('OL.B.1', 'OL', 'OL.B'),
    expectation('OL.B.2', 'OL', 'OL.B'),
  ],
  context: [],
}
