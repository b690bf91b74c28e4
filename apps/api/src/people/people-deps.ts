import type { Deps, PostOffice } from '../deps.ts'

/** What people need from the rest of the program; `app.ts` brings it together. */
export interface PeopleDeps extends Deps {
  readonly publicUrl: string
  readonly postOffice: PostOffice
  /** Hash of a password, as signing in reads it back. */
  readonly hashOf: (password: string) => Promise<string>
  /** True when somebody can sign in without a password of ours. */
  readonly hasProviders: boolean
}
