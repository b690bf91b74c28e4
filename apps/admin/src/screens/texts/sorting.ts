import type { TextsView, ThemeView } from '@km/api'

export type Question = TextsView['items'][number]
export type QuestionRound = Question['rounds'][number]
export type OneText = QuestionRound['texts'][number]

/** A text with the round that it is of. */
export interface Step {
  readonly round: QuestionRound
  readonly text: OneText
}

/** Every text of a question to be walked through, newest round first. */
export const stepsOf = (question: Question): readonly Step[] =>
  question.rounds.toReversed().flatMap((round) => round.texts.map((text) => ({ round, text })))

/** Themes that can be chosen for a question, in the order in which they were made; the first nine have a key. */
export const offered = (themes: readonly ThemeView[], item: string): readonly ThemeView[] =>
  themes.filter((theme) => theme.active && (theme.item === undefined || theme.item === item))

export const toggled = (themes: readonly number[], id: number): number[] =>
  themes.includes(id) ? themes.filter((one) => one !== id) : [...themes, id]

/** The theme that most texts of all years together are about; undefined when nothing was sorted. */
export function mostOf(
  view: TextsView,
  question: Question,
): { readonly name: string; readonly count: number; readonly of: number } | undefined {
  const of = question.rounds.reduce((sum, { sorted }) => sum + sorted.texts, 0)
  const counts = view.themes.map(({ id, name }) => ({
    name,
    count: question.rounds
      .flatMap(({ sorted }) => sorted.themes)
      .reduce((sum, one) => sum + (one.id === id ? one.texts : 0), 0),
  }))
  const [most] = counts.toSorted((a, b) => b.count - a.count)
  return most === undefined || most.count === 0 ? undefined : { ...most, of }
}

/** The view as it will be once this reading is kept: counts follow the texts. */
export function withReading(
  view: TextsView,
  {
    roundId,
    item,
    textId,
    ...reading
  }: { roundId: number; item: string; textId: string } & Pick<
    OneText,
    'read' | 'themes' | 'cleaned' | 'shared'
  >,
): TextsView {
  const change = (round: QuestionRound): QuestionRound => {
    const texts = round.texts.map((text) => (text.id === textId ? { ...text, ...reading } : text))
    const read = texts.filter((text) => text.read)
    const themes = view.themes
      .map(({ id }) => ({ id, texts: read.filter((text) => text.themes.includes(id)).length }))
      .filter((one) => one.texts > 0)
    return { ...round, texts, sorted: { texts: read.length, themes } }
  }
  return {
    ...view,
    items: view.items.map((one) =>
      one.item === item
        ? { ...one, rounds: one.rounds.map((round) => (round.roundId === roundId ? change(round) : round)) }
        : one,
    ),
  }
}
