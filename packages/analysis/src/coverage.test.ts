import { readFileSync } from 'node:fs'
import { parseCoveredPlan, parseIndicators } from '@km/definition'
import { describe, expect, it } from 'vitest'
import { buildCoverage } from './build-coverage.ts'
import type { CoverageInput, CoverageLimits, CoveredInstrument, Evidence } from './coverage-model.ts'

const surveys = new URL('../../../surveys/', import.meta.url)
const read = (file: string): unknown => JSON.parse(readFileSync(new URL(file, surveys), 'utf8'))
const realPlan = parseCoveredPlan(read('plans/2025-2026.json'), 'plan')
const realIndicators = parseIndicators(read('indicators.json'), 'indicators')

/**
 * A plan by hand. What must come out of it, worked out beside it:
 * - R1 is asked by MON (1 question) and by the figure I.X01, which counts answers of MON
 * - A1 serves R1 and row K1 is about it, so MON (row K1, a question with code K1) says something about it
 * - A2 serves R1 and no row is about it
 * - A3 serves R2, which belongs to the other goal; D2 has no results of its own
 * - A9 serves nothing, so it needs no row
 */
const plan: CoverageInput['plan'] = {
  code: 'P',
  title: 'Plan',
  schoolYear: '2025-2026',
  goals: [
    { code: 'D1', title: 'Een' },
    { code: 'D2', title: 'Twee' },
  ],
  results: [
    { code: 'R1', title: 'Resultaat', goal: 'D1', norm: 'minstens 3' },
    { code: 'R2', title: 'Afgeleid', goal: 'D2', derived: true },
  ],
  activities: [
    { code: 'A1', title: 'Gemeten', goal: 'D1', results: ['R1'] },
    { code: 'A2', title: 'Niet gemeten', goal: 'D1', results: ['R1'] },
    { code: 'A3', title: 'Elders', goal: 'D1', results: ['R2'] },
    { code: 'A9', title: 'Overleg', goal: 'D1', results: [] },
  ],
  measures: [
    {
      code: 'K1',
      title: 'Beleid',
      what: 'Wat',
      why: 'Waarom',
      goalCodes: ['A1', 'R1'],
      methods: [
        {
          code: 'K1.a',
          title: 'Lijst',
          how: 'vragenlijst',
          respondents: [{ title: 'scholen', instruments: ['MON'] }],
        },
      ],
    },
  ],
}

function instrument(
  facts: Partial<CoveredInstrument['facts']> & { code: string },
  codes: readonly (readonly string[])[] = [],
): CoveredInstrument {
  return {
    facts: {
      title: facts.code,
      mode: 'invitation',
      anonymityLevel: 'F',
      unit: 'school',
      bijlageCodes: [],
      respondent: 'iemand',
      rhythm: 'soms',
      ...facts,
    },
    items: codes.map((all, index) => ({
      name: `${facts.code}_${index}`,
      scale: undefined,
      goalCodes: all.filter((code) => !code.startsWith('E')),
      expectationCodes: all.filter((code) => code.startsWith('E')),
    })),
  }
}

const expectation = (code: string) => ({ code, domain: 'D', title: code, locator: '', keywords: [] })
const leader: CoverageLimits = { countsFromOne: true, headlinesOnly: false }
const other: CoverageLimits = { countsFromOne: false, headlinesOnly: false }

const round = (responses: number, more: object = {}): Evidence => ({
  kind: 'round',
  roundId: 1,
  period: '',
  state: 'released',
  opensOn: '2026-04-01',
  closesOn: '2026-04-21',
  retrospective: false,
  responses,
  ...more,
})
const records = (sent: number, agreed: number, more: object = {}): Evidence => ({
  kind: 'records',
  of: 'schools',
  portfolio: false,
  asksAgreement: true,
  sent,
  agreed,
  begun: 0,
  units: sent,
  ...more,
})

const indicator = {
  ...(realIndicators[0] as (typeof realIndicators)[number]),
  code: 'I.X01',
  title: 'Aandeel',
  import: undefined,
  goalCodes: ['R1'],
  expectationCodes: ['E.2'],
  responses: [{ part: 'numerator', instrument: 'MON', items: ['MON_0'], take: 'answers' as const }],
}

function coverage(more: Partial<CoverageInput> = {}) {
  return buildCoverage({
    plan,
    expectations: [expectation('E.1'), expectation('E.2'), expectation('E.3')],
    instruments: [
      instrument({ code: 'MON', bijlageCodes: ['K1.a'] }, [['R1', 'E.1'], ['K1']]),
      instrument({ code: 'STU', anonymityLevel: 'A', unit: 'person' }, [['R2', 'E.1']]),
    ],
    indicators: [indicator],
    evidence: new Map(),
    findings: [],
    limits: leader,
    ...more,
  })
}

const stateOf = (code: string, evidence: readonly Evidence[], more: Partial<CoverageInput> = {}) =>
  coverage({ ...more, evidence: new Map([[code, evidence]]) }).sources.find((one) => one.code === code)

describe('what asks about what', () => {
  it('follows from the codes of questions, of figures and of rows', () => {
    const { goals } = coverage()
    const [d1] = goals
    expect(d1?.results[0]?.edges).toEqual([
      { source: 'MON', questions: 1, rows: ['K1.a'] },
      { source: 'I.X01', questions: 0, rows: [] },
    ])
    expect(d1?.activities[0]?.edges).toEqual([{ source: 'MON', questions: 0, rows: ['K1.a'] }])
    expect(d1?.activities.map(({ code, edges }) => [code, edges.map((edge) => edge.source)])).toEqual([
      ['A1', ['MON']],
      ['A2', []],
      ['A3', []],
      ['A9', []],
    ])
  })

  it('puts expectations beside the instruments and figures that name them', () => {
    expect(coverage().expectations.map(({ code, edges }) => [code, edges.map((one) => one.source)])).toEqual([
      ['E.1', ['MON', 'STU']],
      ['E.2', ['I.X01']],
      ['E.3', []],
    ])
  })
})

describe('evidence of a school year', () => {
  it('is there when a round was released, and a figure leans on the answers that it counts', () => {
    const { sources, goals } = coverage({ evidence: new Map([['MON', [round(18)]]]) })
    expect(sources.map(({ code, state }) => [code, state])).toEqual([
      ['MON', 'evidence'],
      ['STU', 'none'],
      ['I.X01', 'evidence'],
    ])
    expect(goals[0]?.results[0]?.state).toBe('evidence')
    expect(goals[1]?.results[0]?.state).toBe('none')
  })

  it('about a whole goal is none for the results in it', () => {
    const board = instrument({ code: 'BST' }, [['D2']])
    const { goals } = coverage({ instruments: [board], evidence: new Map([['BST', [round(9)]]]) })
    expect([goals[1]?.edges.length, goals[1]?.state]).toEqual([1, 'none'])
  })

  it('runs while a round is open, also when many answered', () => {
    expect(stateOf('MON', [round(20, { state: 'open' })])?.state).toBe('running')
    expect(stateOf('MON', [round(0, { state: 'planned' })])?.state).toBe('running')
    expect(stateOf('MON', [round(0)])?.state).toBe('none')
  })

  it('of a visit counts when the school agreed', () => {
    const visits = { instruments: [instrument({ code: 'SB', mode: 'member' })] }
    expect(stateOf('SB', [records(3, 0)], visits)?.state).toBe('running')
    expect(stateOf('SB', [records(3, 1)], visits)?.state).toBe('evidence')
    expect(stateOf('SB', [records(3, 0, { asksAgreement: false })], visits)?.state).toBe('evidence')
  })

  it('of level P stays with who fills it in', () => {
    const own = { instruments: [instrument({ code: 'VW', anonymityLevel: 'P' })] }
    expect(stateOf('VW', [round(7)], own)).toMatchObject({ state: 'private', evidence: [] })
  })

  it.each([
    ['shown', 'evidence'],
    ['too_small', 'few'],
    ['broken', 'few'],
    ['incomplete', 'running'],
  ] as const)('of a figure that is %s is %s, for the figure and for its set', (seen, state) => {
    const set = instrument({ code: 'CF', mode: 'import', anonymityLevel: 'C' })
    const figure = { ...indicator, code: 'I.X02', import: 'CF' }
    const about = { referenceDate: '2026-10-01', status: 'final', source: 'import' } as const
    const evidence = new Map<string, Evidence[]>([['I.X02', [{ kind: 'figure', ...about, seen }]]])
    const { sources } = coverage({ instruments: [set], indicators: [figure], evidence })
    expect(sources.map((one) => one.state)).toEqual([state, state])
  })

  it('of a set of figures says how many came in', () => {
    const set = instrument({ code: 'CF', mode: 'import', anonymityLevel: 'C' })
    const figures = ['I.X01', 'I.X02', 'I.X03'].map((code) => ({ ...indicator, code, import: 'CF' }))
    const optional = { ...indicator, code: 'I.X04', import: 'CF', optional: true }
    const about = { kind: 'figure', referenceDate: '2026-10-01', status: 'provisional' } as const
    const evidence = new Map<string, Evidence[]>([
      ['I.X02', [{ ...about, source: 'import', seen: 'shown' }]],
      ['I.X03', [{ ...about, source: 'register', seen: 'shown' }]],
    ])
    const { sources } = coverage({ instruments: [set], indicators: [...figures, optional], evidence })
    expect(sources[0]?.evidence).toEqual([{ kind: 'set', delivered: 1, of: 3, state: 'evidence' }])
  })
})

describe('small numbers', () => {
  const shown = (code: string, evidence: Evidence, more: Partial<CoverageInput>) =>
    stateOf(code, [evidence], more)?.evidence[0]

  it.each([
    ['A', leader],
    ['V', leader],
    ['K', leader],
    ['F', other],
  ] as const)('of level %s are never told: 0 and 4 look alike, 5 is shown', (anonymityLevel, limits) => {
    const instruments = [instrument({ code: 'X', anonymityLevel, unit: 'person' })]
    for (const count of [0, 4])
      expect(shown('X', round(count, { invited: 9 }), { instruments, limits })).toMatchObject({
        responses: 'few',
      })
    expect(shown('X', round(4, { invited: 9 }), { instruments, limits })).not.toHaveProperty('invited')
    expect(shown('X', round(5), { instruments, limits })).toMatchObject({ responses: 5 })
    expect(shown('X', round(3, { state: 'open' }), { instruments, limits })).toMatchObject({
      responses: 'few',
    })
  })

  it('of level F the project leader counts from one on', () => {
    expect(shown('MON', round(2, { invited: 24 }), {})).toMatchObject({ responses: 2, invited: 24 })
  })

  it('of records the member counts in the own portfolio, the director from five schools on', () => {
    const instruments = [instrument({ code: 'SB', mode: 'member' })]
    const at = { instruments, limits: other }
    expect(shown('SB', records(2, 1, { portfolio: true }), at)).toMatchObject({ sent: 2, agreed: 1 })
    expect(shown('SB', records(4, 3), at)).toMatchObject({ sent: 'few', agreed: 'few' })
    expect(shown('SB', records(7, 6), at)).toMatchObject({ sent: 7, agreed: 6 })
    expect(shown('SB', records(7, 6, { units: 4 }), at)).toMatchObject({ sent: 'few', agreed: 'few' })
  })

  it('about one pupil are counted in pupils, and none looks like a few to everybody', () => {
    const instruments = [instrument({ code: 'NZ', mode: 'member', anonymityLevel: 'K', unit: 'person' })]
    for (const [sent, units] of [
      [0, 0],
      [9, 3],
    ] as const)
      expect(
        shown('NZ', records(sent, 0, { units, portfolio: true, asksAgreement: false }), { instruments }),
      ).toMatchObject({ sent: 'few', begun: 'few' })
    expect(shown('NZ', records(9, 0, { units: 5 }), { instruments })).toMatchObject({ sent: 9 })
  })

  it('of meetings and other work of the team have no threshold', () => {
    const instruments = [instrument({ code: 'IV', mode: 'member', anonymityLevel: 'C', unit: 'person' })]
    const meetings = records(2, 0, { of: 'team', asksAgreement: false })
    expect(shown('IV', meetings, { instruments, limits: other })).toMatchObject({ sent: 2 })
  })
})

describe('who gets headlines only', () => {
  it('gets states and gaps, no source, no count and nothing per expectation', () => {
    const { sources, goals, expectations, combinations, gaps } = coverage({
      evidence: new Map([['MON', [round(18)]]]),
      limits: { countsFromOne: false, headlinesOnly: true },
    })
    expect([sources, expectations, combinations]).toEqual([[], [], []])
    expect(goals[0]?.results[0]).toMatchObject({ code: 'R1', state: 'evidence', edges: [] })
    expect(gaps.length).toBeGreaterThan(0)
  })
})

describe('gaps', () => {
  it('of the plan by hand are all found, and no more', () => {
    const { gaps } = coverage({ evidence: new Map([['MON', [round(18)]]]) })
    expect(gaps).toEqual([
      { kind: 'no_row', codes: ['A2', 'A3'] },
      { kind: 'no_results', codes: ['D2'] },
      { kind: 'elsewhere', codes: ['A3'] },
      { kind: 'no_norm', codes: ['R2'] },
      { kind: 'no_evidence', of: 'results', codes: ['R2'] },
      { kind: 'no_evidence', of: 'activities', codes: ['A2', 'A3'] },
      { kind: 'no_evidence', of: 'expectations', codes: ['E.3'] },
      { kind: 'one_source', codes: ['E.1', 'E.2'] },
    ])
  })

  it('of the plan of 2025-2026 are those that it really has', () => {
    const { gaps } = coverage({ plan: realPlan, indicators: realIndicators })
    const codesOf = (kind: string) => gaps.find((gap) => gap.kind === kind)?.codes
    // Kijkje in de keuken, New Kids, breed delen, juniormentoraat, coaching vo, docenttraining.
    expect(codesOf('no_row')).toEqual(['A1.4', 'A1.5', 'A1.6', 'A2.8', 'A3.2', 'A3.4'])
    expect(codesOf('no_results')).toEqual(['D4'])
    // Coaching mbo stands under subgoal 3.
    expect(codesOf('elsewhere')).toEqual(['A3.3'])
    // Following pupils for at least two years is the only result with a number.
    expect(codesOf('no_norm')).toHaveLength(12)
    expect(codesOf('no_norm')).not.toContain('R2.3')
  })

  it('of Bijlage 1 are the combinations without evidence', () => {
    const { combinations } = coverage({ plan: realPlan, indicators: realIndicators })
    expect(combinations).toHaveLength(16)
    expect(new Set(combinations.map(({ code }) => code)).size).toBe(16)
  })
})
