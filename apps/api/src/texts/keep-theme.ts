import { addTheme, audit, changeTheme } from '@km/store'
import type { z } from 'zod'
import type { Who } from '../deps.ts'
import { Problem } from '../problem.ts'
import type { newTheme, ThemeView, themeChange } from './schema.ts'
import type { TextsDeps } from './texts-deps.ts'
import { viewTheme } from './view-theme.ts'

/** Makes a theme; its name may stand once among those of the same question. */
export async function makeTheme(
  { store, now }: TextsDeps,
  who: Who,
  { item, name, description }: z.infer<typeof newTheme>,
): Promise<ThemeView> {
  const { networkId } = who
  return store.inNetwork(networkId, async (tx) => {
    const made = await addTheme(tx, { networkId, item: item ?? null, name, description })
    await audit(tx, { ...who, at: now(), verb: 'theme.add', subject: `theme:${made.id}`, details: {} })
    return viewTheme(made)
  })
}

/** Renames a theme, or takes it out of the choice; what was sorted under it stays. `not_found` when unknown. */
export async function alterTheme(
  { store, now }: TextsDeps,
  who: Who,
  { id, ...change }: { readonly id: number } & z.infer<typeof themeChange>,
): Promise<ThemeView> {
  const { networkId } = who
  return store.inNetwork(networkId, async (tx) => {
    const changed = await changeTheme(tx, { networkId, themeId: id, change })
    if (changed === undefined) throw new Problem('not_found')
    const details = { fields: Object.keys(change) }
    await audit(tx, { ...who, at: now(), verb: 'theme.change', subject: `theme:${id}`, details })
    return viewTheme(changed)
  })
}
