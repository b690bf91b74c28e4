import type { Framework, Scale } from '@km/definition'
import type { Store } from '@km/store'
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
  readonly role: string
  readonly networkId: number
}

/** Hono environment of routes behind a session: `c.get('who')`, and how the person is shown. */
export interface SignedIn {
  Variables: { who: Who; me: Me }
}
