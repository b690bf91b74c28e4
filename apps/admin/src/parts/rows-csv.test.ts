import { describe, expect, it } from 'vitest'
import { rowsCsv } from './rows-csv.ts'

describe('rows of bars as a file', () => {
  it('say what was chosen first, and run no formula in a spreadsheet', () => {
    const bars = (words: string) => [{ name: '2025-2026', words }]
    const rows = [
      { label: 'Gelijk; beide "3"', bars: bars('4 van 9') },
      { label: '=1+1', under: 'school', bars: bars('-') },
    ]
    const caption = { title: 'Titel', lead: '', filter: 'alle scholen', footer: 'Kwaliteitsmonitor' }
    expect(rowsCsv(rows, 'Wat', caption)).toBe(
      '\ufeffTitel\r\nalle scholen\r\nKwaliteitsmonitor\r\nWat;2025-2026\r\n"Gelijk; beide ""3""";4 van 9\r\n\'=1+1 (school);\'-\r\n',
    )
  })
})
