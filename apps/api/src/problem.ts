import type { AnswerProblem } from '@km/definition'

/** The closed catalogue of what can go wrong: status and the Dutch sentence that a person reads. */
export const problems = {
  invalid_request: [
    400,
    'Deze gegevens kloppen niet. Er is niets bewaard. Kijk de velden na en probeer het opnieuw.',
  ],
  not_signed_in: [401, 'Je bent niet (meer) ingelogd. Er is niets veranderd. Log in en probeer het opnieuw.'],
  wrong_credentials: [
    401,
    'Dit e-mailadres en wachtwoord horen niet bij elkaar. Kijk ze na en probeer het opnieuw.',
  ],
  sign_in_again: [
    401,
    'Het inloggen duurde te lang of er waren te veel pogingen. Er is niets veranderd. Log opnieuw in.',
  ],
  second_factor_needed: [
    403,
    'Voor jouw account is ook een code uit een app op je telefoon nodig. Er is niets veranderd. Vul eerst die code in.',
  ],
  wrong_code: [
    403,
    'Deze code klopt niet of is al verlopen. Kijk in de app op je telefoon en vul de code in die er nu staat.',
  ],
  used_code: [
    403,
    'Deze code is al een keer gebruikt. Er is niets veranderd. Wacht tot er in de app een nieuwe staat en vul die in.',
  ],
  wrong_password: [403, 'Dit is niet je wachtwoord. Er is niets veranderd. Probeer het opnieuw.'],
  second_factor_required: [
    409,
    'Bij jouw rol hoort altijd een tweede stap. Die kan niet uit. Stel eventueel een andere telefoon in.',
  ],
  second_factor_set: [
    409,
    'De tweede stap is al ingesteld. Er is niets veranderd. Zet haar eerst uit als je een andere telefoon hebt.',
  ],
  last_project_leader: [
    409,
    'Dit is de enige projectleider. Er is niets veranderd. Maak eerst iemand anders projectleider.',
  ],
  invite_ended: [
    410,
    'Deze uitnodiging is verlopen, ingetrokken of al gebruikt. Vraag wie je uitnodigde om een nieuwe.',
  ],
  provider_away: [
    503,
    'De inlogpagina van je school is nu niet bereikbaar. Er is niets veranderd. Log in met een link of probeer het later.',
  ],
  sign_in_link_used: [
    410,
    'Deze link om in te loggen is verlopen of al gebruikt. Vraag op de inlogpagina een nieuwe aan.',
  ],
  foreign_origin: [
    403,
    'Dit verzoek kwam van een andere site. Er is niets veranderd. Ga zelf naar de Kwaliteitsmonitor.',
  ],
  wrong_setup_code: [
    403,
    'Deze code klopt niet. Kijk in het venster waarin het programma is gestart en neem de code over.',
  ],
  not_allowed: [403, 'Dit hoort niet bij jouw rol. Er is niets veranderd. Vraag de projectleider om hulp.'],
  not_found: [404, 'Dit bestaat niet (meer). Kijk of het adres klopt of ga terug naar het begin.'],
  unknown_link: [
    404,
    'Deze link werkt niet. Kijk of je de hele link hebt gebruikt, of vraag het Expertisecentrum om een nieuwe.',
  ],
  no_server_draft: [
    405,
    'Bij deze vragenlijst blijven antwoorden alleen op je eigen apparaat, tot je ze verstuurt.',
  ],
  stale_draft: [
    409,
    'Op een ander apparaat is al iets nieuwers bewaard. Jouw antwoorden staan hier nog. Kies welke je wilt houden.',
  ],
  submission_conflict: [
    409,
    'Deze inzending is eerder al ontvangen met andere antwoorden. De eerste blijft staan.',
  ],
  already_sent: [409, 'Deze vragenlijst is al verstuurd. De eerdere antwoorden blijven staan.'],
  already_set_up: [409, 'Er is al een eerste account. Log daarmee in.'],
  already_exists: [409, 'Dit bestaat al. Er is niets veranderd.'],
  already_agreed: [
    409,
    'De school gaf al akkoord op dit verslag. Er is niets veranderd. Een opmerking toevoegen kan nog wel.',
  ],
  not_reviewable: [
    409,
    'Deze verbeteractie loopt nog. Terugblikken kan als de actie is afgerond of gestopt, of als de einddatum voorbij is.',
  ],
  already_reviewed: [
    409,
    'Op deze verbeteractie is al teruggeblikt. Er is niets veranderd. Klopt er iets niet? Pas dan de terugblik aan.',
  ],
  wrong_class_code: [
    409,
    'Deze code is niet goed of is al gebruikt. Kijk of je alle letters en cijfers hebt. Lukt het niet? Vraag je docent om een nieuwe code.',
  ],
  code_needed: [
    409,
    'Bij deze link hoort een code. Je antwoorden zijn nog niet verstuurd en staan nog op dit apparaat. Open de link opnieuw en typ je code.',
  ],
  round_not_open: [
    409,
    'Deze meetronde is niet open, of heeft geen uitnodigingen van deze soort. Er is niets gemaakt of verstuurd. Kijk bij de meetronde naar de data.',
  ],
  no_single_reminder: [
    409,
    'Bij deze vragenlijst laten we niet zien wie klaar is. Daarom gaat een herinnering altijd naar iedereen die nog niet klaar is. Er is niets verstuurd.',
  ],
  nobody_to_remind: [
    409,
    'Er is nu niemand om te herinneren: iedereen is klaar, kreeg vandaag al een herinnering of in totaal twee, wil geen mail of is nog niet per mail uitgenodigd.',
  ],
  no_address: [409, 'Bij deze school staat geen mailadres. Er is niets verstuurd. Vul eerst een adres in.'],
  already_mailed: [
    409,
    'Deze mail stond al klaar of is al verstuurd. Er gaat niets een tweede keer weg. Kijk bij de uitnodiging hoe het ermee staat.',
  ],
  last_of_role: [
    409,
    'Dit is de laatste met deze rol. Er is niets gewist. Geef eerst iemand anders deze rol en probeer het opnieuw.',
  ],
  round_closed: [
    410,
    'Deze meetronde is gesloten. Wat je hier invulde staat nog op dit apparaat. Neem contact op met het Expertisecentrum.',
  ],
  link_expired: [
    410,
    'Deze link is verlopen. Open de link opnieuw: daar kun je een nieuwe vragen. Wat je al bewaarde, blijft staan.',
  ],
  round_not_released: [
    409,
    'Deze meetronde is nog open. Tot het sluiten zie je alleen aantallen inzendingen.',
  ],
  withdrawal_over: [
    410,
    'Deze vragenlijst is gesloten. Intrekken kan nu niet meer. Je antwoorden zijn al samengevoegd met die van anderen.',
  ],
  unknown_receipt: [
    404,
    'Deze code hoort niet bij deze vragenlijst. Er is niets veranderd. Kijk de code goed na en probeer het opnieuw.',
  ],
  round_released: [
    409,
    'Deze meetronde is afgesloten. Er is niets bewaard. De projectleider kan haar heropenen met een reden. Probeer het daarna opnieuw.',
  ],
  no_entry: [
    409,
    'Antwoorden uit een bestand horen bij een meetronde van een eerder jaar, van een vragenlijst die elke school één keer invult. Er is niets bewaard. Plan zo’n meetronde en geef aan dat zij achteraf is.',
  ],
  round_planned: [
    409,
    'Deze meetronde is nog niet open. Er is niets veranderd. Open de ronde eerst, of wijzig de planning.',
  ],
  round_open: [409, 'Deze meetronde is nog open. Er is niets veranderd. Heropenen is niet nodig.'],
  round_not_planned: [
    409,
    'Deze meetronde is al open geweest. De planning staat vast; er is niets veranderd. Verlengen of afsluiten kan wel.',
  ],
  cannot_reopen: [
    409,
    'Deze meetronde kan niet opnieuw open. De vragenlijst is anoniem of vertrouwelijk: bij het sluiten zijn de sleutels vernietigd. Er is niets veranderd. Plan een nieuwe meetronde.',
  ],
  school_closed: [
    409,
    'Deze school doet niet meer mee. Er is niets veranderd. Laat de school eerst weer meedoen.',
  ],
  school_running: [409, 'Deze school doet nog mee. Er is niets veranderd.'],
  import_changed: [
    409,
    'Wat er al stond, is intussen veranderd. Er is nog niets bewaard. Kijk het nieuwe overzicht na en bevestig opnieuw.',
  ],
  import_failed: [
    500,
    'Er ging bij ons iets mis. Er is niets bewaard: een bestand wordt in één keer bewaard, of helemaal niet. Probeer het straks opnieuw.',
  ],
  personal_columns: [
    422,
    'In dit bestand staan kolommen met gegevens van personen. Die bewaren we hier niet; er is niets van bewaard. Haal deze kolommen weg en probeer het opnieuw.',
  ],
  figures_about_persons: [
    422,
    'Dit bestand lijkt te gaan over personen: een kolom met gegevens van een persoon, of één regel per leerling. Hier komen alleen aantallen. Er is niets van bewaard. Tel de leerlingen op en vul de aantallen in het voorbeeldbestand in.',
  ],
  unreadable_file: [
    422,
    'Dit bestand is niet te lezen. Er is niets bewaard. Gebruik het voorbeeldbestand: een Excel-bestand (.xlsx) of een CSV-bestand.',
  ],
  too_many_lines: [
    422,
    'Dit bestand heeft te veel regels. Er is niets bewaard. Verdeel het over kleinere bestanden.',
  ],
  too_large: [
    413,
    'Dit is te groot om te ontvangen. Er is niets bewaard. Maak de tekst korter en probeer het opnieuw.',
  ],
  invalid_answers: [
    422,
    'Nog niet alles klopt. Er is niets verstuurd en je antwoorden staan er nog. Kijk de genoemde vragen na.',
  ],
  version_not_served: [
    422,
    'Deze versie van de vragenlijst hoort niet bij deze link. Open de link opnieuw; je antwoorden blijven staan.',
  ],
  result_too_few: [
    409,
    'Te weinig mensen hebben deze vragen beantwoord om er iets over te vertellen. Er is niets geplaatst. Kies drie vragen uit de lijst.',
  ],
  result_too_long: [
    422,
    'De tekst is te lang voor één bladzijde. Er is niets bewaard en je tekst staat er nog. Maak hem korter.',
  ],
  too_few_texts: [
    409,
    'Bij deze vraag schreven minder dan 10 mensen iets op. Dan blijft het bij jou; er is niets gedeeld. Kies een vraag met meer teksten.',
  ],
  texts_unread: [
    409,
    'Nog niet alle teksten van deze vraag zijn gelezen. Er is niets gedeeld. Lees eerst de rest en deel daarna.',
  ],
  not_cleaned: [
    409,
    'Deze tekst is nog niet opgeschoond. Er is niets veranderd. Haal eerst namen en herkenbare dingen eruit en bewaar dat.',
  ],
  cannot_freeze: [422, 'Dit cijfer wordt niet getoond en kan dus geen bewijs zijn. Kies een ander cijfer.'],
  no_later_evidence: [
    422,
    'Bij een terugblik hoort bewijs van na de start van de actie. Kies een cijfer of noem een document van een latere dag.',
  ],
  too_many_requests: [
    429,
    'Dit ging te vaak achter elkaar. Er is niets veranderd en er gaat niets verloren. Wacht even en probeer het dan opnieuw.',
  ],
  internal: [
    500,
    'Er ging bij ons iets mis. Wat je invulde staat nog op dit apparaat. Probeer het straks opnieuw.',
  ],
  unavailable: [
    503,
    'De database is even niet bereikbaar. Wat je invulde staat nog op dit apparaat. We proberen het zo weer.',
  ],
} as const satisfies Record<string, readonly [number, string]>

export type ProblemCode = keyof typeof problems

/** Thrown by verbs; `app.onError` turns it into `{ code, message, details }`. */
export class Problem extends Error {
  readonly status: number
  constructor(
    readonly code: ProblemCode,
    readonly details: Readonly<Record<string, unknown>> & {
      items?: readonly AnswerProblem[]
      retryAfter?: number
    } = {},
  ) {
    super(problems[code][1])
    this.status = problems[code][0]
  }
}
