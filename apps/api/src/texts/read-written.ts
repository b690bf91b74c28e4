import { type Definition, readAnswer } from '@km/definition'
import { type Db, listAnswers, listTexts, type Round } from '@km/store'
import { Problem } from '../problem.ts'
import type { Network, Published } from './texts-deps.ts'

/** Levels whose texts are ever read by somebody else; not what is personal or about one pupil. */
const apart: ReadonlySet<string> = new Set(['A', 'V'])
const together: ReadonlySet<string> = new Set(['F', 'C'])

/** What somebody wrote; `id` is that of the text (levels A and V) or of the response after the release. */
export interface Written {
  readonly id: string
  readonly item: string
  readonly text: string
}

const written = (id: string, definition: Definition, answers: Readonly<Record<string, unknown>>): Written[] =>
  definition.items
    .filter(({ kind }) => kind === 'text')
    .flatMap(({ name, path }) => {
      const value = readAnswer(path, answers)
      return typeof value === 'string' && value.trim() !== '' ? [{ id, item: name, text: value }] : []
    })

/** Fewer people than this in a round of level A or V can be told apart by how they write. */
const minPeople = 5

/** The version that a round asked. */
export function publishedOf(network: Network, round: Round): Published {
  const found = network.definitions.get(round.definitionId)
  if (found === undefined) throw new Error(`Round ${round.id} has no definition.`)
  return found
}

/**
 * What people wrote themselves in a released round, sorted by the text, so that neither order nor place says
 * who wrote what or which texts are of one person. `undefined`: too few people answered.
 */
export async function readWritten(
  tx: Db,
  network: Network,
  round: Round,
): Promise<readonly Written[] | undefined> {
  const { anonymityLevel } = publishedOf(network, round).facts
  const networkId = network.id
  if (!apart.has(anonymityLevel) && !together.has(anonymityLevel)) return []
  const responses = await listAnswers(tx, { networkId, roundIds: [round.id] })
  // Nobody answered, or what they sent is past its time.
  if (responses.length === 0) return []
  if (apart.has(anonymityLevel) && responses.length < minPeople) return undefined
  const texts = apart.has(anonymityLevel)
    ? await listTexts(tx, { networkId, roundId: round.id })
    : responses.flatMap(({ id, definitionId, answers }) => {
        const opened = network.definitions.get(definitionId)
        return opened === undefined ? [] : written(id, opened.definition, answers)
      })
  return texts.toSorted((a, b) => a.text.localeCompare(b.text, 'nl'))
}

/** A released round of this network with its texts of one open question; `not_found` otherwise. */
export async function readQuestion(
  tx: Db,
  network: Network,
  { roundId, item }: { readonly roundId: number; readonly item: string },
): Promise<{ readonly round: Round; readonly title: string; readonly texts: readonly Written[] }> {
  const round = network.rounds.find((one) => one.id === roundId && one.releasedAt !== null)
  if (round === undefined) throw new Problem('not_found')
  const asked = publishedOf(network, round).definition.items.find((one) => one.name === item)
  if (asked?.kind !== 'text') throw new Problem('not_found')
  const texts = (await readWritten(tx, network, round)) ?? []
  return { round, title: asked.title, texts: texts.filter((one) => one.item === item) }
}

/** Open questions of an instrument in its newest version, and its released rounds; `not_found` when unknown. */
export function openQuestions(network: Network, instrument: string) {
  const newest = network.instruments.get(instrument)?.at(-1)
  if (newest === undefined) throw new Problem('not_found')
  return {
    items: newest.definition.items.filter(({ kind }) => kind === 'text'),
    rounds: network.rounds.filter((one) => one.instrument === instrument && one.releasedAt !== null),
    facts: newest.facts,
  }
}
