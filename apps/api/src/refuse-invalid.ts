import { Problem } from './problem.ts'

interface Issue {
  readonly path: readonly PropertyKey[]
  /** Keys that do not belong there; the path is the object that they stand in. */
  readonly keys?: readonly string[]
}

const fieldsOf = ({ path, keys }: Issue): string[] =>
  keys === undefined ? [path.join('.')] : keys.map((key) => [...path, key].join('.'))

interface Checked {
  readonly success: boolean
  readonly error?: {
    readonly issues: readonly Issue[]
  }
}

/** For `defaultHook` of every OpenAPIHono: a request that does not fit its schema is refused, fields named. */
export function refuseInvalid(checked: Checked): void {
  if (checked.success) return
  const fields = new Set(checked.error?.issues.flatMap(fieldsOf))
  throw new Problem('invalid_request', { fields: [...fields] })
}
