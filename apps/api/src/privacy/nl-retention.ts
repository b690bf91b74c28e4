import type { Keep, RuleName } from './retention-rules.ts'

/** What a rule of the retention table is about, and what is left after it. */
export const ruleText: Readonly<Record<RuleName, { readonly data: string; readonly after: string }>> = {
  drafts: {
    data: 'Concepten: wat iemand nog aan het invullen is',
    after: 'verwijderd; bij anonieme lijsten staat een concept nooit op de server',
  },
  addresses: {
    data: 'Uitnodigingen: e-mailadres en de dag waarop de link is geopend',
    after: 'adres en dag verwijderd; dat er een uitnodiging was en of die is gebruikt, blijft',
  },
  mail: { data: 'Verstuurde e-mail: adres, onderwerp en of de mail aankwam', after: 'verwijderd' },
  mail_files: {
    data: 'E-mail als bestand, alleen waar geen mailserver is ingesteld',
    after: 'verwijderd',
  },
  class_codes: { data: 'Codes voor in de klas (onleesbaar bewaard)', after: 'verwijderd' },
  texts: { data: 'Wat mensen zelf opschreven', after: 'verwijderd; een gekozen antwoord blijft' },
  answers_school: {
    data: 'Antwoorden met school of functie',
    after:
      'verwijderd, ook de tellingen per school; alleen de verzegelde telling van het hele samenwerkingsverband blijft',
  },
  counts: {
    data: 'Aantallen uit verslagen, zonder mensen',
    after: 'blijft: hier staan geen mensen in; de teksten erbij gaan eerder weg',
  },
  answers_apart: {
    data: 'Antwoorden van anonieme lijsten',
    after: 'verwijderd; alleen de verzegelde telling blijft',
  },
  answers_personal: {
    data: 'Antwoorden van vertrouwelijke lijsten, en dat iemand een persoonlijke lijst klaar had',
    after: 'verwijderd; alleen de verzegelde telling blijft',
  },
  placements: {
    data: 'Plaatsingen en verslagen over één leerling: een nummer, school en data; geen naam',
    after: 'verwijderd',
  },
  accounts: {
    data: 'Accounts: naam, e-mailadres, wachtwoord (onleesbaar), tweede stap, rollen',
    after: 'verwijderd; van een rol blijven school en data staan, zonder naam',
  },
  account_invites: { data: 'Uitnodigingen aan collega’s voor een account', after: 'verwijderd' },
  sessions: {
    data: 'Ingelogd zijn: een sleutel, zonder adres of soort apparaat. Links om in te loggen: het mailadres dat is ingetypt, een kwartier',
    after: 'verwijderd',
  },
  audit: { data: 'Logboek: wie deed wat, wanneer', after: 'verwijderd' },
  organisation: {
    data: 'Bevindingen, verbeteracties, besluiten, plannen en vastgelegde uitkomsten',
    after: 'blijft: hier staan geen mensen in',
  },
}

const moments = {
  closing: 'na het sluiten van de meetronde',
  sent: 'na het sluiten van de meetronde (of na het versturen, als er geen ronde bij hoort)',
  ended: 'nadat het account is gestopt',
  followed: 'nadat het volgen van de leerling stopt',
  done: 'daarna',
} as const
const untils = {
  released: 'tot het versturen of het sluiten van de meetronde',
  signed_out: 'tot uitloggen, of tot ze verlopen',
  always: 'zolang het samenwerkingsverband de monitor gebruikt',
} as const

const span = (months: number): string => (months % 12 === 0 ? `${months / 12} jaar` : `${months} maanden`)

/** '3 maanden na het sluiten van de meetronde' */
export function keepText(keep: Keep): string {
  if ('until' in keep) return untils[keep.until]
  if ('months' in keep) return `${span(keep.months)} ${moments[keep.after]}`
  return `${keep.schoolYears} schooljaren, het lopende meegeteld`
}

const counted: Readonly<Record<string, readonly [string, string]>> = {
  rows: ['regel', 'regels'],
  texts: ['tekst', 'teksten'],
  answers: ['inzending (alleen de tekst)', 'inzendingen (alleen de tekst)'],
  rounds: ['meetronde', 'meetrondes'],
  responses: ['inzending', 'inzendingen'],
  schoolTallies: ['telling per school', 'tellingen per school'],
  accounts: ['account', 'accounts'],
  files: ['bestand', 'bestanden'],
}

/** Of a rule that deleted nothing. */
export const nothing = 'niets'

/** '2 teksten, 1 inzending'; 'niets' when there was nothing to delete. */
export function countsText(counts: Readonly<Record<string, number>>): string {
  const parts = Object.entries(counts)
    .filter(([, n]) => n > 0)
    .map(([what, n]) => `${n} ${counted[what]?.[n === 1 ? 0 : 1] ?? what}`)
  return parts.length === 0 ? nothing : parts.join(', ')
}
