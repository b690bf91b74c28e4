import type { Deps, PostOffice } from '../deps.ts'

export interface InviteDeps extends Deps {
  /** Links start with it. */
  readonly publicUrl: string
  readonly postOffice: PostOffice
  /** Is there a server that mail goes to? Otherwise it is kept as files. */
  readonly hasMailServer?: boolean
}
