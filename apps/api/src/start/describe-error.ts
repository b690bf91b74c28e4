/** Deepest cause: the database's own words. A query error repeats what was sent, which may be an answer. */
function deepest(error: Error): Error {
  return error.cause instanceof Error ? deepest(error.cause) : error
}

/**
 * An unexpected error as it may stand in a log: its name, code, words and place; no values that were sent,
 * no addresses, no links.
 */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return typeof error
  const cause = deepest(error)
  const code = 'code' in cause ? ` ${String(cause.code)}` : ''
  const frames = (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at '))
  return [`${cause.name}${code}: ${cause.message.split('\n')[0]}`, ...frames.slice(0, 6)].join('\n')
}
