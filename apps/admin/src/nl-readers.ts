/** Words for readers who are not the project leader. */
export const nlReaders = {
  below: 'minder dan 5%',
  above: 'meer dan 95%',
  sufficient: 'op orde of hoger',
  moves: { up: 'omhoog', same: 'gelijk', down: 'omlaag' } as Readonly<Record<string, string>>,
  toCompare: 'Bekijk de uitkomsten',
  results: 'Uitkomsten',
  nothing: 'Bij deze keuze is er voor jou (nog) niets te zien.',
  tooFewSchools:
    'Te weinig scholen om te vergelijken. Dat kan vanaf vijf andere scholen in je groep, en alleen als niets over een paar scholen te zien is.',
  group: (name: string): string =>
    `Naast je eigen school kun je de andere scholen van de groep ‘${name}’ kiezen, zonder namen.`,
  groups: (names: string): string =>
    `Naast je eigen scholen kun je de andere scholen van deze groepen kiezen, zonder namen: ${names}.`,
} as const

/** Where a reader begins who sees the pilot only. */
export const pilotInstrument = 'MBO-STU'
