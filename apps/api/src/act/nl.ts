import { count } from '../nl.ts'

/** Dutch of the Act phase. */

/** Beside what evidence was filtered on: how many records of visits the schools did not agree to. */
export const notAgreed = (n: number, of: number): string =>
  `nog niet akkoord: ${n} van ${of} ${of === 1 ? 'verslag' : 'verslagen'}`

export const wishFilter = (schoolYear: string): string =>
  `Wensen van scholen uit de monitor van ${schoolYear}`

/** What schools chose: '3 van 12 scholen kozen dit onderwerp; 1 zette het bovenaan'. */
export const wishOutcome = (n: { chosen: number; first: number; of: number }): string =>
  `${n.chosen} van ${count(n.of, 'school', 'scholen')} ${n.chosen === 1 ? 'koos' : 'kozen'} dit onderwerp; ${n.first} ${n.first === 1 ? 'zette' : 'zetten'} het bovenaan`
