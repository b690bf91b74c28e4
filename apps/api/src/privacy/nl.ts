import { minUnitsFor } from '@km/analysis'
import type { AnonymityLevel, InstrumentFacts } from '@km/definition'

/** Dutch texts of the register and of privacy statements; how long something is kept: `nl-retention.ts`. */

/** How an anonymity level is called; level F never by the word that it is not. */
export const levelText: Readonly<Record<AnonymityLevel, string>> = {
  P: 'P: alleen voor wie invult',
  A: 'A: anoniem',
  V: 'V: vertrouwelijk',
  F: 'F: school of functie is bekend',
  C: 'C: alleen aantallen',
  K: 'K: één leerling, alleen na een DPIA',
}

type Facts = Pick<InstrumentFacts, 'anonymityLevel' | 'unit' | 'mode'>

/** What an answer is connected with in the database. */
export function connectedText({ anonymityLevel, unit }: Facts): string {
  switch (anonymityLevel) {
    case 'A':
      return 'Met niemand: er staan geen naam, account, adres, apparaat of tijd bij, alleen de meetronde en de datum. Bij het afsluiten wordt ook de sleutel vernietigd waarmee een code bij een antwoord past.'
    case 'V':
      return 'Met niemand: bij de uitnodiging staat alleen dat die klaar is, bij het antwoord alleen de meetronde en de datum. Bij het afsluiten wordt ook de sleutel vernietigd waarmee een code bij een antwoord past.'
    case 'F':
      return unit === 'school'
        ? 'Met de school en de datum. Wie de functie heeft, is daardoor te herkennen.'
        : 'Met de meetronde en de datum. De groep is klein: wie het invulde, is te herkennen.'
    case 'P':
      return 'De antwoorden blijven op het apparaat van wie invult en komen hier niet. Bij de uitnodiging staat alleen dat die klaar is; wat iemand zelf voor het team opschrijft, staat hier zonder naam.'
    case 'C':
      return 'Met een school of groep: het zijn aantallen, geen mensen.'
    case 'K':
      return 'Met de school en een willekeurig nummer, dat de school kent. Staat uit tot het samenwerkingsverband het aanzet, na een DPIA.'
  }
}

const { group, network } = minUnitsFor

/** Who reads a record as it was written down. */
const readsRecord: Readonly<Record<InstrumentFacts['unit'], string>> = {
  school:
    'Het verslag lezen de school zelf, het lid dat haar begeleidt en de projectleider. Aantallen van scholen samen:',
  person: 'Het verslag leest het team van het Expertisecentrum. Aantallen samen:',
}

/** Who sees an answer or an outcome. */
export function seenByText({ anonymityLevel, unit, mode }: Facts): string {
  switch (anonymityLevel) {
    case 'A':
    case 'V':
      return `Niemand ziet wat één iemand koos. Uitkomsten zijn er pas na het sluiten, en per vraag vanaf ${group} mensen.`
    case 'F':
      return unit === 'school'
        ? `De school zelf, de projectleider en het lid dat de school begeleidt. Anderen zien alleen uitkomsten van minstens ${group} scholen samen; van het hele samenwerkingsverband vanaf ${network}.`
        : `De projectleider. Anderen zien alleen uitkomsten van minstens ${group} mensen samen.`
    case 'P':
      return 'Alleen wie invult. De regel voor het team leest de projectleider.'
    case 'C':
      return `${mode === 'member' ? `${readsRecord[unit]} b` : 'B'}innen het project vanaf ${group}; daarbuiten moet ook elk aantal zelf minstens ${group} zijn.`
    case 'K':
      return 'De eigen school en het lid dat haar begeleidt.'
  }
}

/** Proposed ground in the AVG; the privacy officer decides. */
export function basisText({ anonymityLevel, languageLevel }: InstrumentFacts): string {
  if (anonymityLevel === 'A')
    return languageLevel === 'A2'
      ? 'Geen nodig als de antwoorden echt anoniem zijn. Meedoen is vrijwillig; bij leerlingen onder 18 zijn ouders vooraf ingelicht.'
      : 'Geen nodig als de antwoorden echt anoniem zijn. Meedoen is vrijwillig.'
  if (anonymityLevel === 'C') return 'Geen: aantallen boven de drempel zijn geen persoonsgegevens.'
  if (anonymityLevel === 'K') return 'Wettelijke taak van de school in de begeleiding; pas na een DPIA.'
  return 'Voorstel: taak van algemeen belang (AVG art. 6 lid 1 onder e), of gerechtvaardigd belang (onder f) bij een privaat bestuur. Geen toestemming: die is van werknemers niet vrij.'
}

const some = (n: number, one: string, more: string): string => `${n} ${n === 1 ? one : more}`

/** '46 vragen om te kiezen, 12 om te schrijven' */
export const dataText = (
  { anonymityLevel }: Pick<Facts, 'anonymityLevel'>,
  closed: number,
  texts: number,
): string =>
  anonymityLevel === 'P'
    ? 'Dat iemand klaar is, en de regel voor het team als iemand die invult; de andere antwoorden niet'
    : questionsText(closed, texts)

const questionsText = (closed: number, texts: number): string =>
  [
    some(closed, 'vraag met keuzes of getallen', 'vragen met keuzes of getallen'),
    ...(texts === 0 ? [] : [some(texts, 'open vraag', 'open vragen')]),
  ].join(', ')

/** The rule of `mayReadTexts` in the step `report`, which decides. */
export const textsSeenText = ({ unit }: Facts): string =>
  `Wat mensen zelf opschrijven, leest ${unit === 'school' ? 'de eigen school, wie haar begeleidt en ' : ''}de projectleider; anderen pas vanaf 10 teksten, en nadat iemand ze heeft nagekeken.`

export const registerText = {
  where:
    'In de database van het programma, op de server van wie het programma draait. Van elk samenwerkingsverband staan de gegevens apart; de database zelf houdt ze gescheiden.',
  receivers:
    'Niemand anders. E-mail gaat langs de mailserver die de beheerder heeft ingesteld; daarin staat geen antwoord.',
  basisOfAccounts: 'Zonder account kan iemand dit werk niet doen: zelfde grondslag als de vragenlijsten.',
  thresholds: [
    `Niveau A en V: een uitkomst is er als minstens ${group} mensen die vraag beantwoordden.`,
    `Niveau F: wie niet van de school, haar begeleider of de projectleider is, ziet uitkomsten van minstens ${group} andere scholen; het hele samenwerkingsverband vanaf ${network}.`,
    `Niveau C: een noemer van minstens ${group}; buiten het project ook elk aantal.`,
    'Wat verborgen is, is ook niet uit te rekenen uit totalen, jaren of een export: daarvoor worden zo nodig meer cijfers verborgen.',
    'Tot een meetronde is afgesloten, ziet iedereen alleen hoeveel er binnen is.',
  ],
} as const

export const roleNames: Readonly<Record<string, string>> = {
  admin: 'beheerder',
  project_leader: 'projectleider',
  member: 'Expertisecentrum-lid',
  director: 'directielid',
  coordinator: 'NT2-coördinator',
  board: 'bestuur',
  coach: 'coach',
  roc_contact: 'ROC-contactpersoon',
  po_contact: 'po-contactpersoon',
  /** Its name says it already. */
  program: '',
}
