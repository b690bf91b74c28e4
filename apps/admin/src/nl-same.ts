/** The same question that other people were asked. */
export const nlSame = {
  title: 'Dezelfde vraag aan anderen',
  lead: (questions: number, titles: string) =>
    `${questions === 1 ? 'Eén vraag wordt' : `${questions} vragen worden`} ook gesteld in ${titles}. De uitkomsten staan naast elkaar en worden nooit opgeteld: het zijn andere mensen.`,
  answer: 'Antwoord',
  asked: (title: string, question: string) => `${title}: ‘${question}’`,
  n: (n: number) => `n = ${n}`,
  csv: 'CSV',
  csvLong: 'Dezelfde vragen als CSV-bestand',
  drawing: 'Per antwoord: hoeveel mensen het gaven, per vragenlijst en meetronde.',
} as const
