import { type Definition, readAnswer } from '@km/definition'
import { type Db, listAnswers, listTexts } from '@km/store'
import type { Who } from '../deps.ts'
import { Problem } from '../problem.ts'
import { definitionOf } from './count-scope.ts'
import { type Network, type RoundRow, readNetwork } from './read-network.ts'
import { mayReadTexts } from './readers.ts'
import type { ReportDeps } from './report-deps.ts'
import type { TextsView } from './schema.ts'

/** Levels whose texts are ever read by somebody else; not what is personal or about one pupil. */
const apart: ReadonlySet<string> = new Set(['A', 'V'])
const together: ReadonlySet<string> = new Set(['F', 'C'])

interface Written {
  readonly item: string
  readonly text: string
}

const written = (definition: Definition, answers: Readonly<Record<string, unknown>>): Written[] =>
  definition.items
    .filter(({ kind }) => kind === 'text')
    .flatMap(({ name, path }) => {
      const value = readAnswer(path, answers)
      return typeof value === 'string' && value.trim() !== '' ? [{ item: name, text: value }] : []
    })

/** Fewer people than this in a round of level A or V can be told apart by how they write. */
const minPeople = 5

/** `undefined`: too few people answered. */
async function textsOf(tx: Db, network: Network, round: RoundRow): Promise<readonly Written[] | undefined> {
  const { anonymityLevel } = definitionOf(network, round).facts
  const networkId = network.id
  if (!apart.has(anonymityLevel) && !together.has(anonymityLevel)) return []
  const responses = await listAnswers(tx, { networkId, roundIds: [round.id] })
  // Nobody answered, or what they sent is past its time.
  if (responses.length === 0) return []
  if (apart.has(anonymityLevel))
    return responses.length < minPeople ? undefined : listTexts(tx, { networkId, roundId: round.id })
  return responses.flatMap(({ definitionId, answers }) => {
    const opened = network.definitions.get(definitionId)
    return opened === undefined ? [] : written(opened.definition, answers)
  })
}

/**
 * What people wrote themselves in the released rounds of an instrument: per question and round, sorted by
 * the text, so that neither order nor place says who wrote what or which texts are of one person. For the
 * project leader; others read a text only after somebody cleaned it, which nobody can do yet.
 */
export async function readTexts(
  deps: ReportDeps,
  who: Who,
  { instrument }: { readonly instrument: string },
): Promise<TextsView> {
  if (!mayReadTexts(who, 0)) throw new Problem('not_allowed')
  return deps.store.inNetwork(who.networkId, async (tx) => {
    const network = await readNetwork(tx, deps, who.networkId)
    const newest = network.instruments.get(instrument)?.at(-1)
    if (newest === undefined) throw new Problem('not_found')
    const rounds = network.rounds.filter((r) => r.instrument === instrument && r.releasedAt !== null)
    const read: { round: RoundRow; texts: readonly Written[] | undefined }[] = []
    for (const round of rounds) read.push({ round, texts: await textsOf(tx, network, round) })
    const items = newest.definition.items.filter(({ kind }) => kind === 'text')
    return {
      items: items.map((item) => ({
        item: item.name,
        title: item.title,
        rounds: read.flatMap(({ round, texts }) => {
          const { id, schoolYear, period } = round
          const head = { roundId: id, schoolYear, period, tooFew: texts === undefined }
          if (texts === undefined) return [{ ...head, texts: [] }]
          const own = texts.filter((one) => one.item === item.name).map((one) => one.text)
          if (own.length === 0) return []
          return [{ ...head, texts: own.sort((a, b) => a.localeCompare(b, 'nl')) }]
        }),
      })),
    }
  })
}
