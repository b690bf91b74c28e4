import { checkSentences, countWords } from '@km/definition'
import { type Db, findPublicResult, findRound, type PublicResultRow, type Round } from '@km/store'
import type { Who } from '../deps.ts'
import { Problem } from '../problem.ts'
import { isTold } from '../told.ts'
import { peopleWord, told } from './nl.ts'
import { linesOf } from './read-result.ts'
import type { ResultPage, Told } from './schema.ts'
import { peopleIn, tellResults } from './tell-results.ts'
import type { FrozenRound, Published, VoicesDeps } from './voices-deps.ts'

/** The page is at most 150 words; about 35 of them stand there always. */
export const mostWords = 115
export const resultsToTell = 3

export const wordsIn = (results: readonly Told[], doing: string): number =>
  countWords([...results.flatMap(({ asked, said }) => [asked, said]), doing].join('\n'))

/** A round whose result can be told, with what may be told of it. */
export interface Tellable {
  readonly round: Round
  readonly published: Published
  readonly frozen: FrozenRound | undefined
  readonly choices: readonly Told[]
}

/** Throws Problem `not_found` for a round that is not there, or whose people are not told at its links. */
export async function readTellable(
  tx: Db,
  deps: VoicesDeps,
  key: { readonly networkId: number; readonly roundId: number },
): Promise<Tellable> {
  const round = await findRound(tx, key)
  if (round === undefined) throw new Problem('not_found')
  const published = await deps.served(round.definitionId)
  if (!isTold(published.facts)) throw new Problem('not_found')
  const frozen = round.releasedAt === null ? undefined : await deps.readFrozen(tx, key)
  const choices = frozen === undefined ? [] : tellResults(published.definition, frozen)
  return { round, published, frozen, choices }
}

function stateOf({ frozen, choices }: Tellable): ResultPage['state'] {
  if (frozen === undefined) return 'open'
  return choices.length < resultsToTell ? 'few' : 'ready'
}

/** The page as it is written now. */
export function pageOf(tellable: Tellable, row: PublicResultRow | undefined): ResultPage {
  const { round, published, frozen, choices } = tellable
  const results = row?.results ?? []
  const doing = row?.doing ?? ''
  const state = stateOf(tellable)
  const who = peopleWord(published.facts.respondent)
  const long = checkSentences(linesOf(doing).join('\n'), 'A2')
  return {
    round: {
      id: round.id,
      instrument: round.instrument,
      title: published.facts.title,
      schoolYear: round.schoolYear,
      period: round.period,
    },
    state,
    ...(state === 'ready' && frozen !== undefined && { people: told.people(peopleIn(frozen), who) }),
    choices: state === 'ready' ? [...choices] : [],
    chosen: results.map(({ item }) => item),
    doing,
    ...(row?.publishedOn && { publishedOn: row.publishedOn }),
    mostWords,
    words: wordsIn(results, doing),
    longSentences: long.map(({ message }) => message),
  }
}

/** What the project leader may tell who answered a round, and what is written of it. */
export function viewResult(deps: VoicesDeps, { networkId }: Who, roundId: number): Promise<ResultPage> {
  return deps.store.inNetwork(networkId, async (tx) =>
    pageOf(
      await readTellable(tx, deps, { networkId, roundId }),
      await findPublicResult(tx, { networkId, roundId }),
    ),
  )
}
