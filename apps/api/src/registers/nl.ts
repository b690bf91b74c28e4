import type { RegisterKind } from '@km/store'

/** Words of the registers and the calendar. */
interface Words {
  readonly title: string
  readonly one: string
  readonly help: string
  readonly fields: Readonly<Record<string, string>>
}

export const registerText: Readonly<Record<RegisterKind, Words>> = {
  meeting: {
    title: 'Bijeenkomsten',
    one: 'bijeenkomst',
    help: 'Bijeenkomsten en andere momenten met meer scholen, en welke scholen er waren.',
    fields: { title: 'Onderwerp (geen namen van mensen)', form: 'Soort', participants: 'Aantal deelnemers' },
  },
  training: {
    title: 'Scholing',
    one: 'scholing',
    help: 'Trainingen in NT2 en taalbewust lesgeven, met hoeveel docenten er waren.',
    fields: {
      route: 'Soort',
      module: 'Module van de driejarige opleiding',
      language: 'Aantal taaldocenten',
      subject: 'Aantal docenten van andere vakken',
    },
  },
  contact: {
    title: 'Contact met scholen',
    one: 'contact',
    help: 'Wanneer er contact was en waarover. Schrijf hier niets over personen.',
    fields: { form: 'Hoe', theme: 'Waarover' },
  },
  po_traject: {
    title: 'Po-trajecten',
    one: 'po-traject',
    help: 'Vragen van basisscholen om hulp bij een advies: alleen een volgnummer en data.',
    fields: {
      number: 'Volgnummer',
      tested: 'Is de toets afgenomen?',
      adviceOn: 'Handelingsadvies gegeven op',
      evaluationAsked: 'Is de basisschool om een evaluatie gevraagd?',
    },
  },
  deelschakel: {
    title: 'Deelschakeltrajecten',
    one: 'deelschakeltraject',
    help: 'ISK-leerlingen die een dagdeel per week op hun nieuwe school zijn: alleen aantallen.',
    fields: { level: 'Niveau', pupils: 'Aantal leerlingen', finished: 'Hoeveel maakten het af?' },
  },
  buddies: {
    title: 'Maatjes in de klas',
    one: 'maatjestraject',
    help: 'Koppels van een nieuwe leerling en een maatje: alleen aantallen.',
    fields: { pairs: 'Aantal koppels', finished: 'Hoeveel koppels maakten het af?' },
  },
  coaching: {
    title: 'Coaching op het vo',
    one: 'coachingstraject',
    help: 'Leerlingen die coaching kregen op hun nieuwe school: alleen aantallen.',
    fields: { pupils: 'Aantal leerlingen' },
  },
  progress: {
    title: 'Voortgangsrondes',
    one: 'voortgangsronde',
    help: 'Drie keer per schooljaar bespreken we per school de oud-ISK-leerlingen.',
    fields: { round: 'Ronde' },
  },
  activity: {
    title: 'Activiteiten van het jaarplan',
    one: 'activiteit',
    help: 'Wat het jaarplan belooft en wat ervan gedaan is.',
    fields: {
      activity: 'Activiteit',
      planned: 'Gepland aantal',
      realised: 'Gedaan',
      owner: 'Wie trekt het',
    },
  },
  placement: {
    title: 'Plaatsingen',
    one: 'plaatsing',
    help: 'Elke plaatsing heeft een nummer, geen naam. De school bewaart bij welke leerling het nummer hoort.',
    fields: {
      caseNumber: 'Nummer',
      route: 'Komt van',
      sixWeeksOn: 'Gesprek na zes weken op',
      oneYearOn: 'Evaluatie na een jaar op',
      postponed: 'Reden van verschuiven',
    },
  },
}

export const choiceText: Readonly<Record<string, string>> = {
  network_meeting: 'netwerkbijeenkomst',
  visit_to_isk: 'kijkje op de ISK',
  information: 'informatiebijeenkomst',
  mailing: 'mailing',
  presentation: 'presentatie buiten het netwerk',
  consultation: 'overleg',
  single: 'losse training',
  three_years: 'driejarige opleiding',
  visit: 'bezoek',
  phone: 'telefoon',
  mail: 'e-mail',
  online: 'online gesprek',
  policy: 'beleid',
  handover: 'overdracht',
  tests: 'toetsen',
  guidance: 'begeleiding',
  teachers: 'docenten',
  parents: 'ouders',
  other: 'iets anders',
  pro: 'praktijkonderwijs',
  'vmbo-b': 'vmbo-basis',
  'vmbo-k': 'vmbo-kader',
  'vmbo-gt': 'vmbo-gemengd/theoretisch',
  project_leader: 'projectleider',
  member: 'lid van het Expertisecentrum',
  director: 'directielid',
  colleague: 'collega van de ISK',
  isk: 'ISK',
  po: 'basisschool',
  holiday: 'vakantie',
  school_busy: 'het lukt de school nu niet',
  later_start: 'de leerling begon later',
}

export const stateText = {
  planned: 'gepland',
  running: 'loopt',
  done: 'klaar',
  stopped: 'gestopt',
} as const

const dayFormat = new Intl.DateTimeFormat('nl-NL', { day: 'numeric', month: 'long', timeZone: 'UTC' })
/** '2027-03-03' -> '3 maart' */
export const dayText = (iso: string): string => dayFormat.format(new Date(`${iso}T00:00:00Z`))

const schoolsText = (names: readonly string[]): string =>
  names.length <= 3
    ? names.join(', ')
    : `${names.slice(0, 3).join(', ')} en nog ${names.length - 3} ${names.length === 4 ? 'school' : 'scholen'}`

export const signalText = {
  meetings: (held: number, planned: number | undefined) =>
    planned === undefined
      ? `Er ${held === 1 ? 'was' : 'waren'} dit schooljaar ${held} ${held === 1 ? 'bijeenkomst' : 'bijeenkomsten'}.`
      : `${held} van ${planned} bijeenkomsten zijn gehouden.`,
  progressMissing: (round: number, names: readonly string[]) =>
    `Ronde ${round} is nog niet gehouden op ${names.length} ${names.length === 1 ? 'school' : 'scholen'}: ${schoolsText(names)}.`,
  evaluation: (number: string, by: string) =>
    `Po-traject ${number} is klaar. Vraag de basisschool vóór ${dayText(by)} om een evaluatie.`,
  sixWeeks: (caseNumber: string, school: string, on: string) =>
    `Plaatsing ${caseNumber} (${school}): het gesprek na zes weken hoort bij ${dayText(on)}.`,
  oneYear: (caseNumber: string, school: string, on: string) =>
    `Plaatsing ${caseNumber} (${school}): de evaluatie na een jaar hoort bij ${dayText(on)}.`,
  activity: (title: string, realised: number, planned: number) =>
    `${title}: ${realised} van ${planned} gedaan, en de periode is voorbij.`,
}

export const weeklyText = {
  subject: 'Deze week in de Kwaliteitsmonitor NT2',
  dear: (name: string) => `Beste ${name},`,
  waiting: 'Dit wacht op jou:',
  coming: 'Dit staat de komende week in de agenda:',
  moment: (on: string, text: string, school: string | undefined) =>
    school === undefined ? `${on}: ${text}` : `${on}: ${text} (${school})`,
  placement: 'Bij Activiteiten wacht een moment na een plaatsing. Welk, zie je alleen als je inlogt.',
  evaluations: (count: number, by: string) =>
    count === 1
      ? `Een po-traject is klaar. Vraag de basisschool vóór ${by} om een evaluatie.`
      : `${count} po-trajecten zijn klaar. Vraag de basisscholen om een evaluatie, de eerste vóór ${by}.`,
  open: 'Open de Kwaliteitsmonitor:',
  stop: 'Je krijgt deze mail hooguit één keer per week, en alleen als er iets is. Uitzetten kan bij je account:',
}

export const momentText = {
  opens: (title: string) => `${title}: meetronde opent`,
  closes: (title: string) => `${title}: laatste dag om in te vullen`,
  progress: (round: number) => `Voortgangsronde ${round}`,
  progressBy: (round: number) => `Uiterste dag voor voortgangsronde ${round}`,
  begins: (one: string) => `${one} begint`,
  ends: (one: string) => `${one} eindigt`,
  released: (title: string) => `${title}: de uitkomst komt vrij`,
  sixWeeks: 'Gesprek na zes weken',
  oneYear: 'Evaluatie na een jaar',
  advice: (number: string) => `Handelingsadvies, po-traject ${number}`,
  calendarName: (network: string) => `Agenda NT2, ${network}`,
}
