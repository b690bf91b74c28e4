import { createHash } from 'node:crypto'
import { addRoundSchools, createInvitations, createRound, fixRound, listDefinitions } from '@km/store'
import { addDays } from '../clock.ts'
import { saveDraft } from '../respond/save-draft.ts'
import { sendResponse } from '../respond/send-response.ts'
import type { ServedDefinition } from '../respond/served-definitions.ts'
import { releaseRound } from '../rounds/release-round.ts'
import { type AnswerItem, fillForm } from './answer-form.ts'
import type { DemoWorld } from './demo-world.ts'

/** One who is invited, and what they do with it. */
export interface DemoPerson {
  /** Absent for people without a school. */
  readonly schoolId?: number
  readonly does: 'send' | 'begin' | 'nothing'
  readonly answerItem: AnswerItem
  /** Stable words for its submission id. */
  readonly name: string
}

export interface DemoRound {
  readonly instrument: string
  readonly version: string
  readonly schoolYear: string
  readonly period?: string
  readonly opensOn: string
  readonly closesOn: string
  /** One link for everybody, or one each. */
  readonly link: 'personal' | 'open'
  readonly people: readonly DemoPerson[]
  /** Where the answers come from that were entered afterwards. */
  readonly source?: string
  /** Still running: no release. */
  readonly open?: boolean
}

export interface PlayedRound {
  readonly roundId: number
  /** Links in the order of the people; one for an open link. */
  readonly tokens: readonly string[]
}

/** The same id for the same sender, every time the demonstration is made. */
export function submissionIdOf(seed: number, ...words: readonly string[]): string {
  const hex = createHash('sha256')
    .update([seed, ...words].join('|'))
    .digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/** A version that was published. */
export async function definitionId(world: DemoWorld, instrument: string, version: string): Promise<number> {
  const found = (await listDefinitions(world.store.db)).find(
    (row) => row.instrument === instrument && `${row.major}.${row.minor}` === version,
  )
  if (found === undefined) throw new Error(`${instrument} ${version} was not published.`)
  return found.id
}

/** Mail of the demo stays in a folder; its addresses lead nowhere. */
const atSchool = (schoolId: number) => ({ schoolId, email: `coordinator${schoolId}@voorbeeld.example` })

async function invite(world: DemoWorld, values: DemoRound, definition: number): Promise<PlayedRound> {
  const { networkId } = world.who
  const { instrument, schoolYear, period = '', opensOn, closesOn, link, people, source } = values
  return world.store.inNetwork(networkId, async (tx) => {
    const dates = { schoolYear, period, opensOn, closesOn }
    const { id: roundId } = await createRound(tx, {
      networkId,
      instrument,
      definitionId: definition,
      ...dates,
      ...(source !== undefined && { retrospective: true, source }),
    })
    const one = { networkId, roundId, kind: link }
    const wanted =
      link === 'open'
        ? [one]
        : people.map(({ schoolId }) => ({ ...one, ...(schoolId === undefined ? {} : atSchool(schoolId)) }))
    const made = await createInvitations(tx, wanted)
    const schoolIds = people.flatMap((person) => person.schoolId ?? [])
    await addRoundSchools(tx, { networkId, roundId, schoolIds })
    await fixRound(tx, { networkId, roundId, definitionId: definition, opensOn, openedOn: opensOn })
    return { roundId, tokens: made.map((invitation) => invitation.token) }
  })
}

/** What somebody has on the first pages when they stop halfway. */
function firstPages(served: ServedDefinition, answers: Record<string, unknown>, pages: number) {
  const begun = new Set(served.definition.pages.slice(0, pages).map((page) => page.name))
  const questions = new Set(
    served.definition.items.filter((item) => begun.has(item.page)).map((item) => item.path[0]),
  )
  return Object.fromEntries(Object.entries(answers).filter(([question]) => questions.has(question)))
}

async function play(world: DemoWorld, values: DemoRound, served: ServedDefinition, round: PlayedRound) {
  const work = values.people.map(async (person, index) => {
    const token = round.tokens[values.link === 'open' ? 0 : index]
    if (token === undefined || person.does === 'nothing') return
    const asked = { token, address: '' }
    const answers = fillForm(served.definition, served.check, person.answerItem)
    if (person.does === 'begin') {
      const page = 2 + (index % 5)
      await saveDraft(world.respond, asked, { answers: firstPages(served, answers, page), page, revision: 0 })
      return
    }
    const words = [values.instrument, values.schoolYear, values.period ?? '', person.name]
    await sendResponse(world.respond, asked, { submissionId: submissionIdOf(world.seed, ...words), answers })
  })
  await Promise.all(work)
}

/**
 * Lives through one round: opened, invited, filled in through the same checks as a real one, and released
 * two days after closing unless it is still open.
 */
export async function playRound(world: DemoWorld, values: DemoRound): Promise<PlayedRound> {
  world.setDay(addDays(values.opensOn, 3))
  const definition = await definitionId(world, values.instrument, values.version)
  const round = await invite(world, values, definition)
  await play(world, values, await world.respond.served(definition), round)
  if (values.open !== true) {
    world.setDay(addDays(values.closesOn, 3))
    await releaseRound(world.rounds, world.who, round.roundId)
  }
  return round
}
