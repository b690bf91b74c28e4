import type { Unit } from '@km/analysis'
import { counted } from './parts/wording.ts'

const units = {
  school: ['school', 'scholen'],
  person: ['mens', 'mensen'],
  record: ['verslag', 'verslagen'],
} as const

/** What stands beside answers that are no four levels, by the kind of question. */
export const nlAnswers = {
  agreeing: {
    E5: (count: number, of: number) => `${count} van ${of} eens of helemaal eens`,
    J3: (count: number, of: number) => `${count} van ${of} ja`,
    other: (count: number, of: number) => `${count} van ${of} stemt in`,
  },
  total: (total: string, n: number, unit: Unit) => `samen ${total}, van ${counted(n, units[unit])}`,
  sum: (total: string) => `samen\u00a0${total}`,
  median: (value: string) => `middelste\u00a0${value}`,
  middleMark: (value: string) => `middelste cijfer ${value}`,
  without: (n: number) => `${counted(n, ['inzending', 'inzendingen'])} zonder antwoord, apart geteld`,
  several: (n: number, unit: Unit) => `${counted(n, units[unit])}, meer antwoorden mogelijk`,
  bar: (period: string, said: string) => `${period}: ${said}`,
  together: (answers: number, people: string) => `${answers} antwoorden van ${people}`,
  picture: 'Per antwoord: hoe vaak het is gegeven, per meetronde.',
  numbersPicture: 'Per onderdeel: het totaal, per meetronde.',
  numbers: (title: string) => `${title}: aantallen bij elkaar`,
  spread: 'Hoe de antwoorden verdeeld zijn',
  hiddenTitle: 'Hier is nog niets te tonen',
  hidden: (n: number) =>
    `Bij ${counted(n, ['vraag', 'vragen'])} is in geen van de gekozen jaren een cijfer te tonen:`,
  hiddenRecords: 'Lees de verslagen zelf bij Bezoeken',
  makeFindings: 'Maak een bevinding van een onderdeel',
  place: (place: number) => `${place}e plaats`,
  matrix: 'Vragen bij elkaar',
  row: 'Onderdeel',
  texts: 'Wat mensen zelf schreven',
  textsLead: (texts: number, questions: number) =>
    `${counted(texts, ['tekst', 'teksten'])} bij ${counted(questions, ['open vraag', 'open vragen'])}. Alleen jij leest dit. Er staat niet bij wie het schreef.`,
  noTexts: 'In de gekozen meetrondes schreef niemand iets op, of de bewaartermijn is voorbij.',
  tooFew: 'Minder dan 5 mensen deden mee. Dan zijn hun teksten niet te lezen.',
  textsCount: (n: number) => counted(n, ['tekst', 'teksten']),
} as const
