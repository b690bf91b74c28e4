/** Dutch of the school register and its import. */
export const nlSchools = {
  lead: (n: number) =>
    `${n === 1 ? 'Eén school doet' : `${n} scholen doen`} mee in dit samenwerkingsverband.`,
  add: 'School toevoegen',
  toImport: 'Scholen importeren',
  edit: 'Wijzigen',
  editOf: (name: string) => `${name} wijzigen`,
  search: 'Zoek een school',
  type: 'Schooltype',
  group: 'Vergelijkingsgroep',
  all: 'Alle',
  noGroup: 'geen groep',
  showLeft: 'Ook scholen die gestopt zijn',
  found: (n: number) => (n === 1 ? '1 school gevonden' : `${n} scholen gevonden`),
  noneFound: 'Geen school past bij deze keuze.',
  empty: 'Er zijn nog geen scholen. Voeg de eerste toe of importeer een lijst.',
  since: (day: string) => `Doet mee sinds ${day}`,
  left: (day: string) => `gestopt op ${day}`,
  mergedInto: (name: string) => `opgegaan in ${name}`,
  contact: 'Contact',
  fields: {
    name: 'Naam van de school',
    nameHelp: 'Een andere naam? De school houdt haar eigen verleden.',
    joinedOn: 'Doet mee sinds',
    contactFunction: 'Functie van het contact',
    contactHelp: 'Een functie, geen naam.',
    comparisonGroup: 'Vergelijkingsgroep',
    groupHelp:
      'Alleen als je zelf kiest welke scholen naast elkaar staan. Leeg: scholen van dezelfde soort met evenveel NT2-leerlingen, of een ruimere groep. Een lopende ronde houdt de groep van de opening.',
    profile: 'Kenmerken',
    profileHelp: 'Om binnen te vergelijken. Er hoort geen score bij.',
    unknown: 'niet ingevuld',
  },
  stop: {
    title: 'School stopt',
    text: 'De antwoorden van de school blijven staan. In lopende rondes kan de school nog afmaken; in nieuwe rondes doet zij niet mee.',
    leftOn: 'Doet mee tot en met',
    submit: 'School stopt',
  },
  reopen: {
    title: 'School doet weer mee',
    text: 'De school kan weer in nieuwe meetrondes. Links die waren ingetrokken, blijven ingetrokken.',
    submit: 'Laat weer meedoen',
  },
  merge: {
    title: 'School gaat op in een andere school',
    text: 'Wat beide scholen eerder antwoordden, blijft van elk apart. Het wordt nooit bij elkaar opgeteld.',
    into: 'Gaat op in',
    choose: 'Kies een school',
    links: 'Wat gebeurt er met links die nog niet gebruikt zijn?',
    move: 'Ze gaan mee naar de andere school, met wat al is ingevuld',
    moveHelp: 'Heeft die school in dezelfde ronde al een link? Dan vervalt de link die meegaat.',
    revoke: 'Ze vervallen',
    submit: 'Voeg samen',
    done: (moved: number, revoked: number) =>
      `De scholen zijn samengevoegd. ${links(moved)} ging${moved === 1 ? '' : 'en'} mee, ${links(revoked)} ${revoked === 1 ? 'verviel' : 'vervielen'}.`,
  },
  more: 'Stoppen of samenvoegen',
  back: 'Terug naar wijzigen',
  file: {
    title: 'Scholen importeren',
    lead: 'Eerst kijken, dan pas bewaren.',
    step1: 'Neem het voorbeeldbestand',
    step1Text:
      'Zet elke school op een eigen regel. In het Excel-bestand staat op het tweede blad wat je mag invullen.',
    xlsx: 'Voorbeeld voor Excel',
    csv: 'Voorbeeld als CSV',
    step2: 'Kies je bestand',
    step2Text:
      'Excel (.xlsx) of CSV, hooguit 5.000 scholen en 2 MB. Zet er geen namen, e-mailadressen of telefoonnummers van mensen in.',
    willAdd: (n: number) =>
      n === 0 ? 'Geen enkele regel is goed.' : n === 1 ? '1 school kan erbij.' : `${n} scholen kunnen erbij.`,
    wrong: (n: number) => (n === 1 ? '1 regel klopt niet' : `${n} regels kloppen niet`),
    wrongText: 'Deze regels slaan we over. Verbeter ze in je bestand en kies het opnieuw, of ga door zonder.',
    more: (n: number) => (n === 1 ? 'Nog 1 regel' : `Nog ${n} regels`),
    line: 'Regel',
    reason: 'Wat klopt er niet',
    right: 'Deze scholen komen erbij',
    problems: 'Met dit bestand kunnen we niets',
    confirm: (n: number) => (n === 1 ? 'Voeg 1 school toe' : `Voeg ${n} scholen toe`),
    done: (n: number) => (n === 1 ? '1 school is toegevoegd.' : `${n} scholen zijn toegevoegd.`),
    leftOut: (n: number) =>
      n === 0 ? '' : n === 1 ? '1 regel is overgeslagen.' : `${n} regels zijn overgeslagen.`,
    toSchools: 'Naar de scholen',
    shown: (n: number, of: number) => `De eerste ${n} van ${of}.`,
  },
}

function links(n: number): string {
  return n === 1 ? '1 link' : `${n} links`
}
