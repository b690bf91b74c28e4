import { audit, type Db, listThemes, removeReading, saveReading } from '@km/store'
import type { Who } from '../deps.ts'
import { Problem } from '../problem.ts'
import { readQuestion } from './read-written.ts'
import type { Reading } from './schema.ts'
import type { TextsDeps } from './texts-deps.ts'

/** Only themes of this network that are for this question. */
async function checkThemes(tx: Db, networkId: number, { item, themes }: Reading): Promise<void> {
  const known = await listThemes(tx, networkId)
  const fits = (id: number) => known.some((one) => one.id === id && (one.item === null || one.item === item))
  if (!themes.every(fits)) throw new Problem('invalid_request', { fields: ['themes'] })
}

/**
 * Keeps what a text is about and how it reads without names, or makes it unread again. The log tells that a
 * text of a round was sorted, never which one or what it says. `not_found`: no such text in a released round.
 */
export async function sortText(
  { store, now, readNetwork }: TextsDeps,
  who: Who,
  given: Reading,
): Promise<Reading> {
  const { networkId } = who
  const { roundId, item, textId, read, shared } = given
  const cleaned = given.cleaned === '' ? null : given.cleaned
  if (shared && cleaned === null) throw new Problem('invalid_request', { fields: ['cleaned'] })
  await store.inNetwork(networkId, async (tx) => {
    const { texts } = await readQuestion(tx, await readNetwork(tx, networkId), given)
    if (!texts.some((one) => one.id === textId)) throw new Problem('not_found')
    await checkThemes(tx, networkId, given)
    const key = { networkId, roundId, item, textId }
    if (read) await saveReading(tx, { ...key, themes: given.themes, cleaned, shared })
    else await removeReading(tx, key)
    const details = { item, themes: read ? given.themes.length : 0, ...(shared ? { shared } : {}) }
    await audit(tx, { ...who, at: now(), verb: 'text.sort', subject: `round:${roundId}`, details })
  })
  return read ? given : { ...given, themes: [], cleaned: '', shared: false }
}
