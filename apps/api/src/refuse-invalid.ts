import { Problem } from './problem.ts'

interface Checked {
  readonly success: boolean
  readonly error?: {
    readonly issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[]
  }
}

/** For `defaultHook` of every OpenAPIHono: a request that does not fit its schema is refused, fields named. */
export function refuseInvalid(checked: Checked): void {
  if (checked.success) return
  const fields = checked.error?.issues.map((issue) => issue.path.join('.')) ?? []
  throw new Problem('invalid_request', { fields })
}
