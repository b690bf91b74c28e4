import { createHash } from 'node:crypto'
import { type SharedThemes, shareThemes } from '@km/analysis'
import {
  audit,
  canonicalJson,
  changeThemeShares,
  type Db,
  shareThemes as keepShare,
  listReadings,
  listThemeShares,
  listThemes,
} from '@km/store'
import type { z } from 'zod'
import type { Who } from '../deps.ts'
import { Problem } from '../problem.ts'
import { publishedOf, readQuestion } from './read-written.ts'
import type { shareOfThemes } from './schema.ts'
import type { Network, TextsDeps } from './texts-deps.ts'

type Asked = z.infer<typeof shareOfThemes>

/** Of fewer texts than this nothing is shown to anyone but the project leader. */
export const minTexts = 10
/** Texts of people; of schools one more, because the reader may be one of them. */
const minPart = { person: 5, school: 6 } as const

/** `content` as this step stored it. */
export const shareContent = (content: Readonly<Record<string, unknown>>): SharedThemes =>
  content as unknown as SharedThemes

async function freeze(tx: Db, network: Network, { roundId, item }: Asked, at: Date): Promise<SharedThemes> {
  const networkId = network.id
  const { round, texts } = await readQuestion(tx, network, { roundId, item })
  if (texts.length < minTexts) throw new Problem('too_few_texts', { texts: texts.length, needed: minTexts })
  const readings = new Map(
    (await listReadings(tx, { networkId, roundIds: [roundId] }))
      .filter((one) => one.item === item)
      .map((one) => [one.textId, one.themes]),
  )
  const unread = texts.filter((one) => !readings.has(one.id)).length
  if (unread > 0) throw new Problem('texts_unread', { unread })
  const used = new Set([...readings.values()].flat())
  const themes = (await listThemes(tx, networkId))
    .filter((one) => (one.item === null || one.item === item) && (one.active || used.has(one.id)))
    .map(({ id, name, description }) => ({ id, name, description }))
  const earlier = (await listThemeShares(tx, { networkId, roundIds: [roundId] })).filter(
    (one) => one.item === item,
  )
  const content = shareThemes({
    sorted: texts.map(({ id }) => ({ id, themes: readings.get(id) ?? [] })),
    themes,
    minPart: minPart[publishedOf(network, round).facts.unit],
    before: earlier.at(-1) && shareContent(earlier.at(-1)?.content ?? {}),
  })
  const sha256 = createHash('sha256').update(canonicalJson(content)).digest('hex')
  const number = (earlier.at(-1)?.number ?? 0) + 1
  await keepShare(tx, { networkId, roundId, item, number, madeAt: at, content: { ...content }, sha256 })
  return content
}

/**
 * Lets others see how many texts of a question are about each theme, as it is now, or takes that back. Asks for
 * texts enough, all of them read; what follows from an earlier share is hidden: `shareThemes` of the analysis.
 */
export async function shareCounts(deps: TextsDeps, who: Who, asked: Asked): Promise<Asked> {
  const { networkId } = who
  const { roundId, item, shared } = asked
  await deps.store.inNetwork(networkId, async (tx) => {
    const network = await deps.readNetwork(tx, networkId)
    const at = deps.now()
    if (shared) {
      await freeze(tx, network, asked, at)
      await changeThemeShares(tx, { networkId, roundId, item, ended: false })
    } else if (!(await changeThemeShares(tx, { networkId, roundId, item, ended: true })))
      throw new Problem('not_found')
    const details = { item, shared }
    await audit(tx, { ...who, at, verb: 'theme.share', subject: `round:${roundId}`, details })
  })
  return asked
}
