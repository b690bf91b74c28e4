/** The words of a questionnaire as the rest of the program sees them; see the README's glossary. */

export type AnonymityLevel = 'P' | 'A' | 'V' | 'F' | 'C' | 'K'

/** People who are asked by name: who holds this role, or, for 'guest', people without an account. */
export type Invitees =
  | 'project_leader'
  | 'board'
  | 'member'
  | 'coach'
  | 'roc_contact'
  | 'po_contact'
  | 'guest'

/** One answer scale of `surveys/frameworks/../scales.json`. */
export interface Scale {
  readonly code: string
  readonly version: number
  readonly title: string
  /** In order, lowest first. */
  readonly levels: readonly {
    readonly value: number | string
    readonly label: string
    readonly meaning?: string
  }[]
  /** Answers that are no level: "weet ik niet", "geldt niet". `inDenominator`: counts in the share's denominator. */
  readonly escapes: readonly {
    readonly value: string
    readonly label: string
    readonly inDenominator: boolean
  }[]
  /** Levels that count as "op orde"; only S4 has any. */
  readonly sufficient: readonly (number | string)[]
  /** Levels that say yes or agree; their share stands beside the counts. */
  readonly agreeing?: readonly (number | string)[]
  /** Ordered scales have a median and a movement. */
  readonly ordered: boolean
}

/** Facts of an instrument that are no question: `instrument.json`. */
export interface InstrumentFacts {
  readonly code: string
  readonly title: string
  readonly shortTitle: string
  readonly respondent: string
  readonly rhythm: string
  readonly mode: 'invitation' | 'open-link' | 'member' | 'import'
  readonly anonymityLevel: AnonymityLevel
  readonly languageLevel: 'A2' | 'B1'
  /** Rows of Bijlage 1, such as `K1.c`. */
  readonly bijlageCodes: readonly string[]
  /** One unit answers once a round ('school') or many people do ('person'). Only 'school' has movement. */
  readonly unit: 'school' | 'person'
  readonly minutes: { readonly min: number; readonly max: number }
  readonly framework: string
  /** Sentence(s) at the start: who asks, why, who sees it, how long, voluntary, where to ask. */
  readonly privacyLine: string
  /** Suspicions of the language check that a person accepted, with the reason. */
  readonly accepted: readonly {
    readonly rule: string
    readonly item: string
    readonly version?: string
    readonly reason: string
  }[]
  /** Reasons of changes per version, shown where a series breaks. */
  readonly changes: readonly { readonly version: string; readonly item: string; readonly reason: string }[]
  /**
   * Who gets a link of their own (mode 'invitation'; absent: every school that takes part), or who makes the
   * record (mode 'member'; absent: a member or the project leader).
   */
  readonly invitees?: Invitees
  /**
   * Which roles hand in these figures (mode 'import'): a coordinator only of the own school, the others of
   * everything in the set.
   */
  readonly handsIn?: readonly ('project_leader' | 'coordinator' | 'roc_contact')[]
  /** Its mails and pages say "u". */
  readonly formal?: boolean
  /** The one question of level P whose answer its respondent may share with the team. */
  readonly sharedItem?: string
  /** Question that asks on which day a visit was (mode 'member'); filled in beforehand. */
  readonly dateItem?: string
  /** The school is asked to agree to each record (mode 'member'). */
  readonly asksAgreement?: boolean
  /** Plain text after sending for who answered `equals` at `whenItem`; chosen on the device, stored nowhere. */
  readonly afterSending?: readonly {
    readonly whenItem: string
    readonly equals: number | string
    readonly text: string
  }[]
}

export interface Version {
  readonly major: number
  readonly minor: number
}

export type ItemKind = 'single' | 'multiple' | 'number' | 'text' | 'date' | 'ranking'

export interface ItemChoice {
  readonly value: number | string
  readonly text: string
}

/**
 * One thing that is asked and answered. A row of a matrix is an item of its own, named
 * `<question>_<row>` (see `path`).
 */
export interface Item {
  /** Key in tallies and comparisons; never renamed. */
  readonly name: string
  /** Where its answer stands: `[question]`, or `[question, row]` for a matrix row. */
  readonly path: readonly [string] | readonly [string, string]
  readonly itemCode: string
  /** `undefined`: a file without our properties. */
  readonly itemVersion: number | undefined
  readonly title: string
  readonly shortTitle: string
  readonly kind: ItemKind
  readonly required: boolean
  /** For single, multiple, ranking: the choices in order, escapes included. */
  readonly choices: readonly ItemChoice[]
  /** For number items. */
  readonly range: { readonly min: number; readonly max: number; readonly step: number } | undefined
  readonly maxLength: number | undefined
  readonly maxSelected: number | undefined
  readonly scale: string | undefined
  readonly expectationCodes: readonly string[]
  readonly goalCodes: readonly string[]
  readonly indicatorCodes: readonly string[]
  readonly aspect: string | undefined
  readonly adaptation: string | undefined
  /** Code of the item of another instrument that asks other people the same, with the same answers. */
  readonly sameAs: string | undefined
  /** Name of the page it stands on. */
  readonly page: string
}

export interface Definition {
  readonly instrument: string
  readonly version: Version
  readonly title: string
  readonly items: readonly Item[]
  readonly pages: readonly { readonly name: string; readonly title: string }[]
  /** Plain SurveyJS JSON, as any SurveyJS form can show it. */
  readonly json: SurveyJson
}

export type SurveyJson = Readonly<Record<string, unknown>>

/** Answers as SurveyJS keeps them: question name to value. */
export type Answers = Readonly<Record<string, unknown>>

/** Why one item was refused. `message` is Dutch, for the person who fills in. */
export interface AnswerProblem {
  readonly item: string
  readonly code:
    | 'unknown'
    | 'required'
    | 'not_a_choice'
    | 'wrong_type'
    | 'out_of_range'
    | 'too_long'
    | 'too_many'
    | 'hidden'
  readonly message: string
}

/** Returns no problems when the answers may be stored as they are. */
export type AnswerChecker = (answers: unknown) => readonly AnswerProblem[]

export type Verdict = 'identical' | 'reworded' | 'rescaled' | 'changed' | 'new' | 'retired'

/** One item of two definitions beside each other. */
export interface ItemDifference {
  readonly item: string
  readonly verdict: Verdict
  /** Dutch, for a person: what changed, or 'niet verklaard'. */
  readonly reason: string
  readonly before?: {
    readonly title: string
    readonly choices: readonly ItemChoice[]
    readonly itemVersion?: number
  }
  readonly after?: {
    readonly title: string
    readonly choices: readonly ItemChoice[]
    readonly itemVersion?: number
  }
}

export interface DefinitionDifference {
  /** The least step the structure asks for. */
  readonly needs: 'none' | 'minor' | 'major'
  readonly items: readonly ItemDifference[]
}

/**
 * Where each countable answer stands in a tally's `counts`. Frozen with the definition when it is
 * published: a later version of this program must read old tallies in the old order.
 */
export interface TallyLayout {
  readonly size: number
  readonly items: readonly TallySlot[]
}

export interface TallySlot {
  readonly item: string
  readonly itemVersion: number
  readonly kind: ItemKind
  /** Slot that counts who answered this item at all. */
  readonly answered: number
  /** Slots of the values: value at index i of `values` is counted in slot `first + i`. */
  readonly first: number
  readonly values: readonly (number | string)[]
  /** Where the answer stands, as in `Item.path`; absent: under `item`. */
  readonly path?: readonly string[]
}

/** An expectation of the framework; `surveys/frameworks/ok-voor-nt2.json`. */
export interface Framework {
  readonly code: string
  readonly version: string
  readonly title: string
  readonly domains: readonly {
    readonly code: string
    readonly title: string
    readonly subdomains: readonly { readonly code: string; readonly title: string }[]
  }[]
  readonly expectations: readonly Expectation[]
  /** Context and input: compared within, never scored. */
  readonly context: readonly {
    readonly code: string
    readonly title: string
    readonly locator: string
    readonly keywords: readonly string[]
    readonly fields: readonly string[]
  }[]
  /** What divides schools of one type into comparison groups beside their type; absent: nothing does. */
  readonly schoolSize?: SchoolSize
}

/** The question whose answer says how large a school is in this respect, and how each answer is called. */
export interface SchoolSize {
  readonly item: string
  /** In order, smallest first. */
  readonly bands: readonly { readonly value: number | string; readonly title: string }[]
}

export interface Expectation {
  readonly code: string
  readonly domain: string
  /** Absent for RE and KO, which have none. */
  readonly subdomain?: string
  readonly title: string
  readonly locator: string
  readonly keywords: readonly string[]
}
