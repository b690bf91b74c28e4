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
} as const
