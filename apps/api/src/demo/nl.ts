/** Dutch texts of the demonstration: all of it invented. */

export const networkName = 'Samenwerkingsverband Voorbeeldstad (verzonnen)'
export const leaderName = 'Projectleider (voorbeeld)'
export const colleagueNames: Readonly<Record<string, string>> = {
  admin: 'Beheerder (voorbeeld)',
  member: 'Lid Expertisecentrum (voorbeeld)',
  director: 'Directielid (voorbeeld)',
  coordinator: 'NT2-coördinator (voorbeeld)',
  board: 'Bestuurslid (voorbeeld)',
  coach: 'Coach (voorbeeld)',
  roc_contact: 'Contactpersoon ROC (voorbeeld)',
  po_contact: 'Contactpersoon po (voorbeeld)',
}

export const coordinatorOf = (school: string): string => `NT2-coördinator ${school} (voorbeeld)`

/** Invented and meant to be seen as such; no school has these names. */
export const schoolNames: readonly string[] = [
  'Vakschool Luchtkasteel',
  'Lyceum Nergenshuizen',
  'Scholengroep De Papieren Brug',
  'Vmbo Verzonnenveld',
  'Gymnasium Nooitgedacht-aan-Zee',
  'College Denkbeeld',
  'Vakcollege Schaduwhaven',
  'Lyceum De Gouden Komma',
  'College Overmorgen',
  'Vmbo De Houten Zeilboot',
  'Havo Wolkendek',
  'Scholengroep Dubbelpunt',
  'Scholengroep Kruimelpad',
  'Lyceum Maanlicht-Oost',
  'Praktijkschool De Losse Schroef',
  'Vmbo Sprookjeswijk',
  'Havo Achter de Regenboog',
  'College Vraagteken',
  'Praktijkschool Zevenmijl',
  'Lyceum Stippellijn',
  'College Het Blauwe Krijtje',
  'Vmbo Fantasiedijk',
  'Scholengroep De Halve Maan en de Hele Zon',
  'Lyceum Voorbeeldlaan',
]

/** What the students of the pilot are told that is done, in A2. */
export const toldInJune = [
  'Coaches praten vaker met jou.',
  'Je krijgt meer hulp met de taal van je opleiding.',
  'De coaching gaat volgend jaar door.',
].join('\n')

/** What was decided about the pilot in October 2026. */
export const pilotDecision = {
  reasons:
    'Bijna alle studenten zijn geholpen en de meeste liggen op schema. De groep is klein en er is geen vergelijking met studenten zonder coach; dit is dus geen bewijs dat de coaching werkt.',
  conditions:
    'Elke student spreekt de coach minstens elke twee weken. In juni 2027 beslissen we opnieuw, ook over wat het ROC overneemt.',
  decidedBy: 'Overleg van directie en bestuur',
} as const

/** Where the answers of the first year came from: they were entered afterwards. */
export const firstYearSource = 'Papieren vragenlijsten van juni 2023 (verzonnen)'

/** A group that the project leader made; too small to be set beside a school. */
export const practicalGroup = 'Praktijkscholen'

/** What the contact of a school is called, in turn. */
export const contacts = ['NT2-coördinator', 'NT2-coördinator', 'taalcoördinator', 'zorgcoördinator'] as const
export const sizes = ['300-600', '600-900', '900-1200', 'minder dan 300'] as const
export const towns = ['Voorbeeldstad', 'Nergenshuizen', 'Verzonnenveld'] as const

/** Examples or evidence that a coordinator writes beside a page. */
export const remarks: readonly string[] = [
  'We bespreken dit nu elke zes weken in het zorgteam.',
  'Er ligt een korte notitie, die in mei is vastgesteld.',
  'Twee vakdocenten proberen woordenlijsten met beelden uit.',
  'De mentor gebruikt een vast formulier voor het startgesprek.',
  'Dit schooljaar lukte het minder goed door wisseling in het team.',
  'We hebben de afspraken op één kaart gezet voor alle docenten.',
  'Leerlingen houden zelf een map bij met wat zij al kunnen.',
  'De sectie Nederlands en de NT2-docent kijken bij elkaar in de les.',
]

export const needs: readonly string[] = [
  'Een voorbeeld van een plan dat andere scholen al gebruiken.',
  'Een middag scholing voor vakdocenten, het liefst in het najaar.',
  'Iemand die meedenkt over toetsen waarin taal en vak apart tellen.',
  'Hulp bij het gesprek met de schoolleiding over uren.',
  'Een keer meekijken bij de ISK, samen met twee mentoren.',
]

export const goodExamples: readonly string[] = [
  'Een startweek waarin oud-leerlingen van de ISK nieuwe leerlingen rondleiden.',
  'Vaste taalsteun in de werkplaats, met foto’s bij het gereedschap.',
  'Een oudergesprek met tolk in de tweede schoolweek.',
]

export const otherTexts: readonly string[] = [
  'Hoe we omgaan met leerlingen die halverwege het jaar komen.',
  'De tijd die het kost om gegevens te verzamelen.',
  'Samenwerken met de school in de buurt gaat goed.',
]

export const studentTexts: readonly string[] = [
  'Meer tijd voor taal.',
  'Ik wil vaker praten met de coach.',
  'Het is goed zo.',
  'Hulp met de stage.',
  'De woorden in het boek zijn moeilijk.',
  'Meer uitleg over de woorden van mijn vak.',
  'Ik wil ook na school praten. Er is weinig tijd.',
  'Een rustige plek om te praten.',
  'Meer oefenen met Nederlands praten.',
  'De coach moet langer blijven.',
]

/** What texts of the demonstration are about, by the words in them. */
export const demoThemes = [
  {
    name: 'Taal en woorden',
    description: 'Moeilijke woorden, taal van het vak, Nederlands oefenen',
    words: /woord|taal|nederlands|vak\b/i,
  },
  {
    name: 'Tijd en rust',
    description: 'Vaker, langer, vaste momenten, een rustige plek',
    words: /tijd|rust|moment|uur|vaker|langer|snel|vast/i,
  },
  {
    name: 'Contact en duidelijkheid',
    description: 'Elkaar spreken, weten wie wat doet, eerder bericht',
    words: /contact|uitleg|aanspreek|spreken|praten|duidelijk|bericht|terug/i,
  },
  {
    name: 'Onderweg en stage',
    description: 'Reizen, de weg, de stage',
    words: /\bbus\b|\bweg\b|stage|reis/i,
  },
] as const

/** A text as the project leader cleans it: nothing that tells who it is about. */
export const cleanedText = (text: string): string => text.replace(/de mentor/gi, 'een medewerker')

export const coachTexts: readonly string[] = [
  'Vaste momenten per week en korte lijnen met de opleiding.',
  'Gesprekken tussen de lessen door: te kort en te onrustig.',
  'Uitleg over de toetsregels kan de opleiding zelf geven.',
  'Ja, mits er uren komen om met docenten te overleggen.',
]

/** What a visitor writes, by question of SB-NT2 or by part of an agreement. */
export const visitTexts: Readonly<Record<string, readonly string[]>> = {
  SB_9_waarvoor: ['De visie is de basis van het gesprek met nieuwe docenten.'],
  SB_10: [
    'De mentoren bespreken elke maand hoe het met de NT2-leerlingen gaat. Wat zij afspreken, staat op één kaart.',
    'Er is een vast startgesprek voor nieuwe leerlingen. Dat geeft rust in de klas.',
    'Twee vakdocenten proberen woordenlijsten met beelden uit en delen die met collega’s.',
  ],
  SB_11: [
    'De afspraken zijn nog niet bij alle vakdocenten bekend. Er is weinig tijd om ze te bespreken.',
    'Niemand bewaakt de lijn als de NT2-coördinator er niet is.',
    'Toetsen zien er per vak anders uit. Leerlingen raken daarvan in de war.',
  ],
  SB_13: [
    'Een middag over taal in de vaklessen, het liefst met eigen lesmateriaal.',
    'Hulp bij het opschrijven van de aanpak in twee bladzijden.',
    'Meedenken over toetsen waarin taal en vak apart tellen.',
  ],
  SB_15_toelichting: ['Op meer scholen vragen vakdocenten om tijd en voorbeelden.'],
  wat: [
    'Een kaart met de afspraken voor alle docenten',
    'Een lesbezoek van twee vakdocenten bij elkaar',
    'Een gesprek met de schoolleiding over uren voor NT2',
    'Een voorbeeldtoets waarin taal en vak apart tellen',
  ],
  wie: ['NT2-coördinator', 'lid van het Expertisecentrum', 'mentor', 'schoolleider'],
}

/** What a school says beside the record of a visit. */
export const visitRemark =
  'Het lesbezoek is intussen gepland. De vaksectie natuurkunde wil ook meedoen; dat stond er nog niet bij.'

/** What meetings were about, in order. */
export const meetingTitles: readonly string[] = [
  'Intervisie: taal in de vaklessen',
  'Van ISK naar vo: wat geef je mee?',
  'Beleid dat blijft als mensen vertrekken',
  'Eerlijk toetsen bij NT2-leerlingen',
  'Ouders erbij betrekken',
  'Terugkijken op het jaar en vooruit plannen',
  'Intervisie: lastige overstappen',
  'Wat we leren van oud-ISK-leerlingen',
  'Taalsteun in de les: wat werkt?',
]
export const visitTitle = 'Kijkje in de keuken van de ISK'
export const dpiaDecidedBy = 'directeur van de ISK (voorbeeld)'

export const findingTexts = {
  policy:
    'Scholen met vastgesteld beleid noemen vooral dat er nu tijd is om het te bespreken. Scholen zonder beleid wachten op een voorbeeld.',
  training:
    'Scholing is los en vrijwillig. Vooral vakdocenten worden niet bereikt, zo bleek ook in de bezoeken.',
  support: 'De begeleiding is op veel scholen planmatiger geworden. Dat willen we vasthouden.',
  dropout: 'Signalen zijn er wel, maar wie wat doet verschilt per team.',
  students: 'Studenten zeggen dat de coach helpt bij de taal van de opleiding.',
  network: 'Scholen kennen elkaar van bijeenkomsten, maar weten niet wie zij tussendoor kunnen bellen.',
  placed:
    'Een op de vijf leerlingen begint niet op een plaats die bij het advies past. Scholen willen eerder meepraten.',
} as const

export const actionTexts = {
  policy: 'Bouwstenen voor NT2-beleid delen en drie scholen helpen bij vaststellen',
  training: 'Training taalbewust lesgeven op zes scholen, met een vakdocent als gastheer',
  support: 'Voorbeeld van een begeleidingsplan maken met vier scholen',
  dropout: 'Afspraakkaart "signaal en hulp" invoeren met de zorgteams',
  network: 'Elke maand een open spreekuur voor NT2-coördinatoren',
  placed: 'Warm gesprek over de plaats vóór de zomer, met elke vo-school',
} as const

/** What June 2026 saw when it looked back. */
export const reviewTexts = {
  policy: {
    seen: 'De bouwstenen worden gebruikt. Meer scholen dan we hoopten hebben nu beleid dat is vastgesteld.',
    next: 'De bouwstenen komen in het welkomstpakket voor nieuwe scholen.',
  },
  training: {
    seen: 'De training was goed bezocht door taaldocenten. Vakdocenten kwamen er bijna niet: het rooster liet het niet toe.',
    next: 'Training korter maken en op school geven, in een studiemiddag.',
  },
} as const

/** Lines in the terminal while the demonstration is made. */
export const progress = {
  start: 'Voorbeeld maken: verzonnen scholen en antwoorden.',
  schools: (n: number): string => `  ${n} verzonnen scholen`,
  round: (instrument: string, schoolYear: string): string => `  ${instrument} ${schoolYear}`,
  pilot: '  pilot mbo: twee halve jaren',
  others: (schoolYear: string): string => `  alle andere vragenlijsten en verslagen ${schoolYear}`,
  registers: '  bijeenkomsten, trajecten en wat het jaarplan beloofde',
  visits: '  bezoeken aan scholen, met wat de scholen ervan vonden',
  acts: '  bevindingen en verbeteracties',
} as const
