/** Dutch of entering answers of an earlier year from a file. */
const schools = (n: number): string => (n === 1 ? '1 school' : `${n} scholen`)

export const entryText = {
  open: 'Antwoorden inlezen',
  title: 'Antwoorden van een eerder jaar inlezen',
  lead: (done: number, all: number): string =>
    done === 0
      ? `Van ${schools(all)} staan er nog geen antwoorden in deze ronde.`
      : `Van ${done} van ${schools(all)} staan er antwoorden in deze ronde.`,
  notHere:
    'In deze meetronde kun je geen bestand inlezen. Dat kan zolang een ronde van een eerder jaar open is.',
  toRound: 'Naar de meetronde',
  step1: 'Neem het voorbeeldbestand',
  step1Text: (version: string): string =>
    `Het is gemaakt voor versie ${version}: een regel per school en een kolom per vraag. In het Excel-bestand staat op het tweede blad wat je mag invullen.`,
  xlsx: 'Voorbeeld voor Excel',
  csv: 'Voorbeeld als CSV',
  step2: 'Kies je bestand',
  step2Text:
    'Excel (.xlsx) of CSV, hooguit 2 MB. Zet er geen namen, e-mailadressen of telefoonnummers van mensen in.',
  choose: 'Bestand',
  reading: 'We kijken het bestand na …',
  saving: (n: number): string => `We bewaren de antwoorden van ${schools(n)} …`,
  step3: 'Kijk het na',
  nothingYet: 'Er is nog niets bewaard.',
  willAdd: (fresh: number, others: number): string =>
    [
      fresh + others === 0 ? 'Er verandert niets.' : '',
      fresh > 0 ? `${schools(fresh)} ${fresh === 1 ? 'komt' : 'komen'} erbij.` : '',
      others > 0 ? `Van ${schools(others)} vervangen we wat eerder is ingelezen.` : '',
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
  confirm: (n: number): string => `Bewaar de antwoorden van ${schools(n)}`,
  other: 'Kies een ander bestand',
  done: (added: number, replaced: number): string =>
    [
      added > 0 ? `De antwoorden van ${schools(added)} zijn bewaard.` : '',
      replaced > 0 ? `Van ${schools(replaced)} zijn ze vervangen.` : '',
      added + replaced === 0 ? 'Er is niets veranderd: alles stond er al.' : '',
    ]
      .filter((part) => part !== '')
      .join(' '),
  mark: 'In elke vergelijking staat erbij dat deze ronde achteraf is ingevoerd.',
  version: 'Welke versie is toen ingevuld?',
  versionHelp: 'Bij deze versie hoort het voorbeeldbestand.',
} as const
