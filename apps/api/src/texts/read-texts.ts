import { countThemes } from '@km/analysis'
import {
  type Db,
  listReadings,
  listThemeShares,
  listThemes,
  listThemeTallies,
  type Round,
  type TextReading,
} from '@km/store'
import { amsterdamDate } from '../clock.ts'
import type { Who } from '../deps.ts'
import { Problem } from '../problem.ts'
import { openQuestions, readWritten, type Written } from './read-written.ts'
import type { TextsView, ThemeView } from './schema.ts'
import { minTexts } from './share-counts.ts'
import type { Network, TextsDeps } from './texts-deps.ts'
import { viewTheme } from './view-theme.ts'

type RoundOfItem = TextsView['items'][number]['rounds'][number]

/** What was kept of the readings in these rounds. */
async function readKept(tx: Db, networkId: number, rounds: readonly Round[]) {
  const asked = { networkId, roundIds: rounds.map((one) => one.id) }
  return {
    readings: await listReadings(tx, asked),
    tallies: await listThemeTallies(tx, asked),
    shares: await listThemeShares(tx, asked),
  }
}

type Kept = Awaited<ReturnType<typeof readKept>>

function textOf(one: Written, reading: TextReading | undefined): RoundOfItem['texts'][number] {
  return {
    id: one.id,
    text: one.text,
    read: reading !== undefined,
    themes: [...(reading?.themes ?? [])],
    cleaned: reading?.cleaned ?? '',
    shared: reading?.shared ?? false,
  }
}

function viewRound(asked: {
  readonly round: Round
  readonly item: string
  readonly texts: readonly Written[] | undefined
  readonly kept: Kept
  readonly themes: readonly ThemeView[]
}): RoundOfItem | undefined {
  const { round, item, kept, themes } = asked
  const here = (one: { roundId: number; item: string }) => one.roundId === round.id && one.item === item
  const tallies = kept.tallies.filter(here)
  const share = kept.shares.findLast((one) => here(one) && !one.ended)
  const own = (asked.texts ?? []).filter((one) => one.item === item)
  if (asked.texts !== undefined && own.length === 0 && tallies.length === 0 && share === undefined)
    return undefined
  const readings = new Map(kept.readings.filter(here).map((one) => [one.textId, one]))
  const texts = own.map((one) => textOf(one, readings.get(one.id)))
  const read = texts.filter((one) => one.read)
  const ids = themes.map((one) => one.id)
  const counts =
    tallies.length > 0
      ? new Map(tallies.map((one) => [one.themeId, one.texts]))
      : new Map([...countThemes(read, ids), [0, read.length]])
  return {
    roundId: round.id,
    schoolYear: round.schoolYear,
    period: round.period,
    tooFew: asked.texts === undefined,
    texts,
    sorted: {
      texts: counts.get(0) ?? 0,
      themes: ids.map((id) => ({ id, texts: counts.get(id) ?? 0 })).filter((one) => one.texts > 0),
    },
    ...(share === undefined ? {} : { sharedOn: amsterdamDate(share.madeAt) }),
    enough: texts.length >= minTexts,
  }
}

async function view(tx: Db, network: Network, instrument: string): Promise<TextsView> {
  const { items, rounds } = openQuestions(network, instrument)
  const themes = (await listThemes(tx, network.id)).map(viewTheme)
  const kept = await readKept(tx, network.id, rounds)
  const read: { round: Round; texts: readonly Written[] | undefined }[] = []
  for (const round of rounds) read.push({ round, texts: await readWritten(tx, network, round) })
  return {
    themes,
    items: items.map(({ name: item, title }) => ({
      item,
      title,
      rounds: read.flatMap((one) => viewRound({ ...one, item, kept, themes }) ?? []),
    })),
  }
}

/**
 * What people wrote themselves in the released rounds of an instrument, with the themes that it was sorted
 * under. For the project leader only; others read what was shared: `read-shared.ts`.
 */
export async function readTexts(
  deps: TextsDeps,
  who: Who,
  { instrument }: { readonly instrument: string },
): Promise<TextsView> {
  if (!deps.mayReadTexts(who, 0)) throw new Problem('not_allowed')
  return deps.store.inNetwork(who.networkId, async (tx) =>
    view(tx, await deps.readNetwork(tx, who.networkId), instrument),
  )
}
