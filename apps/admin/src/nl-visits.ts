/** Dutch of visits to schools and their records. */
export const nlVisits = {
  nav: 'Bezoeken',
  title: 'Bezoeken en verslagen',
  leads: {
    coordinator: 'Na elk bezoek krijg je het verslag te lezen. Klopt het? Geef dan akkoord.',
    member:
      'Verslagen van bezoeken aan de scholen die jij helpt en van bijeenkomsten, en wat scholen ervan vonden.',
    project_leader: 'Alle verslagen van bezoeken en bijeenkomsten, en wat scholen ervan vonden.',
  } as Readonly<Record<string, string>>,
  add: 'Nieuw verslag',
  empty: {
    coordinator: 'Er is nog geen verslag van een bezoek aan jullie school.',
    other: 'Er is dit schooljaar en daarvoor nog geen bezoek of bijeenkomst vastgelegd.',
  },
  schoolYear: 'Schooljaar',
  allYears: 'Alle schooljaren',
  groups: {
    begun: 'Nog niet verstuurd',
    waiting: 'Wacht op de school',
    waitingOwn: 'Wacht op jullie akkoord',
    done: 'Afgerond',
  },
  states: {
    begun: 'nog niet verstuurd',
    sent: 'verstuurd',
    not_agreed: 'nog niet akkoord',
    agreed: 'akkoord',
  },
  agreedOn: (day: string) => `akkoord op ${day}`,
  remarks: (count: number) => (count === 1 ? 'met 1 opmerking' : `met ${count} opmerkingen`),
  case: (number: string, school: string) => `Leerling ${number}, ${school}`,
  visitOf: (day: string) => `Bezoek van ${day}`,
  goOn: 'Ga verder met invullen',
  start: {
    title: 'Nieuw verslag',
    text: 'Je krijgt een formulier voor dit ene bezoek of deze ene bijeenkomst. Het blijft op je apparaat bewaard, ook zonder internet.',
    school: 'School',
    choose: 'Kies een school',
    pupil: 'Leerling',
    choosePupil: 'Kies het nummer van de leerling',
    instrument: 'Soort verslag',
    day: 'Dag van het bezoek of de bijeenkomst',
    dayHelp:
      'Een dag uit een eerder schooljaar mag ook; dat staat er dan bij als achteraf ingevoerd. In het formulier kun je de dag nog veranderen.',
    do: 'Maak het formulier',
    wrongDay: 'Deze dag hoort bij een volgend schooljaar. Er is niets gemaakt. Kies een andere dag.',
    noSchools:
      'Er hoort nog geen school bij jouw account. Vraag de projectleider om je scholen erbij te zetten.',
    ready: 'Het formulier staat klaar.',
    open: 'Open het formulier',
    link: 'Of open deze link op je tablet:',
  },
  again: {
    title: 'Ga verder met het verslag',
    text: 'Je krijgt een nieuwe link. De link van eerder werkt daarna niet meer. Wat je al invulde, blijft staan.',
    do: 'Maak de link',
    drop: 'Haal dit verslag weg',
    dropTitle: 'Verslag weghalen',
    dropText:
      'Is dit verslag per ongeluk begonnen? Wat er al is ingevuld, gaat dan weg. Een verslag dat al verstuurd is, blijft altijd staan.',
    dropDo: 'Ja, haal het weg',
  },
  record: {
    title: (school: string) => `Bezoek aan ${school}`,
    factsOther: (day: string, sent: string) => `Van ${day}. Verstuurd op ${sent}.`,
    facts: (day: string, sent: string) => `Bezoek van ${day}. Verstuurd op ${sent}.`,
    notAgreed: 'De school gaf nog geen akkoord. Als bewijs telt dit verslag alleen met die aantekening.',
    agreed: (day: string) => `De school gaf akkoord op ${day}.`,
    sent: 'Bij dit verslag vragen we de school niet om akkoord.',
    own: 'Lees of dit past bij het gesprek. Je kunt akkoord geven of een opmerking toevoegen. Het verslag zelf verandert daar niet door.',
    print: 'Afdrukken',
    missing: 'Dit verslag is nog niet verstuurd, of het hoort bij een andere school.',
  },
  school: {
    title: 'Wat zegt de school?',
    titleOwn: 'Wat zegt jullie school?',
    nothing: 'De school heeft nog niets gezegd over dit verslag.',
    nothingOwn: 'Jullie hebben nog niets gezegd over dit verslag.',
    agreed: 'Akkoord',
    remark: 'Opmerking',
    roles: { coordinator: 'NT2-coördinator' } as Readonly<Record<string, string>>,
    agree: 'Geef akkoord',
    agreeTitle: 'Akkoord geven',
    agreeText:
      'Je zegt hiermee namens jullie school: dit verslag klopt. Dat kan één keer. Er komt bij te staan op welke dag en met welke functie je dit deed, niet je naam.',
    agreeDo: 'Ja, het verslag klopt',
    addRemark: 'Voeg een opmerking toe',
    remarkTitle: 'Opmerking toevoegen',
    remarkText:
      'Je opmerking komt naast het verslag te staan. Het verslag zelf blijft zoals het is. Schrijf geen namen op.',
    remarkLabel: 'Opmerking',
    remarkDo: 'Bewaar de opmerking',
    left: (count: number) => `Nog ${count} tekens`,
  },
  waits: (count: number) =>
    count === 1
      ? 'Er wacht 1 verslag van een bezoek op jullie akkoord.'
      : `Er wachten ${count} verslagen van een bezoek op jullie akkoord.`,
  inRound: 'De verslagen van deze ronde staan onder Bezoeken.',
  toAll: 'Ga naar de bezoeken',
  toVisit: 'Lees het verslag',
  toVisits: 'Bekijk de verslagen',
}
