import { type Db, listRoundResponses, listRounds, listSchools, type Round, readTallies } from '@km/store'
import type { Who } from '../deps.ts'
import type { Wishes } from './schema.ts'
import type { VoicesDeps } from './voices-deps.ts'

const monitor = 'KM-NT2'
const topicItem = 'KM_V_1'
const helpItem = 'KM_V_2'
const coachForm = 'MBO-COACH'
const knowledge = 'CO_8'
const mayOnAgenda = 'CO_8_agenda'

/**
 * Does a round of coaches put "kennis van mbo" on the agenda: one of them knows too little. With one coach
 * that is a person, so only when the coach allows it.
 */
async function asksKnowledge(tx: Db, deps: VoicesDeps, { networkId }: Who, round: Round): Promise<boolean> {
  const tallies = await readTallies(tx, { networkId, roundIds: [round.id], per: 'network' })
  const counted = async (item: string, values: readonly (number | string)[]): Promise<number> => {
    let sum = 0
    for (const { definitionId, counts } of tallies) {
      const slot = (await deps.served(definitionId)).layout.items.find((one) => one.item === item)
      for (const value of slot === undefined ? [] : values) {
        const at = slot?.values.indexOf(value) ?? -1
        if (slot !== undefined && at >= 0) sum += counts[slot.first + at] ?? 0
      }
    }
    return sum
  }
  if ((await counted(knowledge, [1, 2])) === 0) return false
  const people = tallies.reduce((sum, { responses }) => sum + responses, 0)
  return people > 1 || (await counted(mayOnAgenda, ['ja'])) > 0
}

async function agendaOf(tx: Db, deps: VoicesDeps, who: Who, rounds: readonly Round[]) {
  const last = rounds.findLast((one) => one.instrument === coachForm && one.releasedAt !== null)
  if (last === undefined || !(await asksKnowledge(tx, deps, who, last))) return []
  const { schoolYear, period } = last
  return [{ topic: 'mbo_knowledge' as const, schoolYear, period }]
}

interface Asked {
  readonly id: number
  readonly name: string
  readonly topics: readonly string[]
  readonly help: string
}

/** What each school chose in a round of the monitor, of the schools that this person may see. */
async function readAsked(tx: Db, { networkId, role, schoolIds }: Who, round: Round): Promise<Asked[]> {
  const names = new Map((await listSchools(tx, networkId)).map((school) => [school.id, school.name]))
  const may = (id: number) => role === 'project_leader' || schoolIds.includes(id)
  const found = await listRoundResponses(tx, { networkId, roundId: round.id })
  return found
    .filter(({ schoolId }) => may(schoolId))
    .map(({ schoolId: id, answers }) => ({
      id,
      name: names.get(id) ?? '',
      topics: (answers[topicItem] ?? []) as readonly string[],
      help: typeof answers[helpItem] === 'string' ? answers[helpItem] : '',
    }))
    .toSorted((a, b) => a.name.localeCompare(b.name, 'nl'))
}

/**
 * What schools want to make better next year and what they ask for, as soon as it is sent: a request to the
 * Expertisecentrum and no result, so it does not wait for the release (docs/privacy.md). The project leader sees all schools,
 * a member the own portfolio. With it what the team may put on its agenda, after the release only. Of the
 * newest round that was opened, or of that of a school year.
 */
export function listWishes(deps: VoicesDeps, who: Who, schoolYear?: string): Promise<Wishes> {
  return deps.store.inNetwork(who.networkId, async (tx) => {
    const rounds = await listRounds(tx, who.networkId)
    const agenda = await agendaOf(tx, deps, who, rounds)
    const round = rounds.findLast(
      (one) =>
        one.instrument === monitor &&
        one.openedOn !== null &&
        (schoolYear ?? one.schoolYear) === one.schoolYear,
    )
    if (round === undefined) return { schools: 0, topics: [], help: [], agenda }
    const asked = await readAsked(tx, who, round)
    const { definition } = await deps.served(round.definitionId)
    const choices = definition.items.find((item) => item.name === topicItem)?.choices ?? []
    const topics = choices.map(({ value, text: title }) => ({
      expectation: String(value),
      title,
      schools: asked.flatMap(({ id, name, topics: chosen }) => {
        const place = chosen.indexOf(String(value)) + 1
        return place === 0 ? [] : [{ id, name, place }]
      }),
    }))
    return {
      schoolYear: round.schoolYear,
      schools: asked.length,
      topics: topics
        .filter(({ schools }) => schools.length > 0)
        .toSorted((a, b) => b.schools.length - a.schools.length),
      help: asked.flatMap(({ id, name, help }) => (help === '' ? [] : [{ id, school: name, text: help }])),
      agenda,
    }
  })
}
