import { randomUUID } from 'node:crypto'
import { countAnswers, parseDefinition, tallyLayout } from '@km/definition'
import {
  addRoundSchools,
  createInvitations,
  createNetwork,
  createRound,
  createSchools,
  createSubmitter,
  enterNetwork,
  findRound,
  publishDefinition,
  releaseRound,
  type School,
  type Store,
} from '@km/store'
import { openTestStore } from '@km/store/testing'
import type { Deps, Who } from './deps.ts'
import { openSurveys, readSurveys } from './publish/read-surveys.ts'
import { freezeRelease } from './report/freeze-release.ts'

/** A fictitious network for tests: tiny instruments, a few schools, answers a person can count by hand. */

export type Answers = Readonly<Record<string, unknown>>

export interface TinyInstrument {
  readonly code: string
  readonly title: string
  readonly unit: 'school' | 'person'
  readonly anonymityLevel: 'A' | 'F'
  readonly bijlageCodes?: readonly string[]
  readonly changes?: readonly { readonly version: string; readonly item: string; readonly reason: string }[]
}

const anchors = ['Nog niet.', 'Begin.', 'Op orde.', 'Geborgd.']

/** A question on the development scale about one expectation. */
export function levelQuestion(name: string, expectation: string, itemVersion = 1, title = name) {
  return {
    type: 'radiogroup',
    name,
    title,
    isRequired: true,
    choices: [
      ...anchors.map((text, index) => ({ value: index + 1, text })),
      { value: 'wn', text: 'Weet ik niet' },
      { value: 'nvt', text: 'Geldt niet voor ons' },
    ],
    scale: 'S4',
    itemCode: name,
    itemVersion,
    shortTitle: `Kort ${name}`,
    expectationCodes: [expectation],
    goalCodes: [],
    indicatorCodes: [],
  }
}

/** A yes-or-no question of a form for people. */
export function yesQuestion(name: string, expectation: string) {
  return {
    type: 'radiogroup',
    name,
    title: name,
    choices: [
      { value: 'ja', text: 'Ja' },
      { value: 'een_beetje', text: 'Een beetje' },
      { value: 'nee', text: 'Nee' },
      { value: 'wn', text: 'Weet ik niet' },
    ],
    scale: 'J3',
    itemCode: name,
    itemVersion: 1,
    shortTitle: `Kort ${name}`,
    expectationCodes: [expectation],
    goalCodes: [],
    indicatorCodes: [],
  }
}

/** The question that divides schools of one type, with the bands of the framework as its answers. */
export function sizeQuestion() {
  const { item = '', bands = [] } = openSurveys(readSurveys()).framework.schoolSize ?? {}
  return {
    ...{ type: 'radiogroup', name: item, title: item, shortTitle: item, itemCode: item, itemVersion: 1 },
    choices: bands.map(({ value }) => ({ value, text: String(value) })),
    expectationCodes: ['CI.I.1'],
  }
}

const now = new Date('2026-06-10T10:00:00Z')

export interface Cohort {
  readonly store: Store
  readonly deps: Deps
  readonly who: Who
  readonly networkId: number
  readonly schools: readonly School[]
  close(): Promise<void>
  publish(instrument: TinyInstrument, version: string, questions: readonly object[]): Promise<number>
  /** A round with its answers: one per school in order (undefined: invited only), or one per person. */
  round(values: RoundOfCohort): Promise<number>
  /** `freeze`: what is made public; default: as the program does it. */
  release(roundId: number, freeze?: typeof freezeRelease): Promise<void>
  /** What schools hold of a round that they answered: by index, as `round` was given its answers. */
  held(roundId: number): readonly (Held | undefined)[]
}

/** A link, and the receipt of what was sent over it. */
export interface Held {
  readonly token: string
  readonly receipt: string
}

export interface RoundOfCohort {
  readonly instrument: TinyInstrument
  readonly definitionId: number
  readonly version: string
  readonly questions: readonly object[]
  readonly schoolYear: string
  readonly period?: string
  readonly answers: readonly (Answers | undefined)[]
  readonly open?: boolean
  /** Keeps the schools of the round as they are now, as a round does that opens. */
  readonly listed?: boolean
}

const facts = (instrument: TinyInstrument) => ({
  ...instrument,
  shortTitle: instrument.title,
  respondent: 'iemand',
  rhythm: 'soms',
  mode: instrument.unit === 'school' ? 'invitation' : 'open-link',
  languageLevel: 'B1',
  bijlageCodes: instrument.bijlageCodes ?? [],
  minutes: { min: 1, max: 2 },
  framework: 'okvnt2',
  privacyLine: 'Alles is verzonnen.',
  accepted: [],
  changes: instrument.changes ?? [],
})

const parse = (instrument: string, version: string, questions: readonly object[]) => {
  const [major = 1, minor = 0] = version.split('.').map(Number)
  const json = { title: instrument, locale: 'nl', pages: [{ name: 'p1', title: 'Een', elements: questions }] }
  return { json, definition: parseDefinition(json, { instrument, version: { major, minor } }) }
}

/** A fresh database with one network and its schools, each given as `[name, type, comparison group?]`. */
export async function openCohort(names: readonly (readonly [string, string, string?])[]): Promise<Cohort> {
  const { store, close } = await openTestStore()
  const deps: Deps = { store, now: () => now, surveys: openSurveys(readSurveys()) }
  const network = await store.db.transaction((tx) => createNetwork(tx, { name: 'Test', demo: true }))
  const schools = await store.inNetwork(network.id, (tx) =>
    createSchools(
      tx,
      names.map(([name, type]) => ({ networkId: network.id, name, type, joinedOn: '2020-08-01' })),
    ),
  )
  await store.sql.begin(async (tx) => {
    await tx`select set_config('km.network', ${String(network.id)}, true)`
    for (const [name, , group = ''] of names)
      await tx`update school set comparison_group = ${group} where network_id = ${network.id} and name = ${name}`
  })
  const who = { accountId: 'leider', role: 'project_leader', networkId: network.id, schoolIds: [] } as const
  const cohort = { store, deps, who, networkId: network.id, schools, close }
  const kept = new Map<number, readonly (Held | undefined)[]>()
  return {
    ...cohort,
    publish: (instrument, version, questions) => publishTiny(store, instrument, version, questions),
    round: async (values) => {
      const { roundId, held } = await playRound(cohort, values)
      kept.set(roundId, held)
      return roundId
    },
    release: (roundId, freeze) => closeRound(cohort, roundId, freeze),
    held: (roundId) => kept.get(roundId) ?? [],
  }
}

async function publishTiny(
  store: Store,
  instrument: TinyInstrument,
  version: string,
  questions: readonly object[],
): Promise<number> {
  const { json, definition } = parse(instrument.code, version, questions)
  const made = await store.asOwner((db) =>
    publishDefinition(db, {
      instrument: instrument.code,
      ...definition.version,
      sha256: `${instrument.code} ${version}`,
      json,
      facts: facts(instrument),
      layout: tallyLayout(definition),
      publishedAt: now,
    }),
  )
  return made.id
}

type Playing = Pick<Cohort, 'store' | 'deps' | 'networkId' | 'schools'>

async function playRound(
  { store, deps, networkId, schools }: Playing,
  values: RoundOfCohort,
): Promise<{ roundId: number; held: (Held | undefined)[] }> {
  const { instrument, definitionId, schoolYear, period = '', version } = values
  const bySchool = instrument.unit === 'school'
  const { round, invitations } = await store.inNetwork(networkId, async (tx) => {
    await enterNetwork(tx, networkId)
    const opensOn = `${schoolYear.slice(5)}-0${period === '' ? 4 : 1}-01`
    const made = await createRound(tx, {
      networkId,
      instrument: instrument.code,
      definitionId,
      schoolYear,
      period,
      opensOn,
      closesOn: `${opensOn.slice(0, 8)}28`,
    })
    if (values.listed === true) {
      const schoolIds = schools.map((school) => school.id)
      await addRoundSchools(tx, { networkId, roundId: made.id, schoolIds })
    }
    const wanted = bySchool
      ? schools.map((s) => ({ networkId, roundId: made.id, kind: 'personal' as const, schoolId: s.id }))
      : [{ networkId, roundId: made.id, kind: 'open' as const }]
    return {
      round: await findRound(tx, { networkId, roundId: made.id }),
      invitations: await createInvitations(tx, wanted),
    }
  })
  if (round === undefined) throw new Error('The round was not made.')
  const layout = tallyLayout(parse(instrument.code, version, values.questions).definition)
  const submitter = createSubmitter(store, { now: deps.now })
  const sent = values.answers.map(async (answers, index): Promise<Held | undefined> => {
    const invitation = invitations[bySchool ? index : 0]
    if (answers === undefined || invitation === undefined) return undefined
    const outcome = await submitter.submit({
      networkId,
      invitation,
      round,
      definition: { id: definitionId, layout },
      schoolId: invitation.schoolId ?? 0,
      submissionId: randomUUID(),
      version,
      answers,
      texts: {},
      increments: countAnswers(layout, answers),
    })
    if (outcome.kind !== 'stored') throw new Error(`An answer was not stored: ${outcome.kind}`)
    return { token: invitation.token, receipt: outcome.receipt }
  })
  const held = await Promise.all(sent)
  if (values.open !== true) await closeRound({ store, deps, networkId, schools }, round.id)
  return { roundId: round.id, held }
}

async function closeRound(
  { store, deps, networkId }: Playing,
  roundId: number,
  freeze = freezeRelease,
): Promise<void> {
  await store.inNetwork(networkId, (tx) =>
    releaseRound(tx, {
      networkId,
      roundId,
      at: now,
      freeze: async (inTx) => ({ ...(await freeze(inTx, deps, { networkId, roundId })) }),
    }),
  )
}
