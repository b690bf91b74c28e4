/** Dutch of what is told back; for students and pupils in A2: short sentences, everyday words. */

const plurals: Readonly<Record<string, string>> = {
  student: 'studenten',
  leerling: 'leerlingen',
  klasgenoot: 'klasgenoten',
}

/** 'student met een coach' becomes 'studenten'. */
export const peopleWord = (respondent: string): string => plurals[respondent.split(' ')[0] ?? ''] ?? 'mensen'

export const told = {
  people: (n: number, who: string) => `${n} ${who} deden mee.`,
  few: (who: string) => `Minder dan 5 ${who} deden mee. Daarom laten we niets zien.`,
  /** Nobody can read from it what each of them said. */
  all: (answer: string) => `Bijna iedereen of iedereen zegt: ${answer}.`,
  most: (count: number, n: number, answer: string) => `${count} van de ${n} zeggen: ${answer}.`,
  some: (count: number, n: number, answer: string) =>
    `De antwoorden zijn verschillend. ${count} van de ${n} zeggen: ${answer}.`,
  equal: (answers: readonly string[]) =>
    `De antwoorden zijn verschillend. Het vaakst gezegd: ${answers.join(' en ')}.`,
  chosen: (count: number, n: number, answer: string) => `${count} van de ${n} kiezen: ${answer}.`,
} as const
