import type { InstrumentFacts } from '@km/definition'
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
  readonly facts: Pick<InstrumentFacts, 'title' | 'languageLevel' | 'minutes' | 'privacyLine'>
  readonly network: string
  readonly school: string
  /** What the school calls its contact, such as 'NT2-coördinator'. */
  readonly contact: string
  readonly opensOn: string
  readonly closesOn: string
  /** Does the round still have to open? */
  readonly planned: boolean
  readonly url: string
}

const subjects: Record<MailKind, (facts: MailFacts) => string> = {
  invitation: ({ facts, closesOn }) => `Vul je mee in? ${facts.title}, tot en met ${dayInWords(closesOn)}`,
  reminder: ({ facts, closesOn }) => `Herinnering: ${facts.title}, tot en met ${dayInWords(closesOn)}`,
  new_link: ({ facts }) => `Je nieuwe link voor ${facts.title}`,
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

const why: Record<'B1' | 'A2', Record<MailKind, (mail: MailFacts) => string>> = {
  B1: {
    invitation: ({ network, facts, school }) =>
      `${network} vraagt je om ‘${facts.title}’ in te vullen voor ${school}. Met de antwoorden helpen we scholen beter en maken we het plan voor volgend jaar.`,
    reminder: ({ network, facts, school }) =>
      `${network} vroeg je eerder om ‘${facts.title}’ in te vullen voor ${school}. De antwoorden zijn nog niet verstuurd. Wat je al hebt ingevuld, is bewaard.`,
    new_link: ({ facts, school }) =>
      `Hier is een nieuwe link naar ‘${facts.title}’ voor ${school}. Wat je al hebt ingevuld, is bewaard.`,
  },
  A2: {
    invitation: ({ network, facts }) =>
      `${network} heeft vragen voor jou. De vragen gaan over: ${facts.title}. Jouw antwoorden helpen ons om het beter te doen.`,
    reminder: ({ network, facts }) =>
      `Je kreeg al een mail van ${network}. De vragen over ${facts.title} zijn nog niet klaar. Wat je al invulde, is bewaard.`,
    new_link: ({ facts }) => `Dit is je nieuwe link. De vragen gaan over: ${facts.title}.`,
  },
}

const plan = {
  B1: (mail: MailFacts) =>
    `Het kost ongeveer ${minutesInWords(mail.facts.minutes)}. Je kunt tussendoor stoppen en later verdergaan, ook op een ander apparaat. ${when(mail, false)}`,
  A2: (mail: MailFacts) =>
    `Het duurt ${minutesInWords(mail.facts.minutes)}. Je mag stoppen en later verdergaan. ${when(mail, true)}`,
}

const words = {
  B1: {
    open: 'Open deze link. Een account is niet nodig:',
    own: 'De link hoort bij jullie school. Deel hem alleen met een collega die meehelpt.',
    stop: 'Wil je over deze vragenlijst geen mail meer? Open dan deze link en kies ‘Geen mail meer’:',
  },
  A2: {
    open: 'Klik op deze link:',
    own: 'De link is alleen voor jou. Geef de link niet aan andere mensen.',
    stop: 'Wil je geen mail meer? Klik hier en kies ‘Geen mail meer’:',
  },
}

/** Subject and plain text of a mail about an invitation, at the language level of its instrument. */
export function writeMail(kind: MailKind, mail: MailFacts): { subject: string; text: string } {
  const level = mail.facts.languageLevel
  const text = [
    `Beste ${mail.contact},`,
    why[level][kind](mail),
    `${words[level].open}\n${mail.url}`,
    plan[level](mail),
    mail.facts.privacyLine,
    words[level].own,
    `Met vriendelijke groet,\n${mail.network}`,
    `${words[level].stop}\n${mail.url}#geen-mail`,
  ]
  return { subject: subjects[kind](mail), text: `${text.join('\n\n')}\n` }
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
