import { type Action as ActionRow, findAction, findFinding, listRounds } from '@km/store'
import type { Who } from '../deps.ts'
import { Problem } from '../problem.ts'
import { type ActDeps, isIndicator, requireLeader } from './act-deps.ts'
import { freezeSource, isFrozen } from './freeze-source.ts'
import { measureOf, readMeasure } from './read-measure.ts'
import type { Evidence, FigureReference, Measure, ReviewOffers, ReviewSource } from './schema.ts'
import { evidenceOf, startOf } from './view-finding.ts'

type Offer = ReviewOffers[number]
type Reference = Evidence['reference']

interface Asked {
  readonly deps: ActDeps
  readonly who: Who
  /** School years in which a round of an instrument was released. */
  readonly yearsOf: (instrument: string) => readonly string[]
  /** School year of the finding. */
  readonly from: string
}

/** What is not shown, or not there, is no offer. */
const unlessRefused = <T>(read: Promise<T>): Promise<T | undefined> =>
  read.catch((error: unknown) => {
    if (error instanceof Problem) return undefined
    throw error
  })

/** The wanted school year, or the newest one before there is anything of it. */
const yearOf = (years: readonly string[], wanted?: string): string | undefined =>
  wanted !== undefined && years.includes(wanted) ? wanted : years.toSorted().at(-1)

/** A cell with its movement since the finding; without it where that is not shown. */
function cellSources({ from }: Asked, reference: Omit<Reference, 'years'>, year: string): ReviewSource[] {
  const alone = { reference: { ...reference, years: [year] } }
  return from < year ? [{ reference: { ...reference, years: [from, year] } }, alone] : [alone]
}

/** The newest moment of an indicator, or that of the wanted school year; final before provisional. */
async function figureOf(
  asked: Asked,
  indicator: string,
  wanted?: string,
): Promise<FigureReference | undefined> {
  const page = await unlessRefused(asked.deps.figure(asked.who, indicator))
  const year = yearOf(page?.moments.map(({ schoolYear }) => schoolYear) ?? [], wanted)
  const own = page?.moments.filter(({ schoolYear }) => schoolYear === year) ?? []
  const newest = own.filter(({ referenceDate }) => referenceDate === own.at(-1)?.referenceDate)
  const found = newest.find(({ status }) => status === 'final') ?? newest[0]
  if (found === undefined) return undefined
  const { schoolYear, referenceDate, status, source } = found
  return { indicator, schoolYear, referenceDate, status, source }
}

/** The first of these that can be frozen. */
async function offerOf(asked: Asked, about: Offer['about'], sources: readonly ReviewSource[]) {
  for (const source of sources) {
    const line = await unlessRefused(freezeSource(asked.deps, asked.who, source))
    if (line === undefined || !isFrozen(line)) continue
    const { title, filter, outcome, datedOn } = line
    return { about, source, title, filter, outcome, datedOn }
  }
  return undefined
}

async function offerMeasure(asked: Asked, measure: Measure): Promise<Offer | undefined> {
  const { deps, who } = asked
  const { measureInstrument: code, targetYear } = measure
  const figure = isIndicator(code) ? await figureOf(asked, code, targetYear) : undefined
  const schoolYear = isIndicator(code) ? figure?.schoolYear : yearOf(asked.yearsOf(code), targetYear)
  if (schoolYear === undefined) return undefined
  const cell = { instrument: code, level: 'item' as const, key: measure.measureItem }
  const sources = figure === undefined ? cellSources(asked, cell, schoolYear) : [{ figure }]
  const offer = await offerOf(asked, 'measure', sources)
  if (offer === undefined) return undefined
  const reached = await unlessRefused(readMeasure(deps, who, { ...measure, schoolYear }))
  return { ...offer, ...(reached !== undefined && { reached }) }
}

/** What the finding was made from, asked again for the newest school year. */
async function offerAgain(asked: Asked, { kind, reference, figure }: Evidence): Promise<Offer | undefined> {
  if (figure !== undefined) {
    const newest = await figureOf(asked, figure.indicator)
    const again = newest && { ...newest, ...(figure.split !== undefined && { split: figure.split }) }
    return again && offerOf(asked, 'finding', [{ figure: again }])
  }
  const { years: _then, rounds: _asked, ...where } = reference
  const year = kind === 'questionnaire' ? yearOf(asked.yearsOf(where.instrument)) : undefined
  return year === undefined ? undefined : offerOf(asked, 'finding', cellSources(asked, where, year))
}

async function readAsked(deps: ActDeps, who: Who, actionId: number) {
  const { networkId } = who
  return deps.store.inNetwork(networkId, async (tx) => {
    const row = await findAction(tx, { networkId, actionId })
    const finding = row && (await findFinding(tx, { networkId, findingId: row.findingId }))
    if (row === undefined || finding === undefined) throw new Problem('not_found')
    const rounds = (await listRounds(tx, networkId)).filter(({ releasedAt }) => releasedAt !== null)
    return { row, finding, rounds }
  })
}

/**
 * Figures of after the start of an action that can be evidence of a review with one press: its measure in the target
 * year or the newest, and what its finding was made from, of the newest. Throws Problem `not_found`.
 */
export async function offerEvidence(deps: ActDeps, who: Who, actionId: number): Promise<ReviewOffers> {
  requireLeader(who)
  const { row, finding, rounds } = await readAsked(deps, who, actionId)
  const yearsOf = (instrument: string) =>
    rounds.filter((round) => round.instrument === instrument).map(({ schoolYear }) => schoolYear)
  const asked: Asked = { deps, who, yearsOf, from: finding.schoolYear }
  return distinct(await readOffers(asked, row, evidenceOf(finding)), startOf(row))
}

async function readOffers(asked: Asked, row: ActionRow, evidence: readonly Evidence[]) {
  const measure = measureOf(row)
  const offers = [measure === undefined ? undefined : await offerMeasure(asked, measure)]
  for (const line of evidence) offers.push(await offerAgain(asked, line))
  return offers
}

/** The question of an expectation and the expectation itself say the same: once is enough. */
function distinct(offers: readonly (Offer | undefined)[], startsOn: string): ReviewOffers {
  const seen = new Map<string, Offer>()
  for (const offer of offers) {
    if (offer === undefined || offer.datedOn <= startsOn) continue
    const { school, group } = offer.source.reference ?? {}
    const words = JSON.stringify([offer.title, offer.outcome, school, group])
    if (!seen.has(words)) seen.set(words, offer)
  }
  return [...seen.values()]
}
