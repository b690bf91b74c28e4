import type { Deps, PostOffice } from '../deps.ts'

export interface InviteDeps extends Deps {
  /** Links start with it. */
  readonly publicUrl: string
  readonly postOffice: PostOffice
}
