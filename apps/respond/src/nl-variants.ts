import type { RespondView } from '@km/api'
import { type Words, words } from './nl.ts'

/** Dutch that differs from `nl.ts`: the board is addressed with "u", level P keeps answers on the device. */

const formal: Partial<Words> = {
  sendingTitle: 'Uw antwoorden worden verstuurd',
  sendingBody: 'Een ogenblik. Sluit deze pagina nog niet.',
  offlineBody:
    'Er is nu geen verbinding. Uw antwoorden staan veilig op dit apparaat. We proberen het vanzelf opnieuw.',
  laterBody:
    'De server is even niet bereikbaar. Uw antwoorden staan veilig op dit apparaat. We proberen het vanzelf opnieuw.',
  waitingUnseen: 'U mag deze pagina sluiten. Open de link later opnieuw, dan gaat het versturen verder.',
  sentTitle: 'Dank u wel, uw antwoorden zijn binnen',
  sentBody: 'De vragenlijst is verstuurd. U hoeft niets meer te doen.',
  receiptBody:
    'Bewaar deze code als u later wilt nagaan of uw antwoorden zijn aangekomen, of als u ze wilt intrekken.',
  alreadySentBody:
    'De antwoorden zijn veilig ontvangen. U kunt ze hier niet meer veranderen. Klopt er iets niet? Vraag het Expertisecentrum om hulp.',
  withdrawBody: (date) => [
    'Wat u verstuurde, wordt gewist en telt niet meer mee. Dit is niet terug te draaien.',
    `Intrekken kan tot de meetronde sluit, op ${date}. Daarna zijn alle antwoorden samengevoegd.`,
  ],
  withdrawCode: 'Code van uw ontvangstbewijs',
  withdrawCodeHelp: 'Vier groepjes van vier letters en cijfers. U kreeg de code na het versturen.',
  withdrawnTitle: 'Uw antwoorden zijn ingetrokken',
  withdrawnAgain: 'U kunt de vragenlijst opnieuw invullen zolang de meetronde open is. Dat hoeft niet.',
  closedBody: (date) =>
    `Invullen kon tot en met ${date}. Wat al verstuurd was, is veilig. Wilt u nog iets doorgeven? Neem contact op met het Expertisecentrum.`,
  expiredBody:
    'Met deze link kunt u niet meer verder. Wat u al bewaarde, is niet weg. Vraag het Expertisecentrum om een nieuwe link.',
  expiredAskBody:
    'Met deze link kunt u niet meer verder. Wat u al bewaarde, is niet weg. Vraag hier een nieuwe link. Die komt per mail op het adres waarop de uitnodiging kwam.',
  stopBody: 'U krijgt dan geen herinnering meer. Invullen kan nog wel met deze link.',
  stopDone: 'Goed. U krijgt geen herinnering meer over deze vragenlijst.',
  offlineOpenBody:
    'De vragenlijst kan nu niet geladen worden. Wat u eerder invulde, is niet weg. Zodra er verbinding is, gaan we vanzelf verder.',
  busyBody: 'De vragenlijst komt zo. We proberen het vanzelf opnieuw. Wat u eerder invulde, is niet weg.',
  keptHere:
    'Wat u hier invulde staat nog op dit apparaat. U kunt het bewaren als tekst, of kopiëren en doorsturen.',
  chooseTitle: 'Er zijn twee versies van uw antwoorden',
  chooseBody:
    'Op een ander apparaat is al iets nieuwers bewaard. Hier staan ook nieuwe antwoorden. Kies waarmee u verder gaat. De andere versie blijft op dit apparaat staan tot u hebt verstuurd.',
  welcomeBack: (page) =>
    `Fijn dat u er weer bent. U gaat verder bij onderwerp ${page}. Wat u eerder invulde, is bewaard.`,
}

const kept: Partial<Words> = {
  saved: 'staat op dit apparaat',
  sendingTitle: 'We geven door dat je klaar bent',
  sendingBody: 'Je antwoorden blijven hier. Alleen wat je voor het team opschreef, gaat mee.',
  waitingTitle: 'Nog niet doorgegeven',
  offlineBody:
    'Er is nu geen verbinding. Je antwoorden staan op dit apparaat. We proberen vanzelf opnieuw door te geven dat je klaar bent.',
  laterBody:
    'De server is even niet bereikbaar. Je antwoorden staan op dit apparaat. We proberen het vanzelf opnieuw.',
  sentTitle: 'Klaar. Je spiegel blijft bij jou',
  sentBody: 'We bewaarden alleen dat je klaar bent, en de regel voor het team als je die invulde.',
  receiptBody: 'Met deze code kun je de regel voor het team terughalen, tot de meetronde sluit.',
  nextOther: () => [
    'Niemand anders ziet je antwoorden. Ze komen in geen enkel overzicht.',
    'In het teamoverleg bepaal je zelf wat je vertelt.',
  ],
  alreadySentTitle: 'Je bent klaar met deze spiegel',
  alreadySentBody: 'We hebben je antwoorden niet: die staan op het apparaat waarop je invulde.',
  withdrawAsk: 'Ik wil de regel voor het team terughalen',
  withdrawTitle: 'Terughalen wat je deelde',
  withdrawBody: (date) => [
    'De regel voor het team wordt gewist. Je eigen antwoorden blijven op dit apparaat.',
    `Dit kan tot de meetronde sluit, op ${date}.`,
  ],
  withdrawDo: 'Haal de regel terug',
  withdrawnTitle: 'De regel voor het team is gewist',
  withdrawnBody: 'Het ontvangstbewijs is niet meer geldig.',
  withdrawnAgain: 'Je kunt de spiegel opnieuw openen zolang de meetronde open is.',
  expiredBody:
    'Met deze link kun je niet meer verder. Wat je invulde, staat nog op dit apparaat. Vraag het Expertisecentrum om een nieuwe link.',
}

/** The sentences for one form: its language level, its form of address, and where its answers stay. */
export function wordsFor(view: Pick<RespondView, 'languageLevel' | 'keeps' | 'formal'> | undefined): Words {
  const plain = words(view?.languageLevel)
  if (view?.keeps === 'own') return { ...plain, ...kept }
  return view?.formal === true ? { ...plain, ...formal } : plain
}

/** Only where answers stay with who gave them. */
export const ownWords = {
  done: 'Klaar',
  title: 'Jouw antwoorden',
  where:
    'Ze staan alleen in deze browser, op dit apparaat. Bewaar ze als tekst, dan kun je later terugkijken.',
  remove: 'Haal ze van dit apparaat',
  removed: 'Je antwoorden zijn van dit apparaat gehaald.',
} as const
