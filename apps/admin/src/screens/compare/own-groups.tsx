import { nlReaders } from '../../nl-readers.ts'

/** Beside which groups a coordinator may look at the own schools, or why beside none. */
export function OwnGroups({ names }: { names: readonly string[] }) {
  const [only, ...more] = names
  if (only === undefined) return <p className="note">{nlReaders.tooFewSchools}</p>
  const text = more.length === 0 ? nlReaders.group(only) : nlReaders.groups(names.join(', '))
  return <p className="note">{text}</p>
}
