/** Dutch of what people said: told back to them, and heard. */
export const nlVoices = {
  result: {
    title: 'Uitkomst voor wie meedeed',
    lead: (people: string, choices: number) => `${people} Over ${choices} vragen kun je iets vertellen.`,
    public: (day: string) =>
      `De uitkomst staat sinds ${day} op de link van deze meetronde. Iedereen met de link kan haar lezen.`,
    notPublic:
      'De uitkomst staat nog niet op de link van deze meetronde. Wie de link opent, leest dat de lijst dicht is.',
    open: 'Deze meetronde is nog open. Na het afsluiten kies je hier wat je aan de deelnemers vertelt.',
    few: 'Te weinig mensen deden mee, of te weinig vragen zijn door vijf of meer mensen beantwoord. Er komt geen uitkomst op de link. Bespreek de coaching of het traject met de groep en leg dat vast als oogst.',
    choose: 'Kies drie uitkomsten',
    chooseHelp:
      'De zinnen komen uit de vastgelegde cijfers. Zei (bijna) iedereen hetzelfde? Dan staat er geen aantal bij.',
    chosen: (n: number) => `${n} van 3 gekozen`,
    doing: 'Dit gaan we doen',
    doingHelp: 'Schrijf korte zinnen, elk op een eigen regel. Noem geen namen. Beloof alleen wat zeker is.',
    words: (n: number, most: number) => `${n} van ${most} woorden`,
    tooLong: 'Dat is te lang voor één bladzijde.',
    long: 'Deze zinnen zijn lang voor deze lezers:',
    preview: 'Zo ziet het eruit',
    previewEmpty: 'Kies een uitkomst of schrijf een zin. Dan zie je hier de bladzijde.',
    publish: 'Zet op de link',
    publishAgain: 'Zet de wijziging op de link',
    keep: 'Bewaar zonder te plaatsen',
    takeAway: 'Haal van de link',
    saved: 'Bewaard.',
    needsThree: 'Kies drie uitkomsten en schrijf wat jullie gaan doen. Dan kun je plaatsen.',
  },
  phase: {
    title: 'Fase',
    none: 'niet gezegd',
    names: { run_up: 'aanloop', speed_up: 'versnellen', sustain: 'verduurzamen' },
  },
  wishes: {
    nav: 'Wensen van scholen',
    lead: (year: string, schools: number, topics: number) =>
      `${schools} ${schools === 1 ? 'school gaf' : 'scholen gaven'} voor ${year} door wat beter moet: ${topics} ${topics === 1 ? 'onderwerp' : 'onderwerpen'}.`,
    at: 'Een wens is een vraag aan het Expertisecentrum, geen uitkomst. Je ziet haar zodra de school verstuurt.',
    none: 'Nog geen school heeft de monitor verstuurd. Zodra dat gebeurt, staan de wensen hier.',
    topics: 'Onderwerpen die scholen kozen',
    schools: (n: number) => `${n} ${n === 1 ? 'school' : 'scholen'}`,
    place: (name: string, place: number) => `${name} (op plek ${place})`,
    toExpectation: 'Bekijk deze verwachting',
    candidates: 'Kandidaten: wat scholen kozen',
    candidatesLead: (n: number) =>
      n === 1
        ? 'Scholen kozen dit onderwerp om volgend jaar beter te maken. Maak er een bevinding van als je er iets mee wilt.'
        : `Scholen kozen deze ${n} onderwerpen om volgend jaar beter te maken. Maak er een bevinding van als je er iets mee wilt.`,
    allWishes: 'Alle wensen van scholen',
    make: 'Maak bevinding',
    makeOf: (title: string) => `Maak een bevinding van: ${title}`,
    hasFinding: (code: string) => `Bevinding ${code}`,
    help: 'Wat scholen daarvoor nodig hebben',
    noHelp: 'Geen school schreef hier iets op.',
    agenda: 'Voor de agenda van het team',
    knowledge: (period: string) => `Kennis van het mbo (uit de vragenlijst voor coaches, ${period}).`,
  },
  pilot: {
    nav: 'Besluit mbo-pilot',
    lead: (answered: number, of: number) =>
      `Van ${answered} van de ${of} groepen is de stem zichtbaar. Het gaat om kleine aantallen en er is geen vergelijkingsgroep: weeg daarom ook wat mensen schreven.`,
    leadDecisions: (n: number) =>
      n === 0
        ? 'Er is nog geen besluit vastgelegd.'
        : `Er ${n === 1 ? 'is 1 besluit' : `zijn ${n} besluiten`} vastgelegd.`,
    votes: 'Helpt het, en moet het doorgaan?',
    noRound: 'Nog geen afgesloten meetronde.',
    hidden: 'Te weinig antwoorden om te laten zien (minder dan 5).',
    takeOver: 'Overnemen door de opleiding',
    coaches: 'Wat kan de opleiding overnemen? (coaches, CO.13)',
    roc: 'Wat nam de opleiding al over? (ROC, RC.9)',
    noText: 'Niemand schreef hier iets op.',
    onlyLeader: 'Deze teksten leest alleen de projectleider.',
    decide: 'Besluit vastleggen',
    fixed: 'Een besluit verandert niet meer. Een nieuw besluit komt erbij.',
    outcome: 'Besluit',
    outcomes: { continue: 'doorgaan', adjust: 'aanpassen', stop: 'stoppen' },
    reasons: 'Redenen',
    conditions: 'Voorwaarden',
    by: 'Wie besluit (functie of overleg, geen naam)',
    on: 'Datum',
    action: 'Verbeteractie in de fase verduurzamen',
    noAction: 'geen',
    kept: 'Vastgelegde besluiten',
    keptLine: (by: string, on: string) => `${by}, ${on}`,
  },
} as const
