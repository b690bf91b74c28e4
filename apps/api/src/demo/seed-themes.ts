import { alterTheme, makeTheme } from '../texts/keep-theme.ts'
import { quoteText } from '../texts/quote-text.ts'
import { readTexts } from '../texts/read-texts.ts'
import type { TextsView } from '../texts/schema.ts'
import { shareCounts } from '../texts/share-counts.ts'
import { sortText } from '../texts/sort-text.ts'
import type { DemoWorld } from './demo-world.ts'
import { cleanedText, demoThemes } from './nl.ts'

/** Open questions that the project leader read and sorted; of the last one a part is still to be read. */
const sortedQuestions = [
  ['TV-COORD', 'TC_11'],
  ['MBO-STU', 'MS_12'],
  ['DS-LL', 'DL_11'],
  ['VC-VO', 'VC_9'],
] as const

type Round = TextsView['items'][number]['rounds'][number]

/** Says of each text what it is about, by the words in it; the first is cleaned for others to read. */
async function sortRound(
  { texts, who }: DemoWorld,
  { round, item, themes, upTo }: { round: Round; item: string; themes: readonly number[]; upTo: number },
): Promise<void> {
  for (const [at, { id, text }] of round.texts.slice(0, upTo).entries()) {
    const about = themes.filter((_, index) => demoThemes[index]?.words.test(text))
    const cleaned = at % 5 === 0 ? cleanedText(text) : ''
    const reading = { read: true, themes: about, cleaned, shared: cleaned !== '' }
    await sortText(texts, who, { roundId: round.roundId, item, textId: id, ...reading })
  }
}

/** Themes of the network; what people wrote sorted under them, shared where there are texts enough, one quote. */
export async function seedThemes(world: DemoWorld, finding: number | undefined): Promise<void> {
  const { texts, who } = world
  world.setDay('2026-07-06')
  const themes: number[] = []
  for (const { name, description } of demoThemes)
    themes.push((await makeTheme(texts, who, { name, description })).id)
  const old = await makeTheme(texts, who, { name: 'Overig', description: '' })
  await alterTheme(texts, who, { id: old.id, active: false })
  for (const [instrument, item] of sortedQuestions) {
    const question = (await readTexts(texts, who, { instrument })).items.find((one) => one.item === item)
    for (const round of question?.rounds ?? []) {
      const upTo = instrument === 'VC-VO' ? 3 : round.texts.length
      await sortRound(world, { round, item, themes, upTo })
      if (!round.enough || upTo < round.texts.length) continue
      await shareCounts(texts, who, { roundId: round.roundId, item, shared: true })
      const [first] = round.texts
      const newest = question?.rounds.findLast(({ enough }) => enough)
      if (finding === undefined || first === undefined || instrument !== 'MBO-STU' || round !== newest)
        continue
      await quoteText(texts, who, { id: finding, roundId: round.roundId, item, textId: first.id })
    }
  }
}
