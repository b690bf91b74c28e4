import type { Share } from './cells.ts'

/** One row of a chart; what cannot be drawn says why, in words. */
export interface ChartRow {
  readonly code: string
  readonly title: string
  /** Of the same schools; absent with a `note` when there is no movement to show. */
  readonly movement?: { readonly from: Share; readonly to: Share; readonly text: string }
  readonly movementNote?: string
  /** Counts of the four levels and of "weet ik niet", of all schools in the newest round. */
  readonly levels?: { readonly counts: readonly number[]; readonly unknown: number; readonly n: number }
  readonly levelsNote?: string
  /** One for each round, oldest first. */
  readonly years: readonly {
    readonly share?: Share
    readonly note?: string
    /** The question changed between the round before and this one. */
    readonly breaks: boolean
  }[]
}

export interface ChartData {
  readonly rows: readonly ChartRow[]
  /** Names of the rounds, oldest first. */
  readonly periods: readonly string[]
  readonly from: string
  readonly to: string
}

export type ChartKind = 'movement' | 'levels' | 'heat'

/** Colours of the page as they are now (light or dark), for the canvas. */
export interface Palette {
  readonly ink: string
  readonly muted: string
  readonly line: string
  readonly card: string
  readonly accent: string
  readonly none: string
  readonly levels: readonly string[]
  readonly onLevels: readonly string[]
  readonly font: string
}
