/** Dutch of the respondent's app. `A2` replaces a sentence in forms for students. */

const b1 = {
  saved: '✓ bewaard',
  saving: 'bezig met bewaren',
  unsaved: 'nog niet bewaard',
  onDevice: 'geen verbinding, bewaard op dit apparaat',
  sendingTitle: 'Je antwoorden worden verstuurd',
  sendingBody: 'Een ogenblik. Sluit deze pagina nog niet.',
  waitingTitle: 'Nog niet verstuurd',
  offlineBody:
    'Er is nu geen verbinding. Je antwoorden staan veilig op dit apparaat. We proberen het vanzelf opnieuw.',
  laterBody:
    'De server is even niet bereikbaar. Je antwoorden staan veilig op dit apparaat. We proberen het vanzelf opnieuw.',
  waitingUnseen: 'Je mag deze pagina sluiten. Open de link later opnieuw, dan gaat het versturen verder.',
  tryNow: 'Probeer nu',
  sentTitle: 'Bedankt, je antwoorden zijn binnen',
  sentBody: 'De vragenlijst is verstuurd. Je hoeft niets meer te doen.',
  receipt: 'Ontvangstbewijs',
  receiptBody:
    'Bewaar deze code als je later wilt nagaan of je antwoorden zijn aangekomen, of als je ze wilt intrekken.',
  copy: 'Kopieer',
  copied: 'Gekopieerd',
  nextPersonTitle: 'Deel je dit apparaat met anderen?',
  nextPersonBody:
    'Maak dan het scherm leeg. De code hierboven komt niet terug: schrijf hem eerst over als je hem wilt bewaren.',
  nextPerson: 'Maak dit scherm leeg',
  nextTitle: 'Wat gebeurt er nu?',
  nextSchool: (date: string) => [
    'Hieronder staat meteen het beeld van jullie eigen school.',
    `De meetronde sluit op ${date}. Daarna vergelijkt het Expertisecentrum de schooljaren.`,
    'Wat jullie kozen om te verbeteren, bespreekt het Expertisecentrum met jullie.',
  ],
  nextRecord: [
    'Het team van het Expertisecentrum kan het verslag nu lezen, precies zoals jij het opschreef.',
    'Je vindt het terug in de Kwaliteitsmonitor, onder Bezoeken.',
  ] as readonly string[],
  nextUnasked: (school: string) => [
    `De NT2-coördinator van ${school} kan het verslag nu lezen, precies zoals jij het opschreef.`,
    'Je vindt het terug in de Kwaliteitsmonitor, onder Bezoeken.',
  ],
  nextVisit: (school: string | undefined) => [
    `De NT2-coördinator van ${school ?? 'de school'} kan het verslag nu lezen, precies zoals jij het opschreef.`,
    'De school geeft akkoord of voegt een opmerking toe. Tot dan staat erbij: nog niet akkoord.',
    'Je vindt het verslag terug in de Kwaliteitsmonitor, onder Bezoeken.',
  ],
  nextOther: (date: string) => [
    `De meetronde sluit op ${date}. Daarna bekijken we alle antwoorden samen.`,
    'Uitkomsten laten we pas zien als minstens vijf mensen een vraag hebben beantwoord.',
  ],
  alreadySentTitle: 'Deze vragenlijst is verstuurd',
  alreadySentBody:
    'De antwoorden zijn veilig ontvangen. Je kunt ze hier niet meer veranderen. Klopt er iets niet? Vraag het Expertisecentrum om hulp.',
  withdrawStill: 'Toch intrekken?',
  withdrawAsk: 'Ik wil mijn antwoorden intrekken',
  withdrawTitle: 'Antwoorden intrekken',
  withdrawBody: (date: string) => [
    'Wat je verstuurde, wordt gewist en telt niet meer mee. Dit kun je niet terugdraaien.',
    `Intrekken kan tot de meetronde sluit, op ${date}. Daarna zijn alle antwoorden samengevoegd.`,
  ],
  withdrawCode: 'Code van je ontvangstbewijs',
  withdrawCodeHelp: 'Vier groepjes van vier letters en cijfers. Je kreeg de code na het versturen.',
  withdrawDo: 'Trek mijn antwoorden in',
  withdrawBack: 'Laat staan',
  withdrawLater: 'Er is nu geen verbinding. Er is niets gewist. Probeer het zo weer.',
  withdrawnTitle: 'Je antwoorden zijn ingetrokken',
  withdrawnBody: 'Ze zijn gewist en tellen niet meer mee. Het ontvangstbewijs is niet meer geldig.',
  withdrawnAgain: 'Je kunt de vragenlijst opnieuw invullen zolang de meetronde open is. Dat hoeft niet.',
  withdrawnFill: 'Opnieuw invullen',
  closedTitle: 'Deze meetronde is gesloten',
  closedBody: (date: string) =>
    `Invullen kon tot en met ${date}. Wat al verstuurd was, is veilig. Wil je nog iets doorgeven? Neem contact op met het Expertisecentrum.`,
  expiredTitle: 'Deze link is verlopen',
  expiredBody:
    'Met deze link kun je niet meer verder. Wat je al bewaarde, is niet weg. Vraag het Expertisecentrum om een nieuwe link.',
  expiredAskBody:
    'Met deze link kun je niet meer verder. Wat je al bewaarde, is niet weg. Vraag hier een nieuwe link. Die komt per mail op het adres waarop de uitnodiging kwam.',
  askLinkDo: 'Mail mij een nieuwe link',
  askLinkDone:
    'Gevraagd. Is deze vragenlijst nog open en kennen we het adres, dan is er nu een mail met een nieuwe link onderweg. Kijk ook bij ongewenste mail. Niets ontvangen? Vraag het Expertisecentrum.',
  askLinkLater: 'Dat lukt nu niet. Wacht een paar minuten en probeer het opnieuw.',
  codeTitle: 'Typ je code',
  codeBody: 'Je kreeg een code van je docent. Met die code kun je één keer antwoorden sturen.',
  codeLabel: 'Code',
  codeDo: 'Verder',
  codeWrong: 'Deze code is niet goed, of is al gebruikt. Kijk of je alle letters en cijfers hebt.',
  codeLater: 'Dat lukt nu niet. Probeer het zo nog eens.',
  codeSafe: 'Je code staat niet bij je antwoorden. Niemand kan zien wat jij hebt ingevuld.',
  stopTitle: 'Geen mail meer over deze vragenlijst?',
  stopBody: 'Je krijgt dan geen herinnering meer. Invullen kan nog wel met deze link.',
  stopDo: 'Geen mail meer',
  stopDone: 'Goed. Je krijgt geen herinnering meer over deze vragenlijst.',
  stopLater: 'Dat lukt nu niet. Probeer het zo nog eens.',
  stopGoOn: 'Naar de vragenlijst',
  unknownTitle: 'Deze link werkt niet',
  unknownBody:
    'Misschien is de link niet helemaal meegekomen. Kopieer de hele link uit de uitnodiging, of vraag het Expertisecentrum om een nieuwe. Er is niets verloren gegaan.',
  offlineTitle: 'Geen verbinding',
  offlineOpenBody:
    'De vragenlijst kan nu niet geladen worden. Wat je eerder invulde, is niet weg. Zodra er verbinding is, gaan we vanzelf verder.',
  busyTitle: 'Het is nu even druk',
  busyBody: 'De vragenlijst komt zo. We proberen het vanzelf opnieuw. Wat je eerder invulde, is niet weg.',
  notOpenTitle: 'Deze meetronde is nog niet open',
  notOpenBody: (date: string) => `Invullen kan vanaf ${date}. Bewaar deze link en kom dan terug.`,
  conflictTitle: 'Er was al iets verstuurd',
  keptHere:
    'Wat je hier invulde staat nog op dit apparaat. Je kunt het bewaren als tekst, of kopiëren en doorsturen.',
  download: 'Bewaar als tekst',
  copyAnswers: 'Kopieer mijn antwoorden',
  chooseTitle: 'Er zijn twee versies van je antwoorden',
  chooseBody:
    'Op een ander apparaat is al iets nieuwers bewaard. Hier staan ook nieuwe antwoorden. Kies waarmee je verder gaat. De andere versie blijft op dit apparaat staan tot je hebt verstuurd.',
  chooseMine: 'Ga verder met wat hier staat',
  chooseTheirs: 'Ga verder met het andere apparaat',
  mine: 'Op dit apparaat',
  theirs: 'Op het andere apparaat',
  answered: (count: number) => (count === 1 ? '1 vraag beantwoord' : `${count} vragen beantwoord`),
  differs: (count: number) =>
    count === 1 ? 'Bij 1 vraag is het antwoord anders.' : `Bij ${count} vragen is het antwoord anders.`,
  prefilled: (year: string) =>
    `Deze antwoorden gaf jullie school in ${year}. Kijk of ze nog kloppen en verander wat anders is.`,
  ownNumbers: {
    open: (date: string) => `Jouw aantallen van de vorige keer (${date})`,
    where: 'Deze aantallen staan alleen op dit apparaat. Niemand anders ziet ze hier.',
    forget: 'Wis ze van dit apparaat',
  },
  lastNumbers: {
    open: (round: string) => `De aantallen van de vorige ronde (${round})`,
    few: 'Minder dan 5 mensen vulden toen in. Daarom staan hier geen aantallen.',
    said: (total: number, people: number, median: number | undefined) =>
      `Samen ${total}, van ${people} mensen.${median === undefined ? '' : ` Het middelste aantal was ${median}.`}`,
  },
  lastYear: {
    open: (year: string) => `Jullie antwoorden van ${year} ernaast`,
    loading: 'De antwoorden worden opgehaald.',
    failed: 'De antwoorden van toen konden niet worden opgehaald. Wat je nu invult, is niet weg.',
    notYet: 'Deze pagina is nog niet bewaard. Probeer het zo nog eens.',
    other: (year: string) =>
      `In ${year} vulde iemand anders in: toen had een collega de rol van NT2-coördinator.`,
    subject: 'Onderwerp',
    now: 'Nu',
    none: 'niet ingevuld',
    changedMeaning: 'De vraag betekent nu iets anders.',
  },
  aside: 'De andere versie staat nog op dit apparaat.',
  asideBack: 'Toch de andere versie',
  welcomeBack: (page: number) =>
    `Fijn dat je er weer bent. Je gaat verder bij onderwerp ${page}. Wat je eerder invulde, is bewaard.`,
  report: {
    title: (school: string, year: string) => `Het beeld van ${school}, ${year}`,
    loading: 'Het beeld van jullie school wordt gemaakt.',
    failed: 'Het beeld van jullie school kan nu niet geladen worden. Je antwoorden zijn wel binnen.',
    again: 'Probeer opnieuw',
    print: 'Afdrukken',
    noScore:
      'Dit is geen cijfer en geen vergelijking met andere scholen. Het helpt bij het gesprek op school.',
    strongIn: (titles: string) => `Jullie staan sterk in ${titles}.`,
    biggestStep: (titles: string) => `De grootste stap ligt bij ${titles}.`,
    and: ' en ',
    movedSince: (year: string, up: number, down: number, same: number) =>
      `Sinds ${year}: ${up} ${up === 1 ? 'onderwerp' : 'onderwerpen'} omhoog, ${down} omlaag en ${same} gelijk.`,
    notComparable: (count: number) =>
      count === 1
        ? 'Bij 1 onderwerp is de vraag veranderd. Daar vergelijken we niet.'
        : `Bij ${count} onderwerpen is de vraag veranderd. Daar vergelijken we niet.`,
    firstYear: 'Dit is het eerste jaar van jullie school. Volgend jaar zie je hier wat er veranderde.',
    profileChanged: (year: string) => `Gewijzigd in jullie schoolprofiel sinds ${year}`,
    profileChange: (title: string, before: string, now: string) => `${title}: was ${before}, is nu ${now}`,
    otherCoordinator: (year: string) =>
      `In ${year} vulde iemand anders met deze taak de vragenlijst in. Let daarop bij het vergelijken.`,
    strengths: 'Sterk',
    strengthsBody: 'Hier staan jullie het verst.',
    attention: 'Aandacht',
    attentionBody: 'Hier is de volgende stap het grootst.',
    noStrengths: 'Er staat nog geen onderwerp op orde.',
    noAttention: 'Er staat geen onderwerp op Nog niet of Begin.',
    now: 'Nu',
    next: 'Volgende stap',
    previous: (year: string) => `In ${year}`,
    median: (label: string) => `Middelste niveau: ${label}`,
    up: 'omhoog',
    same: 'gelijk',
    down: 'omlaag',
    break: 'vraag veranderd, niet te vergelijken',
    none: 'niet eerder gevraagd',
  },
} as const

type Sentences = { readonly [Key in keyof typeof b1]?: (typeof b1)[Key] | string }

/** For students: short sentences, everyday words. */
const a2 = {
  sendingTitle: 'Even wachten',
  sendingBody: 'We sturen je antwoorden. Sluit deze pagina nog niet.',
  waitingTitle: 'Nog niet verstuurd',
  offlineBody: 'Er is geen internet. Je antwoorden zijn niet weg. We proberen het zo weer.',
  laterBody: 'Het lukt nu even niet. Je antwoorden zijn niet weg. We proberen het zo weer.',
  waitingUnseen:
    'Je mag deze pagina sluiten. Niemand ziet wat jij hebt ingevuld. Open de link later weer. Dan sturen we je antwoorden.',
  sentTitle: 'Dank je wel!',
  sentBody: 'Je antwoorden zijn binnen. Je bent klaar.',
  receipt: 'Jouw code',
  receiptBody:
    'Met deze code weet je: het is gelukt. Je naam staat er niet bij. Wil je je antwoorden weer weg? Dan heb je deze code nodig.',
  nextPersonTitle: 'Wil iemand anders dit apparaat?',
  nextPersonBody:
    'Maak dan het scherm leeg. De code gaat dan weg. Schrijf de code eerst op als je die wilt houden.',
  nextTitle: 'Wat gebeurt er nu?',
  alreadySentTitle: 'Deze lijst is al verstuurd',
  alreadySentBody: 'De antwoorden zijn binnen. Je hoeft niets meer te doen.',
  withdrawStill: 'Toch niet? Haal je antwoorden weg',
  withdrawAsk: 'Ik wil mijn antwoorden weghalen',
  withdrawTitle: 'Antwoorden weghalen',
  withdrawCode: 'Jouw code',
  withdrawCodeHelp: 'Je kreeg de code na het versturen.',
  withdrawDo: 'Haal mijn antwoorden weg',
  withdrawBack: 'Nee, laat staan',
  withdrawLater: 'Er is geen internet. Er is niets weg. Probeer het zo weer.',
  withdrawnTitle: 'Je antwoorden zijn weg',
  withdrawnBody: 'Ze tellen niet meer mee. Je hoeft niets meer te doen.',
  withdrawnAgain: 'Wil je toch weer meedoen? Dat mag.',
  withdrawnFill: 'Opnieuw beginnen',
  closedTitle: 'Deze vragenlijst is dicht',
  expiredTitle: 'Deze link werkt nu niet meer',
  expiredBody: 'Je kunt niet meer meedoen met deze link. Vraag om een nieuwe link.',
  expiredAskBody: 'Deze link is te oud. Vraag hier een nieuwe link. Je krijgt hem per mail.',
  askLinkDo: 'Mail mij een nieuwe link',
  askLinkDone: 'We hebben je vraag. Kijk zo in je mail. Geen mail? Vraag hulp.',
  codeBody: 'Je hebt een code van je docent. De code werkt 1 keer.',
  codeWrong: 'Deze code werkt niet. Kijk goed: heb je alle letters en cijfers?',
  codeLater: 'Het lukt nu niet. Probeer het zo weer.',
  codeSafe: 'Jouw code staat niet bij je antwoorden. Wij weten niet wie jij bent.',
  unknownTitle: 'Deze link werkt niet',
  unknownBody: 'Kijk of de link goed is. Of vraag om een nieuwe link.',
  offlineTitle: 'Geen internet',
  offlineOpenBody: 'De vragen komen nu niet. We proberen het zo weer.',
  busyTitle: 'Even wachten',
  busyBody: 'De vragen komen zo. We proberen het zo weer.',
  notOpenTitle: 'Je kunt nog niet beginnen',
  keptHere: 'Je antwoorden staan nog hier. Je kunt ze bewaren.',
} as const satisfies Sentences

const a2Lists = {
  notOpenBody: (date: string) => `De vragen komen op ${date}. Kom dan terug.`,
  closedBody: (_: string) => 'Je kunt niet meer meedoen. Heb je een vraag? Vraag je mentor of coach.',
  withdrawBody: (date: string) => [
    'Dan zijn je antwoorden echt weg. Niemand kan ze terughalen.',
    `Dit kan tot en met ${date}.`,
  ],
  nextOther: (_: string) => [
    'Je antwoorden staan niet meer op dit apparaat.',
    'We bekijken alle antwoorden samen.',
    'Doen minder dan vijf mensen mee? Dan laten we niets zien.',
    'We vertellen later wat we gaan doen.',
  ],
} as const

export type Words = { readonly [Key in keyof typeof b1]: Widened<(typeof b1)[Key]> }
type Widened<T> = T extends string
  ? string
  : T extends (...args: infer A) => string
    ? (...args: A) => string
    : T extends (...args: infer A) => readonly string[]
      ? (...args: A) => readonly string[]
      : T

/** The sentences for a language level. */
export function words(languageLevel: 'A2' | 'B1' | undefined): Words {
  return languageLevel === 'A2' ? { ...b1, ...a2, ...a2Lists } : b1
}
