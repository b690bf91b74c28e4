import { countAnswers } from '@km/definition'
import {
  listAgreements,
  listDefinitions,
  listRounds,
  listSchools,
  listVisits,
  readTallies,
  type Store,
  verifyTallies,
} from '@km/store'
import { openTestStore } from '@km/store/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listAllFindings } from '../act/list-findings.ts'
import type { Who } from '../deps.ts'
import type { FiguresDeps } from '../figures/figures-deps.ts'
import { viewIndicator } from '../figures/view-indicator.ts'
import { publishDefinitions } from '../publish/publish-definitions.ts'
import { openSurveys, readSurveys } from '../publish/read-surveys.ts'
import { compareRounds } from '../report/compare-rounds.ts'
import { comparisonView } from '../report/describe-comparison.ts'
import { startView } from '../report/describe-views.ts'
import { readFrozen } from '../report/read-frozen.ts'
import { readVersions } from '../report/read-versions.ts'
import { withShelf } from '../report/report-deps.ts'
import { writeStart } from '../report/write-start.ts'
import { demoSchools } from './cohort.ts'
import { type DemoFacts, seedDemo } from './seed-demo.ts'

const now = () => new Date('2026-11-20T09:00:00Z')
const files = readSurveys()
const surveys = openSurveys(files)

interface Made {
  readonly store: Store
  readonly close: () => Promise<void>
  readonly facts: DemoFacts
  readonly who: Who
}

async function makeDemo(): Promise<Made> {
  const { store, close } = await openTestStore()
  await publishDefinitions(store, files, now)
  const facts = await seedDemo({ store, surveys, now, publicUrl: 'http://voorbeeld.example', log: () => {} })
  return {
    store,
    close,
    facts,
    who: { accountId: 'x', role: 'project_leader' as const, networkId: 1, schoolIds: [] },
  }
}

async function countsOf({ store, who }: Made): Promise<unknown> {
  return store.inNetwork(who.networkId, async (tx) => {
    const rounds = await listRounds(tx, who.networkId)
    const per = { networkId: who.networkId, roundIds: rounds.map((r) => r.id), per: 'network' as const }
    return (await readTallies(tx, per)).map((t) => [t.roundId, t.responses, t.counts.join()])
  })
}

let demo: Made
beforeAll(async () => {
  demo = await makeDemo()
})
afterAll(() => demo.close())
const deps = () => withShelf({ store: demo.store, surveys, now })
const compare = (query: Omit<Parameters<typeof compareRounds>[2], 'level'> & { level?: 'item' }) =>
  compareRounds(deps(), demo.who, { level: 'expectation', ...query })

describe('the demonstration', () => {
  it('has 24 schools, four released years and one that runs, under both versions', async () => {
    const { schools, rounds, definitions } = await demo.store.inNetwork(demo.who.networkId, async (tx) => ({
      schools: await listSchools(tx, demo.who.networkId),
      rounds: await listRounds(tx, demo.who.networkId),
      definitions: await listDefinitions(tx),
    }))
    const versions = new Map(definitions.map((d) => [d.id, `${d.major}.${d.minor}`]))
    expect(schools.map((s) => s.name)).toEqual(
      demoSchools.map((s) => s.name).sort((a, b) => a.localeCompare(b, 'en')),
    )
    expect(
      rounds
        .filter((r) => r.instrument === 'KM-NT2')
        .map((r) => [r.schoolYear, versions.get(r.definitionId), r.releasedAt !== null]),
    ).toEqual([
      ['2022-2023', '1.0', true],
      ['2023-2024', '1.0', true],
      ['2024-2025', '1.0', true],
      ['2025-2026', '2.0', true],
      ['2026-2027', '2.0', false],
    ])
  })

  it('has groups of which one is too small, a year that was entered afterwards, and a round that is planned', async () => {
    const { networkId } = demo.who
    const { schools, rounds } = await demo.store.inNetwork(networkId, async (tx) => ({
      schools: await listSchools(tx, networkId),
      rounds: await listRounds(tx, networkId),
    }))
    expect(schools.filter((one) => one.comparisonGroup === 'Praktijkscholen').length).toBeLessThan(5)
    expect(rounds.filter((round) => round.retrospective).map((round) => round.schoolYear)).toEqual([
      '2022-2023',
    ])
    expect(
      rounds
        .filter((round) => round.instrument === 'MBO-STU' && round.openedOn === null)
        .map((round) => round.period),
    ).toEqual(['juni'])
  })

  it('sets one school beside schools of its type and size, one beside a wider group, one beside none', async () => {
    const idOf = new Map(
      (await demo.store.inNetwork(demo.who.networkId, (tx) => listSchools(tx, demo.who.networkId))).map(
        (one) => [one.name, one.id],
      ),
    )
    const groupOf = async (name: string) => {
      const who: Who = { ...demo.who, role: 'coordinator', schoolIds: [idOf.get(name) ?? 0] }
      return (await compareRounds(deps(), who, { instrument: 'KM-NT2', level: 'expectation' })).ownGroups?.[0]
    }
    expect(await groupOf('Lyceum De Gouden Komma')).toEqual({
      school: 'Lyceum De Gouden Komma',
      group: 'havo-vwo, 10 tot en met 19 NT2-leerlingen',
      sentence: expect.stringContaining('5 andere scholen'),
    })
    expect(await groupOf('College Vraagteken')).toEqual({
      school: 'College Vraagteken',
      group: 'havo-vwo',
      sentence: expect.stringContaining('te weinig scholen van jullie soort en grootte'),
    })
    expect(await groupOf('Vmbo Verzonnenveld')).toEqual({
      school: 'Vmbo Verzonnenveld',
      sentence: expect.stringContaining('te weinig scholen van jullie soort'),
    })
    expect(await groupOf('Praktijkschool De Losse Schroef')).toEqual({
      school: 'Praktijkschool De Losse Schroef',
      sentence: expect.stringContaining('te weinig scholen om te vergelijken'),
    })
  })

  it('went through the same path as real answers: tallies agree with the responses', async () => {
    const { rounds, differences } = await verifyTallies(demo.store, { count: countAnswers })
    expect(differences).toEqual([])
    expect(rounds).toBeGreaterThan(50)
  })

  it('has answers to every questionnaire in two school years that are over', async () => {
    const { networkId } = demo.who
    const { definitions, rounds, tallies } = await demo.store.inNetwork(networkId, async (tx) => {
      const all = await listRounds(tx, networkId)
      const per = { networkId, roundIds: all.map((one) => one.id), per: 'network' as const }
      return { definitions: await listDefinitions(tx), rounds: all, tallies: await readTallies(tx, per) }
    })
    const answered = (instrument: string) => {
      // Pupils are followed since 2025-2026, so what runs now is their second year.
      const own = rounds.filter(
        (one) => one.instrument === instrument && (one.releasedAt !== null || instrument.startsWith('NZ-')),
      )
      const full = own.filter((one) => tallies.some((t) => t.roundId === one.id && t.responses > 0))
      return new Set(full.map((one) => one.schoolYear)).size
    }
    // Level P leaves no answers here.
    const known = definitions.filter((row) => row.facts.anonymityLevel !== 'P')
    const codes = [...new Set(known.map((row) => row.instrument))]
    expect(codes.length).toBeGreaterThanOrEqual(19)
    expect(codes.filter((code) => answered(code) < 2)).toEqual([])
  })

  it('compares the two newest years of the same 16 schools, with measures beside their targets', async () => {
    const view = comparisonView.parse(await compare({ instrument: 'KM-NT2' }))
    expect(view.headline).toMatchObject({ responded: 22, invited: 23, matched: 16 })
    expect(view.rows).toHaveLength(37)
    const policy = view.measures.find((m) => m.key === 'BE.N.1')
    expect(policy).toMatchObject({ unit: 'share', targetYear: '2025-2026', reached: expect.any(Number) })
    expect(view.findings.map((f) => f.key)).toEqual(
      expect.arrayContaining(['BE.N.1', 'BE.P.2', 'RE.4', 'OL.B.1']),
    )
  })

  it('breaks the series where an item changed its meaning between the versions', async () => {
    const view = await compare({ instrument: 'KM-NT2', years: '2024-2025,2025-2026' })
    const broken = view.rows.filter((r) => r.steps[0]?.verdict === 'changed')
    expect(broken).toHaveLength(1)
    expect(broken[0]?.steps[0]?.reason).not.toBe('')
  })

  it('shows nothing of the half-year in which three students answered', async () => {
    const view = await compare({ instrument: 'MBO-STU', level: 'item' })
    expect(view.periods.map((p) => [p.period, p.responded, p.few])).toEqual([
      ['juni', 9, undefined],
      ['januari', 0, true],
      ['juni', 14, undefined],
    ])
    expect(new Set(view.rows.map((r) => r.periods[1]?.cell.kind))).toEqual(new Set(['suppressed']))
    expect(view.rows.some((r) => r.periods[2]?.cell.kind === 'shown')).toBe(true)
  })

  it('has findings whose frozen value still holds, with actions', async () => {
    const reports = deps()
    const figures: FiguresDeps = {
      ...reports,
      readFrozen,
      readVersions: (tx, id) => readVersions(tx, reports, id),
    }
    const act = {
      ...reports,
      compare: (who: Who, asked: Parameters<typeof compareRounds>[2]) => compareRounds(reports, who, asked),
      wishes: () => Promise.reject(new Error('no finding of the demonstration is made from a wish')),
      figure: (who: Who, code: string) => viewIndicator(figures, who, code),
      visit: () => Promise.reject(new Error('no value of the demonstration is read from a record')),
    }
    const findings = await listAllFindings(act, demo.who)
    expect(findings.map((f) => [f.code, f.actions.map((a) => a.code), f.changedSince])).toEqual([
      ['B-2425-001', ['V-2425-001'], false],
      ['B-2425-002', ['V-2425-002'], false],
      ['B-2425-003', ['V-2425-003'], false],
      ['B-2526-001', ['V-2526-001'], false],
      ['B-2526-002', ['V-2526-002'], false],
      ['B-2526-003', [], false],
      ['B-2526-004', [], false],
      ['B-2526-005', ['V-2526-003'], false],
    ])
    const actions = findings.flatMap((finding) => finding.actions)
    expect(actions.flatMap(({ code, reviews }) => reviews.map((one) => [code, one.effect]))).toEqual([
      ['V-2425-001', 'yes'],
      ['V-2425-002', 'no'],
    ])
    // What the words say is what was measured: at the target or above it, and below it.
    const reached = actions.slice(0, 2).map(({ reviews, targetValue = 0 }) => {
      const [line] = reviews[0]?.evidence ?? []
      const shown = line?.kind === 'questionnaire' ? /^(\d+) van (\d+) /.exec(line.outcome) : null
      return (100 * Number(shown?.[1])) / Number(shown?.[2]) >= targetValue
    })
    expect(reached).toEqual([true, false])
  })

  it('has visits of this school year: agreed to, with a remark, waiting, and one that is being written', async () => {
    const { who, store } = demo
    const all = await store.inNetwork(who.networkId, (tx) => listVisits(tx, { networkId: who.networkId }))
    const visits = all.filter((one) => one.instrument === 'SB-NT2' && one.schoolYear === '2026-2027')
    const agreements = await store.inNetwork(who.networkId, (tx) =>
      listAgreements(tx, { networkId: who.networkId, visitIds: visits.map((visit) => visit.id) }),
    )
    expect(visits.map((visit) => [visit.schoolYear, visit.record !== null])).toEqual([
      ['2026-2027', false],
      ['2026-2027', true],
      ['2026-2027', true],
      ['2026-2027', true],
    ])
    expect(agreements.map((one) => one.kind)).toEqual(['agreed', 'remark'])
  })

  it('starts with what waits for a decision and what runs', async () => {
    const view = startView.parse(await writeStart(deps(), demo.who))
    expect(view.openRounds.map((r) => [r.instrument, r.invited, r.started, r.done])).toEqual([
      ['IV-OOGST', 1, 0, 1],
      ['LV-3X', 3, 0, 3],
      ['SB-NT2', 4, 1, 3],
      ['KM-NT2', 22, 5, 8],
      ['ACT-EXIT', 0, 0, 6],
      ['VC-VO', 0, 0, 3],
      ['TV-PO', 3, 0, 2],
      ['VW-SPIEGEL', 1, 0, 0],
      ['MBO-STU', 0, 0, 4],
      ['MBO-COACH', 2, 0, 1],
    ])
    expect(view.summary).toHaveLength(3)
    expect(view.toDecide.length).toBeGreaterThan(1)
    expect(view.toReview.map(({ code }) => code)).toEqual(['V-2425-003', 'V-2526-003'])
  })

  it('leaves at least three personal links and one open link for students unused', () => {
    const of = (instrument: string) => demo.facts.links.filter((l) => l.instrument === instrument)
    expect(of('KM-NT2').length).toBeGreaterThanOrEqual(3)
    expect(of('MBO-STU')).toHaveLength(1)
    expect(demo.facts.links.every((l) => /^http:\/\/voorbeeld\.example\/r\/\w+-\w{26}$/.test(l.url))).toBe(
      true,
    )
    expect(demo.facts.accounts[0]).toMatchObject({
      role: 'project_leader',
      email: 'projectleider@voorbeeld.example',
    })
    expect(new Set(demo.facts.accounts.map((account) => account.role)).size).toBe(9)
  })

  it('is the same every time it is made', async () => {
    const again = await makeDemo()
    expect(await countsOf(again)).toEqual(await countsOf(demo))
    await again.close()
  }, 120_000)
})
