/** Dutch of the form itself: B1, and A2 for students. What belongs to one app stands in that app's `nl.ts`. */
export const nl = {
  previous: 'Vorige',
  next: 'Volgende',
  send: 'Versturen',
  begin: 'Begin',
  back: 'Terug',
  optional: 'hoeft niet',
  demo: 'Voorbeeld: verzonnen scholen en antwoorden',
  pupil: (number: string) => `leerling ${number}`,
  waiting: 'Even geduld …',
  loading: 'Je antwoorden worden opgehaald.',
  sayAloud: 'Lees voor',
  stopSaying: 'Stop',
  cannotSay: 'Voorlezen lukt hier nu niet. Vraag iemand om de vraag voor te lezen.',
  takesAbout: (min: number, max: number) =>
    min === max ? `Ongeveer ${min} minuten` : `${min} tot ${max} minuten`,
  openUntil: (date: string) => `Invullen kan tot en met ${date}`,
  statement: 'Lees de hele privacyverklaring (nieuw tabblad)',
  statementSimple: 'Lees meer (nieuw tabblad)',
  privacyMore: 'Wat gebeurt er met mijn antwoorden?',
  told: {
    title: 'Dit kwam eruit',
    thanks: 'Dank je wel voor je antwoorden!',
    doing: 'Dit gaan we doen',
    safe: 'Niemand weet wat jij hebt gezegd.',
  },
  subjectOf: (page: number, pages: number) => `Onderwerp ${page} van ${pages}`,
  questionOf: (page: number, pages: number) => `Vraag ${page} van ${pages}`,
  minutesLeft: (minutes: number) =>
    minutes <= 1 ? 'nog ongeveer 1 minuut' : `nog ongeveer ${minutes} minuten`,
  required: {
    choice: 'Kies hier nog een antwoord.',
    number: 'Vul hier nog een getal in. Het mag ook 0 zijn.',
    text: 'Schrijf hier nog iets op.',
    row: 'Kies op elke regel een antwoord.',
  },
  number: {
    between: (min: string, max: string) => `Vul een getal in van ${min} tot en met ${max}.`,
    step: (step: string) => `Vul een getal in, in stappen van ${step}.`,
    whole: 'Vul een heel getal in.',
    range: (min: string, max: string) => `Getal van ${min} tot en met ${max}`,
  },
  charactersLeft: (left: number) => (left === 1 ? 'Nog 1 teken' : `Nog ${left} tekens`),
  chooseAtMost: (max: number) => `Kies er ten hoogste ${max}.`,
  chosen: (count: number, max: number) =>
    count < max
      ? `Gekozen: ${count} van ${max}.`
      : `Gekozen: ${count} van ${max}. Wil je een andere? Zet er dan eerst één uit.`,
  priorities: {
    ownFirst: 'Hier gaven jullie Nog niet of Begin',
    others: 'Andere onderwerpen',
    order: 'Jullie keuze, het belangrijkste eerst',
    up: (title: string) => `${title} naar boven`,
    down: (title: string) => `${title} naar beneden`,
    moved: (title: string, place: number) => `${title} staat nu op plek ${place}.`,
  },
  ranking: {
    open: 'Nog geen antwoord: dit is geen voorkeur',
    answered: 'De volgorde, het belangrijkste eerst',
    keep: 'Deze volgorde klopt',
  },
  errors: {
    open: (count: number) => (count === 1 ? 'Nog 1 vraag open' : `Nog ${count} vragen open`),
    refused: (count: number) => (count === 1 ? '1 vraag klopt nog niet' : `${count} vragen kloppen nog niet`),
    refusedTitle: 'Nog niet verstuurd',
    refusedBody: 'Je antwoorden staan er nog. Pas dit aan en verstuur opnieuw.',
  },
} as const

const dateFormat = new Intl.DateTimeFormat('nl-NL', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'Europe/Amsterdam',
})

/** '2027-03-03' or an ISO time to '3 maart 2027'; what is no date comes back as it was. */
export function dutchDate(iso: string): string {
  const date = new Date(iso.length === 10 ? `${iso}T12:00:00Z` : iso)
  return Number.isNaN(date.getTime()) ? iso : dateFormat.format(date)
}

/** 0.5 to '0,5'. */
export function dutchNumber(value: number): string {
  return String(value).replace('.', ',')
}
