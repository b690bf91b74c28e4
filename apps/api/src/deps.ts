import type { Framework, Scale } from '@km/definition'
import type { Role, Store } from '@km/store'
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
  Variables: { who: Who; me: Me }
}
