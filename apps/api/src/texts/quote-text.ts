import { createHash } from 'node:crypto'
import {
  addQuote,
  audit,
  canonicalJson,
  type Db,
  type FindingQuote,
  findFinding,
  listQuotes,
  listReadings,
  removeQuote,
} from '@km/store'
import type { z } from 'zod'
import { amsterdamDate } from '../clock.ts'
import type { Who } from '../deps.ts'
import { isSharedFinding } from '../finding-scope.ts'
import { Problem } from '../problem.ts'
import { publishedOf, readQuestion } from './read-written.ts'
import type { Quote, quoteChoice } from './schema.ts'
import { minTexts } from './share-counts.ts'
import type { TextsDeps } from './texts-deps.ts'

const viewQuote = (row: FindingQuote): Quote => ({
  id: row.id,
  instrument: row.instrument,
  schoolYear: row.schoolYear,
  period: row.period,
  title: row.title,
  quote: row.quote,
  anonymityLevel: row.anonymityLevel,
  addedOn: row.addedOn,
})

/** Throws `not_found` when there is no such finding, or this person may not know of it. */
async function checkFinding(tx: Db, who: Who, findingId: number): Promise<void> {
  const found = await findFinding(tx, { networkId: who.networkId, findingId })
  if (found === undefined) throw new Problem('not_found')
  const evidence = found.evidence as unknown as Parameters<typeof isSharedFinding>[0]['evidence']
  const mine = (school: number) => who.schoolIds.includes(school)
  if (who.role !== 'project_leader' && !isSharedFinding({ ...found, evidence }, mine))
    throw new Problem('not_found')
}

/** The cleaned texts that hang on a finding. */
export async function listFindingQuotes({ store }: TextsDeps, who: Who, findingId: number): Promise<Quote[]> {
  return store.inNetwork(who.networkId, async (tx) => {
    await checkFinding(tx, who, findingId)
    return (await listQuotes(tx, { networkId: who.networkId, findingId })).map(viewQuote)
  })
}

/**
 * Hangs a cleaned text on a finding, as it reads now: others read it there, so it asks for texts enough. The
 * quote stays when the text is past its time. `not_cleaned` when nobody cleaned it.
 */
export async function quoteText(
  { store, now, readNetwork }: TextsDeps,
  who: Who,
  { id: findingId, roundId, item, textId }: { readonly id: number } & z.infer<typeof quoteChoice>,
): Promise<Quote[]> {
  const { networkId } = who
  return store.inNetwork(networkId, async (tx) => {
    await checkFinding(tx, who, findingId)
    const network = await readNetwork(tx, networkId)
    const { round, title, texts } = await readQuestion(tx, network, { roundId, item })
    if (!texts.some((one) => one.id === textId)) throw new Problem('not_found')
    if (texts.length < minTexts) throw new Problem('too_few_texts', { texts: texts.length, needed: minTexts })
    const quote = (await listReadings(tx, { networkId, roundIds: [roundId] })).find(
      (one) => one.item === item && one.textId === textId,
    )?.cleaned
    if (!quote) throw new Problem('not_cleaned')
    const { instrument, schoolYear, period } = round
    const frozen = { instrument, schoolYear, period, title, quote }
    const sha256 = createHash('sha256').update(canonicalJson(frozen)).digest('hex')
    const { anonymityLevel } = publishedOf(network, round).facts
    const addedOn = amsterdamDate(now())
    await addQuote(tx, { networkId, findingId, ...frozen, anonymityLevel, addedOn, sha256 })
    const details = { round: roundId, item }
    await audit(tx, { ...who, at: now(), verb: 'quote.add', subject: `finding:${findingId}`, details })
    return (await listQuotes(tx, { networkId, findingId })).map(viewQuote)
  })
}

/** Takes a quote away from a finding; `not_found` when it does not hang there. */
export async function dropQuote(
  { store, now }: TextsDeps,
  who: Who,
  { id: findingId, quote: quoteId }: { readonly id: number; readonly quote: number },
): Promise<Quote[]> {
  const { networkId } = who
  return store.inNetwork(networkId, async (tx) => {
    if (!(await removeQuote(tx, { networkId, findingId, quoteId }))) throw new Problem('not_found')
    await audit(tx, { ...who, at: now(), verb: 'quote.drop', subject: `finding:${findingId}`, details: {} })
    return (await listQuotes(tx, { networkId, findingId })).map(viewQuote)
  })
}
