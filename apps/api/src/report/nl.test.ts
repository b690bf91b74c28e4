import type { Headline, Period } from '@km/analysis'
import { describe, expect, it } from 'vitest'
import { movementWords } from '../nl.ts'
import { comparisonSummary, filterText } from './nl.ts'

const period = (schoolYear: string, more: Partial<Period> = {}): Period => ({
  roundId: 1,
  schoolYear,
  period: '',
  version: '1.0',
  retrospective: false,
  released: true,
  invited: 24,
  responded: 21,
  ...more,
})
const headline: Headline = {
  responded: 21,
  invited: 24,
  matched: 18,
  comparable: 34,
  moreUp: 9,
  moreDown: 2,
  changed: 3,
  suppressed: 0,
}
const about = { headline, level: 'expectation', unit: 'school' } as const
const two = [period('2024-2025'), period('2025-2026')]

describe('the sentence on top of a comparison', () => {
  it('says who took part, what moved and what is not compared', () => {
    expect(comparisonSummary({ ...about, periods: two })).toBe(
      'In 2025-2026 deden 21 van de 24 scholen mee; 18 daarvan ook het jaar ervoor. Bij 9 van de 34 vergelijkbare verwachtingen gingen meer scholen omhoog dan omlaag, bij 2 was het andersom. Drie vragen zijn veranderd; die vergelijken we niet.',
    )
  })

  it('names the earlier year when it is not the one before', () => {
    const periods = [period('2022-2023'), period('2025-2026')]
    expect(comparisonSummary({ ...about, periods })).toContain('18 daarvan ook in 2022-2023.')
  })

  it('says nothing of movement with fewer than five of the same schools', () => {
    const few = { ...headline, matched: 4, changed: 0, suppressed: 1 }
    expect(comparisonSummary({ ...about, headline: few, periods: two })).toBe(
      'In 2025-2026 deden 21 van de 24 scholen mee; 4 daarvan ook het jaar ervoor. Dat zijn te weinig dezelfde scholen om beweging te tonen. Eén cijfer tonen we niet, omdat de groep te klein is.',
    )
  })

  it('counts answers, not schools, where rows are added up', () => {
    expect(comparisonSummary({ ...about, level: 'domain', periods: two })).toContain(
      'vergelijkbare rubrieken ging het vaker omhoog dan omlaag',
    )
  })

  it('counts what a school did not know as no movement at all', () => {
    const moved = { up: 8, same: 20, down: 4 }
    expect(comparisonSummary({ ...about, periods: two, school: 'Vmbo X', moved })).toContain(
      'van de 32 vergelijkbare verwachtingen gingen er 8 omhoog, bleven er 20 gelijk en gingen er 4 omlaag.',
    )
  })

  it('tells only how many sent when the only round is open', () => {
    const open = period('2026-2027', { released: false, responded: 1, invited: 22 })
    expect(comparisonSummary({ ...about, periods: [open] })).toBe(
      'De meetronde 2026-2027 is nog open: 1 van de 22 scholen stuurde in. Tot het sluiten zie je alleen aantallen.',
    )
  })

  it('says of many rounds how many people each had, per school year, and adds nothing up', () => {
    const round = (schoolYear: string, name: string, responded: number, more = {}) =>
      period(schoolYear, { period: name, responded, ...more })
    const periods = [
      round('2024-2025', 'november', 17),
      round('2024-2025', 'maart', 0, { few: true }),
      round('2024-2025', 'juni', 9),
      round('2025-2026', 'juni', 1),
    ]
    expect(comparisonSummary({ ...about, unit: 'person', periods })).toBe(
      'In 2024-2025 waren er 3 meetrondes; daarin vulden 17, minder dan 5 en 9 mensen in. In 2025-2026 was er 1 meetronde; daarin vulde 1 persoon in. Bij minder dan 5 inzendingen tonen we niets: dat geldt voor maart 2024-2025. De meetrondes staan naast elkaar; beweging tonen we niet, want het kunnen andere mensen zijn.',
    )
  })

  it('says that there is no up or down where answers are no levels', () => {
    const none = { ...headline, comparable: 0, moreUp: 0, moreDown: 0, changed: 0 }
    expect(comparisonSummary({ ...about, headline: none, periods: two })).toContain(
      'Hier is geen omhoog of omlaag te tonen. De jaren staan naast elkaar.',
    )
  })

  it('warns of small groups of people only where they are hidden', () => {
    const about3 = (more: object) => ({
      ...{ ...about, unit: 'person' as const },
      periods: [period('2025-2026', { period: 'juni', responded: 3, ...more })],
    })
    expect(comparisonSummary(about3({ responded: 0, few: true }))).toBe(
      'In juni 2025-2026 vulden minder dan 5 mensen in. Bij minder dan 5 inzendingen tonen we niets: dat geldt voor juni 2025-2026.',
    )
    expect(comparisonSummary(about3({}))).toBe('In juni 2025-2026 vulden 3 mensen in.')
  })
})

describe('words for numbers', () => {
  it('says "de meeste" only of more than half of the matched schools', () => {
    expect(movementWords({ n: 18, pairs: 18, up: 10, down: 0 })).toBe('de meeste scholen gingen omhoog')
    expect(movementWords({ n: 18, pairs: 18, up: 9, down: 0 })).toBe('meer scholen omhoog dan omlaag')
    expect(movementWords({ n: 18, pairs: 18, up: 3, down: 3 })).toBe('evenveel scholen omhoog als omlaag')
    expect(movementWords({ n: 18, pairs: 180, up: 100, down: 3 })).toBe('vaker omhoog dan omlaag')
  })

  it('names what was chosen, and what was entered afterwards', () => {
    const periods = [period('2024-2025', { retrospective: true }), period('2025-2026', { version: '2.0' })]
    const chosen = {
      instrumentTitle: 'Monitor',
      periods,
      level: 'item',
      unit: 'school',
      group: 'vmbo',
    } as const
    expect(filterText(chosen)).toBe(
      'Monitor, versie 1.0 en 2.0 · meetrondes 2024-2025 en 2025-2026 · schooltype vmbo · per vraag · achteraf ingevoerd: 2024-2025',
    )
  })
})
