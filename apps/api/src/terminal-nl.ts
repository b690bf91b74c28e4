/** Every Dutch sentence that the program prints in the terminal. */

export const settingText = {
  PORT: 'De instelling PORT klopt niet: geef een heel getal van 1 tot en met 65535, bijvoorbeeld 3000.',
  DATA_DIR: 'De instelling DATA_DIR klopt niet: geef de naam van een map, bijvoorbeeld ./data.',
  DATABASE_URL:
    'De instelling DATABASE_URL klopt niet: geef een adres dat begint met postgres://, of laat haar weg voor de ingebouwde database.',
  PUBLIC_URL:
    'De instelling PUBLIC_URL klopt niet: geef het hele adres zonder pad, bijvoorbeeld https://monitor.school.nl.',
  SMTP_URL:
    'De instelling SMTP_URL klopt niet: geef een adres dat begint met smtp:// of smtps://. Achter ?from= en bounces= staat een e-mailadres.',
  BOUNCES_DIR: 'De instelling BOUNCES_DIR klopt niet: geef de naam van een map, bijvoorbeeld ./retour.',
  OIDC_PROVIDERS:
    'De instelling OIDC_PROVIDERS klopt niet: geef een JSON-lijst met voor elke school of elk bestuur id, name, issuer, clientId en clientSecret, elk id één keer.',
} as const

const roleNames: Readonly<Record<string, string>> = {
  admin: 'beheerder',
  project_leader: 'projectleider',
  member: 'lid van het Expertisecentrum',
  director: 'directielid',
  coordinator: 'NT2-coördinator',
  board: 'bestuurslid',
  coach: 'coach',
  roc_contact: 'contactpersoon ROC',
  po_contact: 'contactpersoon po',
}

export const startText = {
  noDemoHere: (folder: string): string =>
    `In de map ${folder} staan al gegevens die geen heel voorbeeld zijn. Start met "npm start" om daarmee verder te gaan, of kies met DATA_DIR een andere map.`,
  demoThere: 'Het voorbeeld van de vorige keer wordt gebruikt.',
  notBuilt:
    'De schermen zijn nog niet gebouwd. Stop met Ctrl+C en start met "npm start" of "npm run demo"; die bouwen ze eerst.',
  ready: (url: string): string => `Klaar. Open ${url} in de browser. Stoppen kan met Ctrl+C.`,
  noMailServer: (folder: string): string =>
    `Er is geen mailserver ingesteld (SMTP_URL). Mail wordt niet verstuurd, maar bewaard in ${folder}.`,
  account: (role: string, email: string, password: string): string =>
    `  inloggen als ${roleNames[role] ?? role}: ${email} met wachtwoord ${password}`,
  link: (instrument: string, round: string, url: string): string =>
    `  invullen ${instrument}, ${round}: ${url}`,
  facts: (file: string): string => `  deze gegevens staan ook in ${file}`,
  setup: (url: string, code: string): string =>
    `Er is nog geen account. Open ${url} en maak het eerste account met deze code: ${code}`,
  released: (round: string): string => `Meetronde gesloten en vrijgegeven: ${round}.`,
  retained: (what: string): string => `Bewaartermijn voorbij: ${what} verwijderd.`,
  stopping: 'Stoppen: wat nog binnenkomt wordt afgemaakt …',
  stopped: 'Gestopt.',
  portTaken: (port: number): string =>
    `Poort ${port} is al in gebruik. Stop het andere programma of kies een andere poort, bijvoorbeeld PORT=${port + 1}.`,
  portForbidden: (port: number): string =>
    `Poort ${port} mag dit programma niet gebruiken. Kies een poort boven 1023, bijvoorbeeld PORT=3000.`,
  folder: (folder: string): string =>
    `In de map ${folder} kan niet geschreven worden. Kies met DATA_DIR een map die van jou is.`,
  bouncesFolder: (folder: string): string =>
    `Uit de map ${folder} (BOUNCES_DIR) kan geen mail worden gehaald. Kijk na of de map er is en of dit programma erin mag lezen en schrijven.`,
  failed: 'Starten is niet gelukt. Wat er misging:',
  unexpected: 'Er ging iets mis bij',
} as const

export const publishText = {
  published: (list: readonly string[]): string => `Gepubliceerd: ${list.join(', ')}.`,
  folder: (folder: string): string => `De map ${folder} met vragenlijsten is er niet of is niet te lezen.`,
  notJson: (file: string): string => `${file} is geen geldige JSON.`,
  wrong: (file: string, message: string): string => `${file}: ${message}`,
  stops: 'De vragenlijsten kloppen nog niet; daarom start het programma niet:',
  changed: (file: string, version: string, next: string): string =>
    `${file} is veranderd nadat versie ${version} werd gepubliceerd. Zet de oude inhoud terug en bewaar de verandering als nieuwe versie, bijvoorbeeld ${next}.`,
} as const

interface Part {
  readonly covered: number
  readonly of: number
}

const part = ({ covered, of }: Part): string => `${covered} van ${of}`

export const definitionsText = {
  usage: [
    'Gebruik:',
    '  npm run -s definitions -- check [BESTAND…]      vragenlijsten nakijken',
    '  npm run -s definitions -- diff OUD NIEUW [--json]   twee versies vergelijken',
    '  npm run -s definitions -- publish               nieuwe versies publiceren',
  ].join('\n'),
  error: (file: string, item: string | undefined, message: string): string =>
    `FOUT ${file}${item === undefined ? '' : ` · ${item}`}: ${message}`,
  warning: (file: string, item: string | undefined, message: string, rule: string | undefined): string =>
    `LET OP ${file}${item === undefined ? '' : ` · ${item}`}: ${message}${rule === undefined ? '' : ` [${rule}]`}`,
  summary: (versions: number, instruments: number, errors: number, warnings: number): string =>
    `${versions} ${versions === 1 ? 'versie' : 'versies'} van ${instruments} ${instruments === 1 ? 'vragenlijst' : 'vragenlijsten'} nagekeken: ${errors} fout, ${warnings} om zelf te beoordelen.`,
  covered: (combinations: Part, expectations: Part, results: Part): string =>
    `Gedekt: ${part(combinations)} combinaties van Bijlage 1, ${part(expectations)} verwachtingen met een gescoorde vraag, ${part(results)} gewenste resultaten.`,
  noFile: (file: string): string => `Het bestand ${file} is er niet of is geen geldige JSON.`,
  verdicts: {
    identical: 'gelijk',
    reworded: 'anders verwoord',
    rescaled: 'andere schaal',
    changed: 'veranderd',
    new: 'nieuw',
    retired: 'vervallen',
  },
  needs: {
    none: 'Er is niets veranderd.',
    minor: 'Een kleine stap is genoeg (het getal achter de punt).',
    major: 'Een grote stap is nodig (het getal voor de punt).',
  },
  nothing: 'Er is niets nieuws om te publiceren.',
} as const

export const talliesText = {
  usage: [
    'Gebruik:',
    '  npm run -s tallies -- verify    tellingen vergelijken met de inzendingen',
    '  npm run -s tallies -- rebuild   tellingen opnieuw maken uit de inzendingen',
  ].join('\n'),
  agree: (rounds: number): string =>
    `De tellingen van ${rounds} ${rounds === 1 ? 'meetronde' : 'meetrondes'} komen overeen met de inzendingen.`,
  differ: (differences: number): string =>
    `${differences} ${differences === 1 ? 'telling wijkt' : 'tellingen wijken'} af van de inzendingen:`,
  difference: (d: {
    networkId: number
    roundId: number
    schoolId: number
    stored: number
    counted: number
    items: readonly string[]
  }): string =>
    `  samenwerkingsverband ${d.networkId}, meetronde ${d.roundId}, ${d.schoolId === 0 ? 'alle scholen' : `school ${d.schoolId}`}: ${d.stored} geteld, ${d.counted} inzendingen${d.items.length === 0 ? '' : `; ${d.items.join(', ')}`}`,
  sealed: (rounds: number): string =>
    `${rounds} ${rounds === 1 ? 'meetronde is' : 'meetrondes zijn'} verzegeld: de inzendingen zijn na de bewaartermijn verwijderd.`,
  broken: (networkId: number, roundId: number): string =>
    `  samenwerkingsverband ${networkId}, meetronde ${roundId}: de telling past niet bij het zegel.`,
  rebuilt: (rounds: number, differences: number): string =>
    `De tellingen van ${rounds} ${rounds === 1 ? 'meetronde' : 'meetrondes'} zijn opnieuw gemaakt; ${differences} ${differences === 1 ? 'week' : 'weken'} af.`,
} as const

export const retentionText = {
  usage: [
    'Gebruik:',
    '  npm run -s retention -- show   laat zien wat hoe lang blijft en wat al is verwijderd',
    '  npm run -s retention -- run    verwijder nu wat voorbij zijn bewaartermijn is',
  ].join('\n'),
  rule: (data: string, keep: string): string => `${data} → ${keep}`,
  log: (network: string): string => `\nVerwijderd voor ${network}, nieuwste eerst:`,
  never: '  Er is nog niet gekeken.',
  done: (day: string, data: string, what: string): string => `  ${day}  ${data}: ${what}`,
  ran: (networkId: number, data: string, what: string): string =>
    `samenwerkingsverband ${networkId}, ${data}: ${what} verwijderd.`,
} as const

export const accountsText = {
  usage: [
    'Gebruik:',
    '  npm run -s accounts -- reset-second-factor ADRES   haal de tweede stap van dit account weg',
  ].join('\n'),
  unknown: 'Er is geen account dat met dit e-mailadres kan inloggen. Er is niets veranderd.',
  reset:
    'De tweede stap is weggehaald en het account is overal uitgelogd. Wie beheert of leidt, stelt bij het inloggen een nieuwe in. Dit staat in het logboek.',
} as const
