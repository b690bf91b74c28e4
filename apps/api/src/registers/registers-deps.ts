import type { Role } from '@km/store'
import type { Deps, Who } from '../deps.ts'
import type { Limits } from '../limits.ts'

export interface RegistersDeps extends Deps {
  readonly publicUrl: string
  readonly limits: Limits
  /** Who an account is in a role today; undefined when it does not have that role any more. */
  readonly whoIs: (asked: {
    readonly networkId: number
    readonly accountId: string
    readonly role: Role
  }) => Promise<(Who & { readonly networkName: string }) | undefined>
}
