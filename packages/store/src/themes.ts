import { and, asc, eq, inArray, type SQL } from 'drizzle-orm'
import type { Db } from './open-store.ts'
import { textReading, textTheme, theme, themeShare, themeTally } from './schema-texts.ts'

export type Theme = typeof theme.$inferSelect
export type ThemeShare = typeof themeShare.$inferSelect

/** Which text: `textId` is the id that it has after the release of its round. */
export interface TextKey {
  readonly networkId: number
  readonly roundId: number
  readonly item: string
  readonly textId: string
}

/** A text that was read, with the themes that it is about. */
export interface TextReading extends Omit<TextKey, 'networkId'> {
  readonly cleaned: string | null
  readonly shared: boolean
  readonly themes: readonly number[]
}

/** Themes of a network in the order in which they were made. */
export const listThemes = (tx: Db, networkId: number): Promise<Theme[]> =>
  tx.select().from(theme).where(eq(theme.networkId, networkId)).orderBy(asc(theme.id))

export async function addTheme(
  tx: Db,
  values: Pick<Theme, 'networkId' | 'item' | 'name' | 'description'>,
): Promise<Theme> {
  const [made] = await tx.insert(theme).values(values).returning()
  if (!made) throw new Error('no theme was made')
  return made
}

/** Undefined when this network has no such theme. */
export async function changeTheme(
  tx: Db,
  {
    networkId,
    themeId,
    change,
  }: { networkId: number; themeId: number; change: Partial<Pick<Theme, 'name' | 'description' | 'active'>> },
): Promise<Theme | undefined> {
  const mine = and(eq(theme.networkId, networkId), eq(theme.id, themeId))
  const changed =
    Object.keys(change).length === 0
      ? await tx.select().from(theme).where(mine)
      : await tx.update(theme).set(change).where(mine).returning()
  return changed[0]
}

const sameText = (table: typeof textReading | typeof textTheme, key: TextKey): SQL | undefined =>
  and(
    eq(table.networkId, key.networkId),
    eq(table.roundId, key.roundId),
    eq(table.item, key.item),
    eq(table.textId, key.textId),
  )

/** Keeps what was read of a text: exactly these themes, and its cleaned words. */
export async function saveReading(
  tx: Db,
  { themes, cleaned, shared, ...key }: TextKey & Pick<TextReading, 'themes' | 'cleaned' | 'shared'>,
): Promise<void> {
  await tx
    .insert(textReading)
    .values({ ...key, cleaned, shared })
    .onConflictDoUpdate({
      target: [textReading.networkId, textReading.roundId, textReading.item, textReading.textId],
      set: { cleaned, shared },
    })
  await tx.delete(textTheme).where(sameText(textTheme, key))
  if (themes.length > 0)
    await tx.insert(textTheme).values([...new Set(themes)].map((themeId) => ({ ...key, themeId })))
}

/** A text counts as unread again. False when it was not read. */
export async function removeReading(tx: Db, key: TextKey): Promise<boolean> {
  const gone = await tx
    .delete(textReading)
    .where(sameText(textReading, key))
    .returning({ id: textReading.textId })
  return gone.length > 0
}

/** What was read in these rounds, in order of ids, which say nothing. */
export async function listReadings(
  tx: Db,
  { networkId, roundIds }: { networkId: number; roundIds: readonly number[] },
): Promise<TextReading[]> {
  if (roundIds.length === 0) return []
  const within = <T extends typeof textReading | typeof textTheme>(table: T) =>
    and(eq(table.networkId, networkId), inArray(table.roundId, [...roundIds]))
  const readings = await tx
    .select()
    .from(textReading)
    .where(within(textReading))
    .orderBy(asc(textReading.roundId), asc(textReading.textId), asc(textReading.item))
  const themes = await tx.select().from(textTheme).where(within(textTheme)).orderBy(asc(textTheme.themeId))
  const keyOf = (row: Pick<TextKey, 'roundId' | 'item' | 'textId'>) =>
    `${row.roundId} ${row.item} ${row.textId}`
  const under = new Map<string, number[]>()
  for (const row of themes) under.set(keyOf(row), [...(under.get(keyOf(row)) ?? []), row.themeId])
  return readings.map(({ networkId: _network, ...row }) => ({ ...row, themes: under.get(keyOf(row)) ?? [] }))
}

/** Counts of texts that are past their time: theme 0 is everything that was read. */
export const listThemeTallies = (
  tx: Db,
  { networkId, roundIds }: { networkId: number; roundIds: readonly number[] },
): Promise<{ roundId: number; item: string; themeId: number; texts: number }[]> =>
  tx
    .select({
      roundId: themeTally.roundId,
      item: themeTally.item,
      themeId: themeTally.themeId,
      texts: themeTally.texts,
    })
    .from(themeTally)
    .where(and(eq(themeTally.networkId, networkId), inArray(themeTally.roundId, [...roundIds, 0])))

/** Every share of these rounds, also those that were taken back, oldest first. */
export const listThemeShares = (
  tx: Db,
  { networkId, roundIds }: { networkId: number; roundIds: readonly number[] },
): Promise<ThemeShare[]> =>
  tx
    .select()
    .from(themeShare)
    .where(and(eq(themeShare.networkId, networkId), inArray(themeShare.roundId, [...roundIds, 0])))
    .orderBy(asc(themeShare.roundId), asc(themeShare.item), asc(themeShare.number))

/** Keeps a share beside those that were made before. */
export async function shareThemes(tx: Db, values: Omit<ThemeShare, 'ended'>): Promise<void> {
  await tx.insert(themeShare).values(values)
}

/** Takes the shares of a question in a round back, or shows the newest again. False when there are none. */
export async function changeThemeShares(
  tx: Db,
  { networkId, roundId, item, ended }: Pick<ThemeShare, 'networkId' | 'roundId' | 'item' | 'ended'>,
): Promise<boolean> {
  const changed = await tx
    .update(themeShare)
    .set({ ended })
    .where(
      and(eq(themeShare.networkId, networkId), eq(themeShare.roundId, roundId), eq(themeShare.item, item)),
    )
    .returning({ number: themeShare.number })
  return changed.length > 0
}
