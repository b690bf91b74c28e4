import type { SharedTextsView, TextsView } from '@km/api'
import { nl } from '../../nl.ts'
import { nlTexts } from '../../nl-texts.ts'
import type { BarRow } from '../../parts/draw-bars.ts'
import { shareWords } from '../../parts/shares.tsx'
import { percent, periodName } from '../../parts/wording.ts'
import type { Question } from './sorting.ts'

const t = nlTexts.counts

type SharedItem = SharedTextsView['items'][number]
type SharedTheme = SharedItem['rounds'][number]['themes'][number]

/** Counts per theme of the leader: rows are themes, columns are rounds. */
export function ownCounts(view: TextsView, question: Question): readonly BarRow[] {
  const rounds = question.rounds.filter((round) => round.sorted.texts > 0)
  const used = new Set(rounds.flatMap((round) => round.sorted.themes.map((one) => one.id)))
  return view.themes
    .filter(({ id }) => used.has(id))
    .map(({ id, name, description }) => ({
      label: name,
      ...(description === '' ? {} : { under: description }),
      bars: rounds.map((round) => {
        const count = round.sorted.themes.find((one) => one.id === id)?.texts ?? 0
        const of = round.sorted.texts
        return {
          name: periodName(round),
          words: `${t.cell(count, of)} (${percent(count, of)})`,
          part: count / of,
        }
      }),
    }))
}

function barOf(name: string, theme: SharedTheme | undefined): BarRow['bars'][number] {
  if (theme === undefined) return { name, words: t.notYet }
  const { cell, share } = theme
  if (share !== undefined) {
    const words = shareWords(share)
    return typeof share === 'number' ? { name, words, part: share / 100 } : { name, words }
  }
  if (cell.kind === 'suppressed') return { name, words: nl.suppressed[cell.reason] }
  const { count, of } = cell.figure
  return { name, words: `${t.cell(count, of)} (${percent(count, of)})`, part: count / of }
}

/** The same as it was shared. */
export function sharedCounts(item: SharedItem): readonly BarRow[] {
  const rounds = item.rounds.filter((round) => round.sharedOn !== undefined)
  const themes = new Map(rounds.flatMap((round) => round.themes.map((one) => [one.id, one] as const)))
  return [...themes.values()].map(({ id, name, description }) => ({
    label: name,
    ...(description === '' ? {} : { under: description }),
    bars: rounds.map((round) =>
      barOf(
        periodName(round),
        round.themes.find((one) => one.id === id),
      ),
    ),
  }))
}
