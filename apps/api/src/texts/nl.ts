import { inWords, list } from '../nl.ts'

interface Shown {
  readonly rounds: readonly {
    readonly schoolYear: string
    readonly themes: readonly {
      readonly name: string
      readonly cell: {
        readonly kind: string
        readonly figure?: { readonly count: number; readonly of: number }
      }
      readonly share?: unknown
    }[]
    readonly quotes: readonly string[]
  }[]
}

/** What most texts of the newest shared round are about. */
export function summary(items: readonly Shown[]): string {
  if (items.length === 0) return 'Er is nog niets gedeeld van wat mensen zelf schreven.'
  const rounds = items.flatMap((one) => one.rounds)
  const newest = rounds
    .map((one) => one.schoolYear)
    .sort()
    .at(-1)
  const told = rounds
    .filter((one) => one.schoolYear === newest)
    .flatMap((one) => one.themes)
    .flatMap(({ name, cell }) => (cell.figure === undefined ? [] : [{ name, ...cell.figure }]))
    .filter((one) => one.count > 0)
    .sort((a, b) => b.count / b.of - a.count / a.of)
    .slice(0, 2)
    .map(({ name, count, of }) => `${name} (${count} van ${of} teksten)`)
  if (told.length > 0) return `In ${newest} schreven mensen het vaakst over ${list(told)}.`
  const quotes = rounds.reduce((sum, one) => sum + one.quotes.length, 0)
  const questions = `${inWords(items.length)} ${items.length === 1 ? 'open vraag' : 'open vragen'}`
  if (quotes === 0) return `Van ${questions} zijn thema’s gedeeld.`
  return `Van ${questions} zijn thema’s of teksten gedeeld, zonder namen.`
}

export const file = {
  title: (question: string) => ['Thema’s in wat mensen zelf schreven', question],
  fictitious: 'Voorbeeld: verzonnen scholen en antwoorden',
  live: 'Telling van de projectleider, niet gedeeld',
  shared: 'Zoals gedeeld; een aantal dat te klein is staat er niet bij',
  head: ['schooljaar', 'meetronde', 'thema', 'teksten', 'van', 'aandeel', 'reden'],
  none: 'nog geen thema',
} as const
