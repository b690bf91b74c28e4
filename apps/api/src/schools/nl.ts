/** Dutch words of the school register and its import; a professional reads them (B1). */

/** CTX-01: what a school offers. `value` is what is stored. */
export const schoolTypes = [
  'praktijkonderwijs',
  'vmbo',
  'vmbo-havo',
  'mavo',
  'mavo-havo',
  'havo',
  'havo-vwo',
  'vwo',
  'brede school',
  'isk',
] as const

export interface Characteristic {
  readonly code: string
  readonly title: string
  /** Empty: any short text. */
  readonly values: readonly string[]
}

/**
 * Characteristics that the administrator fills in, by context code of the framework. They are compared
 * within a school type or group and never scored.
 */
export const characteristics: readonly Characteristic[] = [
  {
    code: 'CTX-02',
    title: 'omvang',
    values: ['minder dan 300', '300-600', '600-900', '900-1200', 'meer dan 1200'],
  },
  { code: 'CTX-11', title: 'NT2-beleid sinds', values: ['nog niet', 'dit jaar', '1-2 jaar', 'langer'] },
  { code: 'CTX-13', title: 'gemeente', values: [] },
  { code: 'CTX-14', title: 'opvanglocatie in de buurt', values: ['ja', 'nee', 'weet ik niet'] },
  { code: 'CTX-15', title: 'eigen plek voor NT2', values: ['ja', 'deels', 'nee'] },
]

export const columns = {
  name: 'naam',
  type: 'schooltype',
  joinedOn: 'doet mee sinds',
  contactFunction: 'functie contactpersoon',
  comparisonGroup: 'vergelijkingsgroep',
} as const

/** What the contact of a school is called; a function, never a name. */
export const contactFunctions = [
  'NT2-coördinator',
  'zorgcoördinator',
  'taalcoördinator',
  'teamleider',
  'ondersteuningscoördinator',
] as const

const list = (values: readonly string[]): string => values.join(', ')

export const lineProblems = {
  noName: 'De naam ontbreekt.',
  longName: 'De naam is langer dan 120 tekens.',
  unknownType: (value: string) =>
    value === ''
      ? `Het schooltype ontbreekt. Kies uit: ${list(schoolTypes)}.`
      : `Dit schooltype kennen we niet. Kies uit: ${list(schoolTypes)}.`,
  badDate: 'De datum bij ‘doet mee sinds’ klopt niet. Schrijf bijvoorbeeld 2026-08-01 of 1-8-2026.',
  noDate: 'De datum bij ‘doet mee sinds’ ontbreekt.',
  unknownFunction: `Deze functie kennen we niet. Kies uit: ${list(contactFunctions)}.`,
  longGroup: 'De naam van de vergelijkingsgroep is langer dan 60 tekens.',
  unknownValue: (title: string, values: readonly string[]) =>
    `Deze waarde kennen we niet bij ‘${title}’. Kies uit: ${list(values)}.`,
  doubleInFile: (line: number) => `Deze naam staat ook op regel ${line}.`,
  doubleInNetwork: 'Een school met deze naam is er al.',
  tooManyCells: 'Deze regel heeft meer vakjes dan er kolommen zijn.',
  formula: 'Een vakje begint met =, +, - of @. Een rekenblad voert dat uit; schrijf gewone tekst.',
  badText: 'In deze regel staat een teken dat niet te bewaren is.',
  personal: 'In deze regel staat een e-mailadres of telefoonnummer. Die bewaren we hier niet.',
}

export const fileProblems = {
  empty: 'Het bestand is leeg. Zet op de eerste regel de namen van de kolommen.',
  noColumn: (title: string) => `De kolom ‘${title}’ ontbreekt.`,
  unknownColumn: (title: string) => `De kolom ‘${title}’ kennen we niet.`,
  doubleColumn: (title: string) => `De kolom ‘${title}’ staat er twee keer in.`,
  noTitle: (number: number) => `Kolom ${number} heeft gegevens, maar geen naam op de eerste regel.`,
}

export const template = {
  file: 'scholen',
  sheet: 'Scholen',
  valuesSheet: 'Toegestane waarden',
  example: 'Voorbeeldschool (wis deze regel)',
  exampleGroup: 'Groep 1',
  free: 'vrij in te vullen',
  date: 'datum, zoals 2026-08-01',
}
