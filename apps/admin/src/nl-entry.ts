/** Dutch of entering answers of an earlier year from a file. */
/** What a line of a file is. */
export type Line = 'school' | 'visit'
const words: Readonly<Record<Line, readonly [string, string]>> = {
  school: ['school', 'scholen'],
  visit: ['bezoek', 'bezoeken'],
}
const counted = (n: number, of: Line): string => `${n} ${words[of][n === 1 ? 0 : 1]}`

export const entryText = {
  open: 'Antwoorden inlezen',
  title: 'Antwoorden van een eerder jaar inlezen',
  lead: (done: number, all: number): string =>
    done === 0
      ? `Van ${counted(all, 'school')} staan er nog geen antwoorden in deze ronde.`
      : `Van ${done} van ${counted(all, 'school')} staan er antwoorden in deze ronde.`,
  leadVisits: (done: number): string =>
    done === 0
      ? 'Er staat nog geen verslag in deze ronde.'
      : `Er ${done === 1 ? 'staat 1 verslag' : `staan ${done} verslagen`} in deze ronde.`,
  notHere:
    'In deze meetronde kun je geen bestand inlezen. Dat kan zolang een ronde van een eerder jaar open is.',
  toRound: 'Naar de meetronde',
  step1: 'Neem het voorbeeldbestand',
  step1Text: (version: string): string =>
    `Het is gemaakt voor versie ${version}: een regel per school en een kolom per vraag. In het Excel-bestand staat op het tweede blad wat je mag invullen.`,
  step1Visits: (version: string): string =>
    `Het is gemaakt voor versie ${version}: een regel per bezoek, met de school en de dag, en een kolom per vraag. Was een school vaker bezocht, dan krijgt ze meer regels.`,
  xlsx: 'Voorbeeld voor Excel',
  csv: 'Voorbeeld als CSV',
  step2: 'Kies je bestand',
  step2Text:
    'Excel (.xlsx) of CSV, hooguit 2 MB. Zet er geen namen, e-mailadressen of telefoonnummers van mensen in.',
  willAdd: (fresh: number, others: number, of: Line): string =>
    [
      fresh + others === 0 ? 'Er verandert niets.' : '',
      fresh > 0 ? `${counted(fresh, of)} ${fresh === 1 ? 'komt' : 'komen'} erbij.` : '',
      others > 0 ? `Van ${counted(others, of)} vervangen we wat eerder is ingelezen.` : '',
    ]
      .filter((part) => part !== '')
      .join(' '),
  noneRight: 'Geen enkele regel is goed.',
  problems: 'Met dit bestand kunnen we niets',
  right: 'Deze regels zijn goed',
  states: {
    new: 'komt erbij',
    same: 'stond er al precies zo',
    other: 'vervangt wat eerder is ingelezen',
  },
  answers: (n: number): string => (n === 1 ? '1 antwoord' : `${n} antwoorden`),
  confirm: (n: number, of: Line): string => `Bewaar de antwoorden van ${counted(n, of)}`,
  done: (added: number, replaced: number, of: Line): string =>
    [
      added > 0 ? `De antwoorden van ${counted(added, of)} zijn bewaard.` : '',
      replaced > 0 ? `Van ${counted(replaced, of)} zijn ze vervangen.` : '',
      added + replaced === 0 ? 'Er is niets veranderd: alles stond er al.' : '',
    ]
      .filter((part) => part !== '')
      .join(' '),
  mark: 'In elke vergelijking staat erbij dat deze ronde achteraf is ingevoerd.',
  unconfirmed:
    'Bij elk verslag staat: achteraf ingevoerd. Zolang de school geen akkoord geeft, staat ook dat erbij.',
  onlyEarlier:
    'Bezoeken van dit schooljaar begin je bij Bezoeken. Hier kan een eerder jaar, uit een bestand.',
  version: 'Welke versie is toen ingevuld?',
  versionHelp: 'Bij deze versie hoort het voorbeeldbestand.',
} as const
