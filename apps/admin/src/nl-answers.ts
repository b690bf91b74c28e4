import { counted } from './parts/wording.ts'

const people = ['mens', 'mensen'] as const
const schools = ['school', 'scholen'] as const

/** What stands beside answers that are no four levels, by the kind of question. */
export const nlAnswers = {
  agreeing: {
    E5: (count: number, of: number) => `${count} van ${of} eens of helemaal eens`,
    J3: (count: number, of: number) => `${count} van ${of} ja`,
    other: (count: number, of: number) => `${count} van ${of} stemt in`,
  },
  total: (total: string, n: number, unit: 'school' | 'person') =>
    `samen ${total}, van ${counted(n, unit === 'school' ? schools : people)}`,
  median: (value: string) => `middelste ${value}`,
  middleMark: (value: string) => `middelste cijfer ${value}`,
  without: (n: number) => `${counted(n, ['inzending', 'inzendingen'])} zonder antwoord, apart geteld`,
  several: (n: number, unit: 'school' | 'person') =>
    `${counted(n, unit === 'school' ? schools : people)}, meer antwoorden mogelijk`,
  bar: (period: string, said: string) => `${period}: ${said}`,
  middle: 'midden',
  place: (place: number) => `${place}e plaats`,
  matrix: 'Vragen bij elkaar',
  row: 'Onderdeel',
  marks: 'Cijfer',
} as const
