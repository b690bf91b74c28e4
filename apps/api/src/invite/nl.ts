import type { InstrumentFacts, Invitees } from '@km/definition'
import type { MailKind } from './schema.ts'

const dayFormat = new Intl.DateTimeFormat('nl-NL', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
})
/** '2026-11-03' -> '3 november 2026' */
export const dayInWords = (date: string): string => dayFormat.format(new Date(`${date}T00:00:00Z`))

const minutesInWords = ({ min, max }: InstrumentFacts['minutes']): string =>
  min === max ? `${min} minuten` : `${min} tot ${max} minuten`

/** What a mail about an invitation says, apart from its kind. */
export interface MailFacts {
  readonly facts: Pick<
    InstrumentFacts,
    'title' | 'languageLevel' | 'minutes' | 'privacyLine' | 'anonymityLevel' | 'formal'
  >
  readonly network: string
  /** Absent: a person is written to. */
  readonly school?: string
  /** What the school calls its contact, such as 'NT2-coördinator', or who the person is. */
  readonly contact: string
  readonly opensOn: string
  readonly closesOn: string
  /** Does the round still have to open? */
  readonly planned: boolean
  readonly url: string
}

/** The board is written to with "u"; students in A2. */
type Register = 'B1' | 'A2' | 'U'
const registerOf = ({ languageLevel, formal }: MailFacts['facts']): Register =>
  formal === true ? 'U' : languageLevel

type Subjects = Record<MailKind, (facts: MailFacts) => string>
const informal: Subjects = {
  announcement: ({ facts, opensOn }) => `Binnenkort: ${facts.title}, vanaf ${dayInWords(opensOn)}`,
  invitation: ({ facts, closesOn }) => `Vul je mee in? ${facts.title}, tot en met ${dayInWords(closesOn)}`,
  reminder: ({ facts, closesOn }) => `Herinnering: ${facts.title}, tot en met ${dayInWords(closesOn)}`,
  new_link: ({ facts }) => `Je nieuwe link voor ${facts.title}`,
}
const subjects: Record<Register, Subjects> = {
  B1: informal,
  A2: informal,
  U: {
    announcement: informal.announcement,
    invitation: ({ facts, closesOn }) =>
      `Uw mening gevraagd: ${facts.title}, tot en met ${dayInWords(closesOn)}`,
    reminder: informal.reminder,
    new_link: ({ facts }) => `Uw nieuwe link voor ${facts.title}`,
  },
}

/** How somebody is addressed of whom only the role is known. */
const contacts: Readonly<Record<Invitees, string>> = {
  project_leader: 'collega',
  board: 'bestuurder',
  member: 'collega',
  coach: 'coach',
  roc_contact: 'NT2-contactpersoon',
  po_contact: 'contactpersoon',
  guest: 'collega',
}
export const contactOf = ({ invitees }: Pick<InstrumentFacts, 'invitees'>): string =>
  contacts[invitees ?? 'guest']

const forSchool = ({ school }: MailFacts): string => (school === undefined ? '' : ` voor ${school}`)
/** What was filled in stays where it is: with level P that is the device only. */
const isKept = ({ facts }: MailFacts): string =>
  facts.anonymityLevel === 'P'
    ? 'Wat je al hebt ingevuld, staat op het apparaat waarop je begon.'
    : 'Wat je al hebt ingevuld, is bewaard.'
const whatFor = ({ facts, school }: MailFacts): string => {
  if (facts.anonymityLevel === 'P') return 'Het is voor jezelf: je antwoorden blijven op je eigen apparaat.'
  return school === undefined
    ? 'Met de antwoorden maken we onze hulp beter.'
    : 'Met de antwoorden helpen we scholen beter en maken we het plan voor volgend jaar.'
}

const when = (mail: MailFacts, simple: boolean): string =>
  [
    mail.planned ? `Invullen kan vanaf ${dayInWords(mail.opensOn)}.` : '',
    simple
      ? `Doe het voor ${dayInWords(mail.closesOn)} om 23.59 uur.`
      : `Invullen kan tot en met ${dayInWords(mail.closesOn)}.`,
  ]
    .filter((text) => text !== '')
    .join(' ')

const why: Record<Register, Record<MailKind, (mail: MailFacts) => string>> = {
  B1: {
    announcement: (mail) =>
      `${mail.network} vraagt je binnenkort om ‘${mail.facts.title}’ in te vullen${forSchool(mail)}. ${whatFor(mail)}`,
    invitation: (mail) =>
      `${mail.network} vraagt je om ‘${mail.facts.title}’ in te vullen${forSchool(mail)}. ${whatFor(mail)}`,
    reminder: (mail) =>
      `${mail.network} vroeg je eerder om ‘${mail.facts.title}’ in te vullen${forSchool(mail)}. De antwoorden zijn nog niet verstuurd. ${isKept(mail)}`,
    new_link: (mail) =>
      `Hier is een nieuwe link naar ‘${mail.facts.title}’${forSchool(mail)}. ${isKept(mail)}`,
  },
  U: {
    announcement: ({ network, facts }) => `${network} vraagt u binnenkort om ‘${facts.title}’ in te vullen.`,
    invitation: ({ network, facts }) =>
      `${network} vraagt u om ‘${facts.title}’ in te vullen. Met uw antwoorden passen we ons werk aan bij wat u nodig heeft.`,
    reminder: ({ network, facts }) =>
      `${network} vroeg u eerder om ‘${facts.title}’ in te vullen. Uw antwoorden zijn nog niet verstuurd. Wat u al heeft ingevuld, is bewaard.`,
    new_link: ({ facts }) =>
      `Hier is uw nieuwe link naar ‘${facts.title}’. Wat u al heeft ingevuld, is bewaard.`,
  },
  A2: {
    announcement: ({ network, facts }) =>
      `${network} heeft straks vragen voor jou. De vragen gaan over: ${facts.title}.`,
    invitation: ({ network, facts }) =>
      `${network} heeft vragen voor jou. De vragen gaan over: ${facts.title}. Jouw antwoorden helpen ons om het beter te doen.`,
    reminder: ({ network, facts }) =>
      `Je kreeg al een mail van ${network}. De vragen over ${facts.title} zijn nog niet klaar. Wat je al invulde, is bewaard.`,
    new_link: ({ facts }) => `Dit is je nieuwe link. De vragen gaan over: ${facts.title}.`,
  },
}

const stopping = ({ facts }: MailFacts): string =>
  facts.anonymityLevel === 'P'
    ? 'Je kunt tussendoor stoppen en later verdergaan, op hetzelfde apparaat.'
    : 'Je kunt tussendoor stoppen en later verdergaan, ook op een ander apparaat.'
const plan: Record<Register, (mail: MailFacts) => string> = {
  B1: (mail) =>
    `Het kost ongeveer ${minutesInWords(mail.facts.minutes)}. ${stopping(mail)} ${when(mail, false)}`,
  U: (mail) =>
    `Het kost ongeveer ${minutesInWords(mail.facts.minutes)}. U kunt tussendoor stoppen en later verdergaan, ook op een ander apparaat. ${when(mail, false)}`,
  A2: (mail) =>
    `Het duurt ${minutesInWords(mail.facts.minutes)}. Je mag stoppen en later verdergaan. ${when(mail, true)}`,
}

const words: Record<Register, { open: string; own: (mail: MailFacts) => string; stop: string }> = {
  B1: {
    open: 'Open deze link. Een account is niet nodig:',
    own: ({ school }) =>
      school === undefined
        ? 'De link is alleen voor jou. Geef hem niet door.'
        : 'De link hoort bij jullie school. Deel hem alleen met een collega die meehelpt.',
    stop: 'Wil je over deze vragenlijst geen mail meer? Open dan deze link en kies ‘Geen mail meer’:',
  },
  U: {
    open: 'Open deze link. Een account is niet nodig:',
    own: () => 'De link is alleen voor u. Geeft u hem niet door.',
    stop: 'Wilt u over deze vragenlijst geen mail meer? Open dan deze link en kies ‘Geen mail meer’:',
  },
  A2: {
    open: 'Klik op deze link:',
    own: () => 'De link is alleen voor jou. Geef de link niet aan andere mensen.',
    stop: 'Wil je geen mail meer? Klik hier en kies ‘Geen mail meer’:',
  },
}

/** What comes, without a link: that follows when the round opens. */
const later: Record<Register, (mail: MailFacts) => string> = {
  B1: ({ facts, opensOn, closesOn }) =>
    `Het kan van ${dayInWords(opensOn)} tot en met ${dayInWords(closesOn)} en kost ongeveer ${minutesInWords(facts.minutes)}. Je krijgt dan een mail met een eigen link. Je hoeft nu niets te doen.`,
  U: ({ facts, opensOn, closesOn }) =>
    `Het kan van ${dayInWords(opensOn)} tot en met ${dayInWords(closesOn)} en kost ongeveer ${minutesInWords(facts.minutes)}. U krijgt dan een mail met een eigen link. U hoeft nu niets te doen.`,
  A2: ({ facts, opensOn }) =>
    `Het begint op ${dayInWords(opensOn)}. Het duurt ${minutesInWords(facts.minutes)}. Je krijgt dan een mail met een link. Je hoeft nu niets te doen.`,
}

function writeAnnouncement(level: Register, mail: MailFacts): string[] {
  return [
    level === 'U' ? `Geachte ${mail.contact},` : `Beste ${mail.contact},`,
    why[level].announcement(mail),
    later[level](mail),
    `Met vriendelijke groet,\n${mail.network}`,
  ]
}

/** Subject and plain text of a mail about an invitation, at the language level of its instrument and in its form of address. */
export function writeMail(kind: MailKind, mail: MailFacts): { subject: string; text: string } {
  const level = registerOf(mail.facts)
  const text =
    kind === 'announcement'
      ? writeAnnouncement(level, mail)
      : [
          level === 'U' ? `Geachte ${mail.contact},` : `Beste ${mail.contact},`,
          why[level][kind](mail),
          `${words[level].open}\n${mail.url}`,
          plan[level](mail),
          mail.facts.privacyLine,
          words[level].own(mail),
          `Met vriendelijke groet,\n${mail.network}`,
          `${words[level].stop}\n${mail.url}#geen-mail`,
        ]
  return { subject: subjects[level][kind](mail), text: `${text.join('\n\n')}\n` }
}

/** A4 for the classroom, level A2: what, why, not graded, no name. */
export const sheetText = {
  intro: (minutes: InstrumentFacts['minutes'], codes: boolean): string[] => [
    'Wij hebben vragen voor jou. Wij willen het beter maken.',
    'Dit is geen toets. Je krijgt geen cijfer.',
    'Wij vragen geen naam. Wij weten niet wie jij bent.',
    `Het duurt ${minutesInWords(minutes)}.`,
    'Meedoen mag. Het hoeft niet.',
    ...(codes ? ['Je krijgt een code. Deel de code niet.'] : []),
  ],
}

export const inviteText = {
  bounced: 'De projectleider meldde dat mail naar dit adres terugkomt.',
} as const
