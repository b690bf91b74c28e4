import { and, asc, eq, inArray } from 'drizzle-orm'
import type { Db } from './open-store.ts'
import { response, responseText } from './schema.ts'

/** One response as it is read back; nothing of its keys. */
export interface StoredResponse {
  readonly roundId: number
  readonly definitionId: number
  readonly schoolId: number
  readonly answers: Readonly<Record<string, unknown>>
  /** 'YYYY-MM-DD' */
  readonly submittedOn: string
}

const columns = {
  roundId: response.roundId,
  definitionId: response.definitionId,
  schoolId: response.schoolId,
  answers: response.answers,
  submittedOn: response.submittedOn,
}

/** Responses of one school over all rounds: its own history. The caller sees to it that the level is F. */
export const listSchoolResponses = (
  tx: Db,
  { networkId, schoolId }: { networkId: number; schoolId: number },
): Promise<StoredResponse[]> =>
  tx
    .select(columns)
    .from(response)
    .where(and(eq(response.networkId, networkId), eq(response.schoolId, schoolId)))
    .orderBy(asc(response.roundId))

/**
 * Everything that was sent in a round, by school and by day. The caller sees to it that the level is F, and
 * that the reader may see each.
 */
export const listRoundResponses = (
  tx: Db,
  { networkId, roundId }: { networkId: number; roundId: number },
): Promise<StoredResponse[]> =>
  tx
    .select(columns)
    .from(response)
    .where(and(eq(response.networkId, networkId), eq(response.roundId, roundId)))
    .orderBy(asc(response.schoolId), asc(response.submittedOn))

/** The response of one school in one round; undefined when it did not answer. */
export async function readSchoolResponse(
  tx: Db,
  key: { networkId: number; roundId: number; schoolId: number },
): Promise<StoredResponse | undefined> {
  const [found] = await tx
    .select(columns)
    .from(response)
    .where(
      and(
        eq(response.networkId, key.networkId),
        eq(response.roundId, key.roundId),
        eq(response.schoolId, key.schoolId),
      ),
    )
    .limit(1)
  return found
}

/** Free texts of a round of level A or V, in no order that says anything: by item and by text. */
export const listTexts = (
  tx: Db,
  { networkId, roundId }: { networkId: number; roundId: number },
): Promise<{ id: string; item: string; text: string }[]> =>
  tx
    .select({ id: responseText.id, item: responseText.item, text: responseText.text })
    .from(responseText)
    .where(and(eq(responseText.networkId, networkId), eq(responseText.roundId, roundId)))
    .orderBy(asc(responseText.item), asc(responseText.text))

/** Answers of rounds whose texts stand with them, without whose they are. The caller sees to the level. */
export const listAnswers = (
  tx: Db,
  { networkId, roundIds }: { networkId: number; roundIds: readonly number[] },
): Promise<(Pick<StoredResponse, 'roundId' | 'definitionId' | 'answers'> & { id: string })[]> =>
  tx
    .select({
      id: response.id,
      roundId: response.roundId,
      definitionId: response.definitionId,
      answers: response.answers,
    })
    .from(response)
    .where(and(eq(response.networkId, networkId), inArray(response.roundId, [...roundIds])))
