/** Every Dutch text of this package: for who fills in, and for who writes a definition. */

const count = new Intl.NumberFormat('nl-NL', { maximumFractionDigits: 6 })

export function formatNumber(value: number): string {
  return count.format(value)
}

/** For the person who fills in. Sentences stand at the item, so they do not name it. */
export const answerText = {
  body: 'De antwoorden zijn niet leesbaar. Laad de pagina opnieuw en probeer het nog een keer.',
  unknown: 'Dit veld hoort niet bij deze vragenlijst.',
  hidden: 'Deze vraag is niet aan jou gesteld. Haal het antwoord weg.',
  required: 'Deze vraag is nog open. Kies of schrijf een antwoord.',
  requiredOther: 'Je koos "anders". Schrijf erbij wat je bedoelt.',
  notAChoice: 'Dit antwoord staat niet in de lijst. Kies een van de antwoorden.',
  twice: 'Een antwoord is twee keer gekozen. Kies elk antwoord één keer.',
  exclusive: 'Dit antwoord gaat niet samen met een ander antwoord. Kies er één.',
  empty: 'Dit antwoord is leeg. Vul iets in of sla de vraag over.',
  needsOne: 'Kies één antwoord uit de lijst.',
  needsList: 'Kies een of meer antwoorden uit de lijst.',
  needsNumber: 'Hier hoort een getal.',
  needsText: 'Hier hoort tekst.',
  needsDate: 'Hier hoort een datum, zoals 2026-04-15.',
  needsRows: 'Geef per regel een antwoord.',
  unreadable: 'Deze tekst heeft tekens die we niet kunnen bewaren. Typ de tekst opnieuw.',
  wholeRanking: 'Zet alle antwoorden op volgorde.',
  step: (step: number): string =>
    step === 1
      ? 'Vul een heel getal in.'
      : `Vul een getal in dat past bij stappen van ${formatNumber(step)}.`,
  tooLow: (min: number): string => `Dit getal is te klein. Vul ${formatNumber(min)} of meer in.`,
  tooHigh: (max: number): string => `Dit getal is te groot. Vul ${formatNumber(max)} of minder in.`,
  notBetween: (min: number, max: number): string =>
    `Kies een getal van ${formatNumber(min)} tot en met ${formatNumber(max)}.`,
  tooEarly: (min: string): string => `Deze datum is te vroeg. Kies ${min} of later.`,
  tooLate: (max: string): string => `Deze datum is te laat. Kies ${max} of eerder.`,
  tooLong: (max: number): string => `Deze tekst is te lang. Gebruik hoogstens ${count.format(max)} tekens.`,
  tooMany: (max: number): string => `Kies er hoogstens ${max}.`,
  tooFew: (min: number): string => `Kies er minstens ${min}.`,
} as const

/** For the person who writes a definition. */
export const definitionText = {
  at: (file: string, question: string): string => `${file}, vraag "${question}": `,
  file: (file: string): string => `${file}: `,
  notSurvey: 'dit is geen SurveyJS-vragenlijst (een object met "pages" of "elements").',
  version: (text: string): string =>
    `"${text}" is geen versie. Schrijf twee getallen met een punt, zoals 2.0.`,
  noQuestions: 'er staan geen vragen in.',
  noName: 'deze vraag heeft geen naam.',
  badName: 'de naam mag alleen letters, cijfers, "_" en "-" hebben en niet eindigen op "-Comment".',
  twice: 'deze naam komt twee keer voor.',
  type: (type: string): string =>
    `het soort "${type}" kunnen we niet streng controleren en tellen. Kies een ander soort vraag.`,
  property: (name: string): string => `"${name}" kunnen we niet streng controleren. Haal het weg.`,
  inputType: (type: string): string => `het invoersoort "${type}" kennen we niet.`,
  validator: (type: string): string => `de validator "${type}" kunnen we niet streng controleren.`,
  noChoices: 'er zijn geen antwoorden om uit te kiezen.',
  badChoice: 'een antwoord heeft een waarde die geen tekst of getal is.',
  sameChoice: (value: unknown): string => `het antwoord "${String(value)}" staat er twee keer.`,
  noRows: 'er zijn geen regels of kolommen.',
  badRange: 'min, max en step passen niet bij elkaar.',
  badCondition: (text: string): string => `de voorwaarde "${text}" is niet te lezen.`,
  conditionSource: (text: string, name: string): string =>
    `de voorwaarde "${text}" noemt "${name}", en dat is geen vraag waar een voorwaarde op kan rusten.`,
  conditionFunction: (text: string, name: string): string =>
    `de voorwaarde "${text}" gebruikt de functie "${name}". Die hangt af van meer dan de antwoorden.`,
} as const

/** What a comparison of two versions says about an item. */
export const differenceText = {
  undeclared: 'niet verklaard',
  new: 'nieuwe vraag',
  retired: 'vraag vervallen',
  raised: 'betekenis gewijzigd (itemVersion verhoogd)',
  lowered: 'itemVersion gaat omlaag',
  kind: 'ander soort antwoord',
  choices: 'andere antwoorden',
  scale: 'andere schaal',
  range: 'ander bereik',
  expectation: 'andere verwachting uit het kader',
  required: 'verplicht werd vrij of andersom',
  condition: 'aan anderen gesteld (voorwaarde gewijzigd)',
  property: (names: string): string => `gewijzigd: ${names}`,
  wording: 'andere woorden, zelfde betekenis',
  order: 'antwoorden in een andere volgorde',
  form: 'andere vorm op het scherm',
} as const

/** Why a version number may not be used. */
export const versionStepText = {
  notHigher: (file: string, before: string): string =>
    `${file}: het versienummer moet hoger zijn dan ${before}.`,
  understates: (file: string, items: string): string =>
    `${file}: dit is meer dan taal of opmaak en vraagt een nieuw hoofdnummer (${items}).`,
  raise: (file: string, item: string, reason: string): string =>
    `${file}, vraag "${item}": ${reason}. Verhoog itemVersion, want de reeks breekt hier.`,
  lowered: (file: string, item: string): string => `${file}, vraag "${item}": itemVersion mag niet omlaag.`,
} as const

/** What the check of `surveys/` says to an author. */
export const surveyText = {
  wrongFile: (file: string, wrong: string): string => `${file} klopt niet: ${wrong}.`,
  sameAsUnknown: (code: string): string =>
    `sameAs noemt "${code}", en geen andere vragenlijst heeft die vraag.`,
  sameAsDiffers: (code: string, what: string): string =>
    `sameAs noemt "${code}", maar die vraag heeft een ander(e) ${what}. Dan zijn ze niet naast elkaar te zetten.`,
  sameAsChain: (code: string): string =>
    `sameAs noemt "${code}", die zelf naar een andere vraag wijst. Noem de vraag waar het begint.`,
  sizeNotOfSchool: 'Deze vraag deelt scholen in: stel hem aan een school, op niveau F.',
  sizeNotOneAnswer: 'Deze vraag deelt scholen in: er mag maar één antwoord zijn.',
  sizeBands: (values: string): string =>
    `Antwoorden en groottes van het kader (schoolSize) verschillen: ${values}.`,
  sameAsParts: { kind: 'soort antwoord', choices: 'lijst met antwoorden', scale: 'schaal', range: 'bereik' },
  jsonError: (message: string): string => `survey-core opent dit niet zonder waarschuwing: ${message}`,
  longQuestion: (words: number, limit: number): string =>
    `De vraag heeft ${words} woorden; hoogstens ${limit} mag.`,
  longSentence: (sentence: string, words: number, limit: number): string =>
    `De zin "${sentence}" heeft ${words} woorden; hoogstens ${limit} mag.`,
  answerWords: (
    scale: string,
    value: number | string,
    expected: string | undefined,
    actual: string | undefined,
  ): string => {
    if (expected === undefined) return `Het antwoord "${value}" hoort niet bij schaal ${scale}.`
    if (actual === undefined) return `Het antwoord "${value}" van schaal ${scale} ontbreekt.`
    return `Antwoord "${value}" heet in schaal ${scale} "${expected}", hier "${actual}".`
  },
  twoQuestions: (title: string): string => `Misschien zijn dit twee vragen in één: "${title}".`,
  takesLonger: (minutes: number, promised: number): string =>
    `Invullen kost naar schatting ${minutes.toFixed(1).replace('.', ',')} minuten; beloofd is hoogstens ${promised}.`,
  negation: (title: string): string => `Er staat een ontkenning in de vraag: "${title}".`,
  staleAcceptance: (rule: string): string =>
    `Er is een uitzondering aanvaard voor "${rule}", maar er is niets meer te aanvaarden. Haal haar weg.`,
  noScored: (code: string): string => `Verwachting ${code} heeft geen gescoorde vraag.`,
  twiceScored: (code: string, items: string): string =>
    `Verwachting ${code} heeft meer dan één gescoorde vraag: ${items}.`,
  unknownCode: (kind: string, code: string): string => `${kind} "${code}" bestaat niet.`,
  noItemCode: 'itemCode ontbreekt.',
  noItemVersion: 'itemVersion ontbreekt.',
  nameAndCode: (code: string, wanted: string): string =>
    `De naam past niet bij itemCode "${code}"; verwacht "${wanted}" of "${wanted}_<deel>".`,
  noRange: 'Een getal heeft een min en een max nodig.',
  wideRange: (values: number, most: number): string =>
    `Dit getal kan ${values} waarden hebben; hoogstens ${most} is te tellen.`,
  noMaxLength: 'Een open vraag heeft een maxLength nodig.',
  wrongCode: (code: string, folder: string): string =>
    `De code "${code}" hoort bij een andere map dan "${folder}".`,
  noReason: (verdict: string): string =>
    `Zet in "changes" van instrument.json waarom deze vraag veranderde (${verdict}).`,
  anonymousAtF:
    'Bij niveau F is te zien wie invulde. Het woord "anoniem" mag daarom nergens staan, ook niet met "niet" ervoor.',
  privacyParts: {
    asks: 'wie het vraagt en waarom',
    sees: 'wie de antwoorden ziet',
    keeps: 'hoe lang ze bewaard worden',
    voluntary: 'dat meedoen vrijwillig is',
    contact: 'waar iemand vragen kan stellen',
  },
  privacyPart: (part: string): string => `In "privacyLine" lijkt te ontbreken ${part}.`,
  strangeChange: (version: string): string =>
    `"changes" noemt een verandering in versie ${version} die er niet is.`,
  twiceCode: (code: string): string => `De code "${code}" komt twee keer voor.`,
  noSuchAnswer: (value: string): string => `"afterSending" noemt een antwoord dat er niet is: "${value}".`,
  saysAnonymous: (level: string): string =>
    `Hier staat "anoniem", maar niveau ${level} is dat niet. Zeg wie de antwoorden ziet.`,
  describesPupil:
    'Niveau K gaat over één leerling en heeft geen open vragen. Maak er een vraag met vaste antwoorden van.',
  forcesPupil: 'In A2 is geen vraag verplicht. Haal isRequired weg.',
  sharesNothing: '"sharedItem" hoort alleen bij niveau P. Haal het weg.',
  personalByName: 'Niveau P vraagt "mode" invitation en "invitees": iedereen krijgt een eigen link.',
  noSharedItem: '"sharedItem" noemt geen open vraag die je mag overslaan.',
  noDateItem: '"dateItem" noemt geen vraag naar een datum.',
  importAsks: 'Cijfers worden ingelezen: een instrument met mode "import" heeft geen vragenlijst.',
  noVersion: 'Er is geen versie. Alleen een instrument met mode "import" heeft geen vragenlijst.',
  noInstrument: (row: string): string => `Bijlage 1, ${row}: er is geen instrument genoemd.`,
  noSuchInstrument: (row: string, code: string): string =>
    `Bijlage 1, ${row}: het instrument "${code}" is er niet.`,
  deniesRow: (row: string, code: string): string =>
    `Bijlage 1, ${row}: "${code}" noemt deze rij zelf niet in "bijlageCodes".`,
  claimsRow: (row: string, code: string): string =>
    `"bijlageCodes" noemt ${row}, maar geen enkel jaarplan noemt "${code}" bij die rij.`,
  noEvidence: (code: string): string =>
    `Gewenst resultaat ${code} heeft geen enkele vraag en geen enkel cijfer.`,
  indicatorInstrument: (code: string, instrument: string): string =>
    `${code} telt antwoorden van "${instrument}", maar dat instrument is er niet.`,
  indicatorPart: (code: string, part: string): string =>
    `${code} telt antwoorden als "${part}", maar dat onderdeel is er niet.`,
  indicatorValues: (code: string, part: string): string =>
    `${code}, "${part}": "values" hoort bij take "answers" en alleen daarbij.`,
  indicatorItem: (code: string, item: string): string =>
    `${code} telt antwoorden op "${item}", maar die vraag is er niet of noemt ${code} niet in "indicatorCodes".`,
  indicatorAnswer: (code: string, item: string, value: string): string =>
    `${code} telt het antwoord "${value}" op "${item}", maar dat kan niet worden gegeven.`,
  indicatorMixed: (code: string): string => `${code} telt antwoorden van twee instrumenten als één cijfer.`,
  indicatorNoSource: (code: string): string => `${code} heeft geen enkele bron.`,
  indicatorSet: (code: string, set: string): string =>
    `${code} komt binnen met "${set}", maar dat is geen instrument met mode "import".`,
  handsIn:
    'Bij cijfers die worden ingelezen staat wie ze aanlevert (handsIn), bij andere vragenlijsten niet.',
  emptySet: (set: string): string => `"${set}" heeft geen enkele indicator.`,
  onHidden:
    'Deze voorwaarde rust op een vraag die zelf verborgen kan zijn. Zet "clearInvisibleValues": "onHidden" bovenaan.',
  kinds: {
    expectation: 'Verwachting of contextkenmerk',
    goal: 'Doel, resultaat of activiteit',
    indicator: 'Indicator',
    scale: 'Schaal',
    bijlage: 'Bijlage 1-rij',
    framework: 'Kader',
  },
} as const
