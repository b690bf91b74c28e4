import { changeAction } from '../act/change-action.ts'
import { changeFinding } from '../act/change-finding.ts'
import { createAction } from '../act/create-action.ts'
import { createFinding } from '../act/create-finding.ts'
import { listAllFindings } from '../act/list-findings.ts'
import { offerEvidence } from '../act/offer-evidence.ts'
import { reviewAction } from '../act/review-action.ts'
import type { Action, Evidence, Finding, Review } from '../act/schema.ts'
import type { DemoWorld } from './demo-world.ts'
import { actionTexts, findingTexts, reviewTexts } from './nl.ts'

interface Wanted {
  readonly reference: Evidence['reference']
  readonly text: keyof typeof findingTexts
  readonly status: Finding['status']
  readonly action?: {
    readonly text: keyof typeof actionTexts
    readonly ownerRole: string
    /** Absent: no measure. */
    readonly item?: string
    /** Points to win on the share at "op orde". */
    readonly gain?: number
    readonly targetYear: string
    readonly status: Exclude<Action['status'], 'reviewed'>
  }
}

const monitor = (key: string, ...years: string[]): Wanted['reference'] => ({
  instrument: 'KM-NT2',
  years,
  level: 'expectation',
  key,
})

const wanted2425: readonly Wanted[] = [
  {
    reference: monitor('BE.N.1', '2023-2024', '2024-2025'),
    text: 'policy',
    status: 'in_action',
    action: {
      text: 'policy',
      ownerRole: 'projectleider',
      item: 'KM_BE_N_1',
      gain: 20,
      targetYear: '2025-2026',
      status: 'running',
    },
  },
  {
    reference: monitor('BE.P.2', '2023-2024', '2024-2025'),
    text: 'training',
    status: 'in_action',
    action: {
      text: 'training',
      ownerRole: 'lid van het Expertisecentrum',
      item: 'KM_BE_P_2',
      gain: 10,
      targetYear: '2025-2026',
      status: 'running',
    },
  },
  {
    reference: monitor('BE.N.5', '2023-2024', '2024-2025'),
    text: 'network',
    status: 'in_action',
    action: { text: 'network', ownerRole: 'projectleider', targetYear: '2025-2026', status: 'done' },
  },
]

const wanted2526: readonly Wanted[] = [
  {
    reference: monitor('RE.4', '2024-2025', '2025-2026'),
    text: 'dropout',
    status: 'in_action',
    action: {
      text: 'dropout',
      ownerRole: 'lid van het Expertisecentrum',
      item: 'KM_RE_4',
      gain: 15,
      targetYear: '2026-2027',
      status: 'decided',
    },
  },
  {
    reference: monitor('OL.B.1', '2024-2025', '2025-2026'),
    text: 'support',
    status: 'confirmed',
    action: {
      text: 'support',
      ownerRole: 'projectleider',
      item: 'KM_OL_B_1',
      gain: 5,
      targetYear: '2026-2027',
      status: 'proposed',
    },
  },
  { reference: monitor('BE.P.2', '2024-2025', '2025-2026'), text: 'training', status: 'draft' },
]

async function make(world: DemoWorld, wanted: Wanted): Promise<void> {
  const { act, who } = world
  const description = findingTexts[wanted.text]
  const finding = await createFinding(act, who, { reference: wanted.reference, description })
  if (wanted.action !== undefined) {
    const { text, ownerRole, item, gain = 0, targetYear, status } = wanted.action
    const planned = { title: actionTexts[text], ownerRole, dueOn: `${targetYear.slice(5)}-04-28` }
    const unit = { measureInstrument: 'KM-NT2', measureUnit: 'share' as const, targetYear, targetValue: 0 }
    const measure = item === undefined ? {} : { ...unit, measureItem: item }
    const action = await createAction(act, who, finding.id, { ...planned, ...measure })
    const targetValue = Math.min(95, (action.startValue ?? 0) + gain)
    await changeAction(act, who, action.id, { status, ...(item !== undefined && { targetValue }) })
  }
  if (wanted.status !== 'draft') await changeFinding(act, who, finding.id, { status: wanted.status })
}

/** Findings of June 2025 with actions that were due in 2025-2026. */
export async function seedEarlierActs(world: DemoWorld): Promise<void> {
  world.setDay('2025-06-12')
  for (const one of wanted2425) await make(world, one)
}

/** What June 2026 looked back on, and findings with actions for the year that runs; one from the students of the pilot. */
export async function seedNewestActs(world: DemoWorld, studentRound: number): Promise<void> {
  world.setDay('2026-06-25')
  await lookBack(world)
  const students = {
    instrument: 'MBO-STU',
    years: ['2025-2026'],
    rounds: [studentRound],
    level: 'item' as const,
  }
  const all: readonly Wanted[] = [
    ...wanted2526,
    { reference: { ...students, key: 'MS_4' }, text: 'students', status: 'draft' },
  ]
  for (const one of all) await make(world, one)
}

/** What was looked back on in June 2026, in order of the actions of 2024-2025; the third one waits. */
const reviews = [
  { text: 'policy', effect: 'yes', outcome: 'secure' },
  { text: 'training', effect: 'no', outcome: 'adjust' },
] as const satisfies readonly (Pick<Review, 'effect' | 'outcome'> & { text: keyof typeof reviewTexts })[]

/** The first actions, looked back on with their own measure as evidence. */
async function lookBack({ act, who }: DemoWorld): Promise<void> {
  const actions = (await listAllFindings(act, who)).flatMap((finding) => finding.actions)
  for (const { text, ...said } of reviews) {
    const action = actions.find(({ title }) => title === actionTexts[text])
    const [measured] = action === undefined ? [] : await offerEvidence(act, who, action.id)
    if (action === undefined || measured === undefined) throw new Error('There is nothing to look back on.')
    const about = { reviewedOn: '2026-06-24', reviewedBy: 'kernteam Expertisecentrum' }
    await reviewAction(act, who, action.id, {
      ...{ ...said, ...about, ...reviewTexts[text] },
      evidence: [measured.source],
    })
  }
}

/** A finding of a figure, with an action that is measured by that figure a year later. */
export async function seedFigureActs({ act, who }: DemoWorld): Promise<void> {
  const figure = {
    ...{ indicator: 'I.V03', schoolYear: '2025-2026', referenceDate: '2025-10-01' },
    ...{ status: 'final' as const, source: 'import' as const },
  }
  const finding = await createFinding(act, who, {
    figure,
    kind: 'attention',
    description: findingTexts.placed,
  })
  const action = await createAction(act, who, finding.id, {
    ...{ title: actionTexts.placed, ownerRole: 'projectleider' },
    ...{ startsOn: '2026-04-01', dueOn: '2026-10-01' },
    ...{ measureInstrument: 'I.V03', measureItem: 'within', measureUnit: 'share' },
    ...{ targetValue: 82, targetYear: '2026-2027' },
  })
  await changeAction(act, who, action.id, { status: 'running' })
  await changeFinding(act, who, finding.id, { status: 'in_action' })
}
