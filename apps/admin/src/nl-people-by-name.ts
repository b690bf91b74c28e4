/** Dutch of rounds in which people are invited by their own address. */

const who: Readonly<Record<string, string>> = {
  board: 'bestuurders',
  member: 'leden van het Expertisecentrum',
  coach: 'coaches',
  roc_contact: 'contactpersonen van het ROC',
  po_contact: 'contactpersonen van het po',
  guest: 'mensen zonder account',
}

const links = (n: number) => (n === 1 ? '1 link' : `${n} links`)

export const peopleText = {
  title: (invitees: string): string => `Uitnodigen: ${who[invitees] ?? who.guest}`,
  lead: 'Nog niemand heeft een link. Vul hieronder de mailadressen in.',
  private: (level: string): string =>
    level === 'P'
      ? 'De antwoorden blijven bij de mensen zelf. Ook wie klaar is, tonen we niet.'
      : 'Wie klaar is, tonen we niet: de antwoorden zijn vertrouwelijk.',
  addresses: 'Mailadressen',
  addressesHelp: 'Eén adres per regel, of met komma’s ertussen. Wie al een link heeft, houdt die.',
  suggest: (n: number, invitees: string): string =>
    `Zet ${n === 1 ? 'het adres' : `de ${n} adressen`} van ${who[invitees] ?? who.guest} erbij`,
  send: (n: number): string =>
    n === 0 ? 'Stuur de uitnodiging' : `Stuur ${n} ${n === 1 ? 'uitnodiging' : 'uitnodigingen'}`,
  makeLinks: (n: number): string =>
    n === 0 ? 'Maak links om zelf te geven' : `Maak ${links(n)} om zelf te geven`,
  done: ({
    mails,
    known,
    links: made,
  }: {
    mails: number
    known: number
    links: readonly unknown[]
  }): string =>
    [
      mails > 0 && `${mails} ${mails === 1 ? 'mail gaat' : 'mails gaan'} nu weg.`,
      made.length > 0 && `${links(made.length)} gemaakt. Je ziet ze alleen nu.`,
      known > 0 && `${known} ${known === 1 ? 'adres had' : 'adressen hadden'} al een link.`,
    ]
      .filter((text) => text !== false)
      .join(' '),
  remindAll: 'Herinner wie nog niet klaar is',
  reminded: 'Wie nog niet klaar is, krijgt een herinnering.',
  nobody: 'Er is nog niemand uitgenodigd.',
  noAddress: 'zonder adres',
  byHand: 'link zelf gegeven',
  handLink: 'Maak een nieuwe link om zelf te geven',
  planned: 'Na het plannen vul je bij de meetronde in wie een link krijgt. Dat kan ook later nog.',
} as const
