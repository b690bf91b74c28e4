import { valueSign } from '@km/definition'

/** Dutch of answers of an earlier year that come from a file; a professional reads it (B1). */

export const columns = { school: 'school' } as const

export const template = {
  sheet: 'Antwoorden',
  valuesSheet: 'Toegestane waarden',
  code: 'kolom',
  question: 'vraag',
  needed: 'verplicht',
  value: 'wat je invult',
  meaning: 'dat betekent',
  yes: 'ja',
  no: 'nee',
  school: 'naam van de school, zoals in de eerste kolom',
  number: (range: { readonly min: number; readonly max: number } | undefined): string =>
    range === undefined ? 'een getal' : `een getal van ${range.min} tot en met ${range.max}`,
  date: 'een datum, zoals 2025-06-01',
  text: (most: number | undefined): string =>
    most === undefined ? 'vrije tekst' : `vrije tekst, hooguit ${most} tekens`,
  more: `Je kunt er meer dan één invullen, met ${valueSign} ertussen.`,
  order: `Vul ze in op volgorde, met ${valueSign} ertussen.`,
  file: (instrument: string, version: string, schoolYear: string): string =>
    `antwoorden-${instrument}-${version}-${schoolYear}`,
}

export const lineProblems = {
  noSchool: 'De naam van de school ontbreekt.',
  unknownSchool: 'Deze school doet niet mee in deze meetronde.',
  noLink: 'Deze school heeft in deze meetronde geen geldige uitnodiging.',
  double: (line: number) => `Deze school staat ook op regel ${line}.`,
  own: 'Deze school vulde de vragenlijst zelf al in. Dat blijft staan.',
  empty: 'Op deze regel staat geen enkel antwoord.',
  answer: (code: string, message: string) => `${code}: ${message}`,
  more: (n: number) => (n === 1 ? 'En nog 1 ander antwoord.' : `En nog ${n} andere antwoorden.`),
  tooManyCells: 'Deze regel heeft meer vakjes dan er kolommen zijn.',
  formula: 'Een vakje begint met =, +, - of @. Een rekenblad voert dat uit; schrijf gewone tekst.',
  badText: 'In deze regel staat een teken dat niet te bewaren is.',
  personal: 'In deze regel staat een e-mailadres of telefoonnummer. Die bewaren we hier niet.',
}

export const fileProblems = {
  empty: 'Het bestand is leeg. Neem het voorbeeldbestand en vul een regel per school in.',
  noColumn: (title: string) => `De kolom ‘${title}’ ontbreekt.`,
  unknownColumn: (title: string) => `De kolom ‘${title}’ hoort niet bij deze versie van de vragenlijst.`,
  doubleColumn: (title: string) => `De kolom ‘${title}’ staat er twee keer in.`,
  noTitle: (number: number) => `Kolom ${number} heeft gegevens, maar geen naam op de eerste regel.`,
}
