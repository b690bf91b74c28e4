/** Dutch of the coordinator's own place. */
export const nlOwn = {
  title: 'Mijn school',
  lead: 'Hier vul je in, zie je wat jullie eerder invulden en lees je wat ermee gebeurt.',
  toFill: 'Nu invullen',
  nothingToFill: 'Er staat nu niets open. Je krijgt bericht als er een nieuwe meetronde begint.',
  until: (day: string) => `Invullen kan tot en met ${day}.`,
  minutes: (min: number, max: number) => `Het kost ${min} tot ${max} minuten. Je mag tussendoor stoppen.`,
  from: (day: string) => `Opent op ${day}.`,
  states: { invited: 'nog niet begonnen', started: 'begonnen, nog niet verstuurd', done: 'verstuurd' },
  begin: 'Begin met invullen',
  goOn: 'Ga verder met invullen',
  linkTitle: 'Naar de vragenlijst',
  linkText:
    'Je krijgt hier een nieuwe link. De link uit je mail werkt daarna niet meer. Wat je al invulde, blijft staan.',
  linkDo: 'Maak de link',
  linkReady: 'De link is klaar.',
  linkOpen: 'Open de vragenlijst',
  past: 'Eerder ingevuld',
  noPast: 'Er is nog niets verstuurd.',
  picture: 'Bekijk het beeld van jullie school',
  input: 'Wat is er met jullie antwoorden gedaan?',
  inputLead:
    'Dit zijn de bevindingen waarin ook antwoorden van jullie school zitten. Cijfers van andere scholen staan er niet bij.',
  noInput:
    'Er zijn nog geen bevindingen waarin jullie antwoorden meetellen. Ze komen hier als de projectleider ze heeft vastgesteld.',
  years: (years: string) => `Uit de antwoorden van ${years}`,
  noActions: 'Er is nog geen verbeteractie besloten.',
  due: (day: string) => `klaar op ${day}`,
  lookedBack: (day: string) => `Terugblik van ${day}`,
}
