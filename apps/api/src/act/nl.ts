/** Dutch of the Act phase. */

/** Beside what evidence was filtered on: how many records of visits the schools did not agree to. */
export const notAgreed = (n: number, of: number): string =>
  `nog niet akkoord: ${n} van ${of} ${of === 1 ? 'verslag' : 'verslagen'}`
