import { minUnitsFor } from '@km/analysis'
import type { InstrumentFacts } from '@km/definition'
import { connectedText, seenByText, textsSeenText } from './nl.ts'

/** The privacy statement of an instrument: what its page says, in its language level. */

export interface Statement {
  readonly title: string
  readonly lead: string
  readonly sections: readonly { readonly title: string; readonly lines: readonly string[] }[]
}

interface Known {
  readonly facts: InstrumentFacts
  readonly data: string
  readonly hasTexts: boolean
  /** 'wat: hoe lang' per rule. */
  readonly keep: readonly { readonly data: string; readonly keep: string; readonly after: string }[]
}

const hasRoundKey = ({ anonymityLevel }: InstrumentFacts): boolean => ['A', 'V', 'F'].includes(anonymityLevel)

/** Who asks, and why: a privacy line begins with it. */
const firstSentence = (text: string): string => /^.*?[.!?](?=\s|$)/.exec(text)?.[0] ?? text

function plain({ facts, hasTexts }: Known): Statement['sections'] {
  const anonymous = facts.anonymityLevel === 'A'
  return [
    { title: 'Wie vraagt dit, en waarom?', lines: [firstSentence(facts.privacyLine)] },
    {
      title: 'Wat bewaren wij?',
      lines: [
        'Wij bewaren jouw antwoorden en de datum.',
        ...(anonymous
          ? ['Wij bewaren geen naam en geen e-mail.', 'Wij bewaren niets over je telefoon.']
          : []),
        ...(hasTexts ? ['Wat je zelf schrijft, bewaren wij apart.', 'Schrijf daar geen namen op.'] : []),
      ],
    },
    ...(anonymous
      ? [
          {
            title: 'Hoe blijft het anoniem?',
            lines: [
              'Bij jouw antwoord staat niet wie jij bent.',
              'Na het sluiten gooien wij de sleutel weg.',
              'Dan past jouw code niet meer bij een antwoord.',
            ],
          },
        ]
      : []),
    {
      title: 'Wie ziet het?',
      lines: [
        'Niemand ziet wat jij alleen hebt gekozen.',
        `Wij tonen alleen antwoorden van ${minUnitsFor.group} of meer mensen samen.`,
        ...(hasTexts ? ['De projectleider kan lezen wat je zelf schrijft.'] : []),
      ],
    },
    {
      title: 'Hoe lang?',
      lines: [
        'Wij bewaren de antwoorden hoogstens 5 schooljaren.',
        ...(hasTexts ? ['Wat je zelf schrijft, is na 1 jaar weg.'] : []),
      ],
    },
    {
      title: 'Moet ik meedoen?',
      lines: ['Nee. Meedoen mag, het hoeft niet.', 'Je mag ook vragen overslaan.'],
    },
    {
      title: 'Kan ik stoppen?',
      lines: [
        'Ja. Na het versturen krijg je een code.',
        'Met die code kun je je antwoorden weghalen.',
        'Dat kan tot de vragenlijst dicht gaat.',
      ],
    },
    { title: 'Heb je een vraag?', lines: ['Ga naar het Expertisecentrum NT2 of naar je coach.'] },
  ]
}

/** Sentences that speak to the reader; the board is addressed with "u". */
const spoken = {
  informal: {
    title: 'Wat gebeurt er met je antwoorden?',
    rights:
      'Nee, meedoen is vrijwillig. Je kunt bezwaar maken, je gegevens inzien en laten verbeteren of wissen.',
    withdraw:
      'Na het versturen krijg je een code. Daarmee kun je je antwoorden intrekken tot de meetronde sluit.',
    contact:
      'Bij de projectleider van het Expertisecentrum NT2, of bij de functionaris gegevensbescherming van je school of bestuur.',
    ask: 'Waar kun je iets vragen?',
  },
  formal: {
    title: 'Wat gebeurt er met uw antwoorden?',
    rights:
      'Nee, meedoen is vrijwillig. U kunt bezwaar maken, uw gegevens inzien en laten verbeteren of wissen.',
    withdraw:
      'Na het versturen krijgt u een code. Daarmee kunt u uw antwoorden intrekken tot de meetronde sluit.',
    contact: 'Bij de projectleider van het Expertisecentrum NT2, of bij uw functionaris gegevensbescherming.',
    ask: 'Waar kunt u iets vragen?',
  },
} as const
const spokenTo = ({ formal }: InstrumentFacts) => (formal === true ? spoken.formal : spoken.informal)

const sentence = ({ data, keep, after }: Known['keep'][number]): string =>
  `${data}: ${keep}. Daarna ${after}.`

function full(known: Known): Statement['sections'] {
  const { facts } = known
  const t = spokenTo(facts)
  return [
    {
      title: 'Wie vraagt dit, en waarom?',
      lines: [
        'Het Expertisecentrum NT2 van het samenwerkingsverband. De antwoorden zijn voor het jaarplan en om te zien of het onderwijs aan NT2-leerlingen beter wordt. Voor iets anders worden ze niet gebruikt.',
      ],
    },
    { title: 'Wat wordt bewaard?', lines: [`${known.data}. Alleen de datum staat erbij, geen tijd.`] },
    { title: 'Met wie is een antwoord verbonden?', lines: [connectedText(facts)] },
    {
      title: 'Wie ziet het?',
      lines: [seenByText(facts), ...(known.hasTexts ? [textsSeenText(facts)] : [])],
    },
    { title: 'Hoe lang blijft het?', lines: known.keep.map(sentence) },
    {
      title: 'Is meedoen verplicht?',
      lines: [t.rights, ...(hasRoundKey(facts) ? [t.withdraw] : [])],
    },
    {
      title: t.ask,
      lines: [t.contact],
    },
  ]
}

export function writeStatement(known: Known): Statement {
  const { facts } = known
  return {
    title: facts.languageLevel === 'A2' ? 'Wat gebeurt er met mijn antwoorden?' : spokenTo(facts).title,
    lead: facts.languageLevel === 'A2' ? '' : facts.privacyLine,
    sections: facts.languageLevel === 'A2' ? plain(known) : full(known),
  }
}

export const statementsText = {
  title: 'Wat gebeurt er met je gegevens?',
  lead: 'Kies de vragenlijst die je invult. Per lijst staat er wie vraagt, waarom, wie de antwoorden ziet en hoe lang ze blijven.',
  unknown: 'Deze vragenlijst is er niet. Kies er hieronder een.',
} as const
