import { shareOf } from './cap-shares.ts'
import { type GuardState, openGuard } from './guard.ts'
import type { Cell, Share } from './model.ts'

/** A text that was read, with the themes that it is about. */
export interface SortedText {
  readonly id: string
  readonly themes: readonly number[]
}

/** So many texts of so many are about a theme. */
export interface ThemeFigure {
  readonly count: number
  readonly of: number
}

export interface SharedTheme {
  readonly id: number
  readonly name: string
  readonly description: string
  readonly cell: Cell<{ readonly figure: ThemeFigure }>
  /** Only for who gets percentages. */
  readonly share?: Share
}

/** Counts per theme of one question in one round, as others than the project leader see them. */
export interface SharedThemes {
  readonly texts: number
  readonly themes: readonly SharedTheme[]
  /** Never leaves the server: which texts each shown figure was about. */
  readonly guard: GuardState
}

/** How many texts are about each of these themes. */
export const countThemes = (
  sorted: readonly SortedText[],
  themes: readonly number[],
): ReadonlyMap<number, number> =>
  new Map(themes.map((id) => [id, sorted.filter((text) => text.themes.includes(id)).length]))

const placeOf = (themeId: number): string => `theme:${themeId}`

/**
 * Freezes the counts per theme. A count that is not zero is shown from `minPart` texts on. Of a theme that was
 * shared before, a new count is shown only when the texts that came under it and those that went are none or
 * at least `minPart`, over all shares together; otherwise the figure stays that was shown before. So nothing
 * about a few texts follows from two shares. A text may be about more themes, and how many are about none is
 * not told: hidden counts do not follow from the others.
 */
export function shareThemes(given: {
  readonly sorted: readonly SortedText[]
  readonly themes: readonly Pick<SharedTheme, 'id' | 'name' | 'description'>[]
  readonly minPart: number
  readonly before?: SharedThemes | undefined
}): SharedThemes {
  const { sorted, themes, minPart, before } = given
  const guard = openGuard(minPart, before?.guard)
  const of = sorted.length
  const shared = themes.map((theme): SharedTheme => {
    const members = sorted.filter((text) => text.themes.includes(theme.id)).map((text) => text.id)
    if (guard.admit([{ place: placeOf(theme.id), kind: 'whole', members }]))
      return { ...theme, cell: { kind: 'shown', figure: { count: members.length, of } } }
    const earlier = before?.themes.find((one) => one.id === theme.id)?.cell
    return { ...theme, cell: earlier ?? { kind: 'suppressed', reason: 'too_few' } }
  })
  return { texts: of, themes: shared, guard: { ...before?.guard, ...guard.touched() } }
}

/** For a reader who gets percentages only, capped at the ends. */
export const capThemes = (themes: readonly SharedTheme[]): readonly SharedTheme[] =>
  themes.map((theme) =>
    theme.cell.kind === 'suppressed'
      ? theme
      : {
          ...theme,
          cell: { kind: 'suppressed', reason: 'capped' },
          share: shareOf(theme.cell.figure.count, theme.cell.figure.of),
        },
  )
