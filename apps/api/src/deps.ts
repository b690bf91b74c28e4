import type { CoveredPlan, Framework, Indicator, InstrumentFacts, Scale } from '@km/definition'
import type { Db, Role, Store } from '@km/store'
import type { Me } from './accounts/schema.ts'

/** What every step of the API gets from `createApp`. */
export interface Deps {
  readonly store: Store
  /** The clock; tests pass their own. */
  readonly now: () => Date
  readonly surveys: Surveys
}

/** The part of `surveys/` that is not published per version. */
export interface Surveys {
  readonly framework: Framework
  readonly scales: readonly Scale[]
  /** Oldest school year first. */
  readonly plans: readonly CoveredPlan[]
  readonly indicators: readonly Indicator[]
  /** Facts of every instrument, also of figures that are imported and have no version. */
  readonly instruments: readonly InstrumentFacts[]
}

/** A mail to one person. Subject and text are all that is sent; links stand in the text, on a line of their own. */
export interface OutgoingMail {
  readonly networkId: number
  /** 'announcement', 'invitation', 'reminder', 'new_link', 'test', 'magic_link', 'colleague', 'weekly'. */
  readonly kind: string
  readonly recipient: string
  readonly subject: string
  /** Plain text, paragraphs parted by an empty line; removed once it is sent. */
  readonly text: string
  readonly roundId?: number
  readonly invitationId?: number
  /** Of mail that belongs to no invitation: the same kind with the same words here is never sent twice. */
  readonly once?: string
  /** Which of this kind for this invitation: the same number is never sent twice. */
  readonly number?: number
}

/** Takes mail in. It leaves after the transaction is committed, and only then. */
export interface PostOffice {
  /** Keeps a mail in `tx`, inside its network. Throws Problem `already_mailed` when this very one was kept before. */
  post(tx: Db, mail: OutgoingMail): Promise<void>
}

/** Who asks; set by the session middleware for every route that needs an account. */
export interface Who {
  readonly accountId: string
  /** The role that this person works in now; 'program' for what the program does by itself. */
  readonly role: Role | 'program'
  readonly networkId: number
  /** Schools that go with the role: a coordinator's own, a member's portfolio; empty for other roles. */
  readonly schoolIds: readonly number[]
}

/** Hono environment of routes behind a session: `c.get('who')`, and how the person is shown. */
export interface SignedIn {
  Variables: { who: Who; me: Me; sessionId: string }
}
