import { valueSign } from '@km/definition'

/** Dutch of answers of an earlier year that come from a file; a professional reads it (B1). */

const dayFormat = new Intl.DateTimeFormat('nl-NL', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
})

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
  whenAsked: 'ja, als de vraag wordt gesteld',
  school: 'naam van de school, zoals in de eerste kolom',
  number: (range: { readonly min: number; readonly max: number } | undefined): string =>
    range === undefined ? 'een getal' : `een getal van ${range.min} tot en met ${range.max}`,
  date: 'een datum, zoals 2025-06-01',
  text: (most: number | undefined): string =>
    most === undefined ? 'vrije tekst' : `vrije tekst, hooguit ${most} tekens`,
  more: `Je kunt er meer dan één invullen, met ${valueSign} ertussen.`,
  order: `Vul ze in op volgorde, met ${valueSign} ertussen.`,
  onDay: (school: string, day: string): string =>
    `${school}, ${dayFormat.format(new Date(`${day}T00:00:00Z`))}`,
  file: (instrument: string, version: string, schoolYear: string): string =>
    `antwoorden-${instrument}-${version}-${schoolYear}`,
}

export const lineProblems = {
  noSchool: 'De naam van de school ontbreekt.',
  unknownSchool: 'Deze school doet niet mee in deze meetronde.',
  noSuchSchool: 'Een school met deze naam kennen we niet.',
  noLink: 'Deze school heeft in deze meetronde geen geldige uitnodiging.',
  double: (line: number) => `Deze school staat ook op regel ${line}.`,
  doubleVisit: (line: number) => `Een bezoek aan deze school op deze dag staat ook op regel ${line}.`,
  otherYear: (schoolYear: string) => `De dag van het bezoek valt niet in schooljaar ${schoolYear}.`,
  ownVisit: 'Van dit bezoek is al een verslag gemaakt of begonnen. Dat blijft staan.',
  answered: 'De school heeft al op dit verslag gereageerd. Daarom blijft het staan zoals het is.',
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
