/** Words for readers who are not the project leader. */
export const nlReaders = {
  below: 'minder dan 5%',
  above: 'meer dan 95%',
  sufficient: 'op orde of hoger',
  moves: { up: 'omhoog', same: 'gelijk', down: 'omlaag' } as Readonly<Record<string, string>>,
  toCompare: 'Bekijk de uitkomsten',
  results: 'Uitkomsten',
  nothing: 'Bij deze keuze is er voor jou (nog) niets te zien.',
  chooseGroup: 'Je kunt die groep kiezen bij ‘Scholen’. Namen van scholen zie je niet.',
} as const

/** Where a reader begins who sees the pilot only. */
export const pilotInstrument = 'MBO-STU'
