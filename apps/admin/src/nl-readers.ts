/** Words for readers who are not the project leader. */
export const nlReaders = {
  below: 'minder dan 5%',
  above: 'meer dan 95%',
  sufficient: 'op orde of hoger',
  moves: { up: 'omhoog', same: 'gelijk', down: 'omlaag' } as Readonly<Record<string, string>>,
  toCompare: 'Bekijk de uitkomsten',
  results: 'Uitkomsten',
  nothing: 'Bij deze keuze is er voor jou (nog) niets te zien.',
  tooFewSchools: 'Je groep heeft te weinig andere scholen om mee te vergelijken: dat kan vanaf vijf.',
  group: (name: string): string =>
    `Naast je eigen school kun je de andere scholen van de groep ‘${name}’ kiezen, zonder namen.`,
} as const

/** Where a reader begins who sees the pilot only. */
export const pilotInstrument = 'MBO-STU'
