import { createHash } from 'node:crypto'
import { audit, createSchools, type Db, listSchools } from '@km/store'
import type { Deps, Who } from '../deps.ts'
import { Problem } from '../problem.ts'
import { personalColumns } from '../read-cell.ts'
import { type FileBounds, type FileLine, readRows } from '../read-rows.ts'
import { type CheckedFile, checkLines, knownTitles } from './check-lines.ts'
import type { ImportPreview } from './schema.ts'

/** As many schools and columns as anybody means. */
const bounds: FileBounds = { lines: 5000, columns: 60 }
/** Rows in one statement: PostgreSQL takes at most 65,535 values at a time. */
const chunk = 1000

/** The lines of a file; throws Problem `unreadable_file`, `too_many_lines` or `personal_columns`. */
async function readFile(bytes: Uint8Array): Promise<FileLine[]> {
  const lines = await readRows(bytes, bounds)
  const personal = personalColumns(lines[0]?.cells ?? [], knownTitles)
  if (personal.length > 0) throw new Problem('personal_columns', { columns: personal.length })
  return lines
}

async function check(tx: Db, networkId: number, lines: readonly FileLine[]): Promise<CheckedFile> {
  const known = await listSchools(tx, networkId)
  return checkLines(
    lines,
    known.map(({ name }) => name),
  )
}

/** The outcome of checking a file, as one word: the same file against other schools gives another. */
const fingerprintOf = (checked: CheckedFile): string =>
  createHash('sha256').update(JSON.stringify(checked)).digest('hex')

const preview = (lines: readonly FileLine[], checked: CheckedFile): ImportPreview => ({
  fingerprint: fingerprintOf(checked),
  lines: Math.max(0, lines.length - 1),
  schools: checked.schools.map(({ line, name, type }) => ({ line, name, type })),
  problems: [...checked.problems],
  wrongLines: checked.wrongLines.map(({ line, reasons }) => ({ line, reasons: [...reasons] })),
})

/** Says what a file would do; stores nothing of it. Throws Problem as `readFile` does. */
export async function previewImport({ store }: Deps, who: Who, bytes: Uint8Array): Promise<ImportPreview> {
  const lines = await readFile(bytes)
  return store.inNetwork(who.networkId, async (tx) => preview(lines, await check(tx, who.networkId, lines)))
}

/**
 * Adds the schools of a file that was looked at: all lines that are right, in one transaction, checked again.
 * Throws Problem `import_changed`, with the new preview, when the outcome is another than was looked at.
 */
export async function importSchools(
  deps: Deps,
  who: Who,
  { bytes, fingerprint }: { bytes: Uint8Array; fingerprint: string },
): Promise<{ added: number; leftOut: number }> {
  const { networkId } = who
  const lines = await readFile(bytes)
  return deps.store.inNetwork(networkId, async (tx) => {
    const checked = await check(tx, networkId, lines)
    if (fingerprintOf(checked) !== fingerprint || checked.schools.length === 0)
      throw new Problem('import_changed', { preview: preview(lines, checked) })
    const ids: number[] = []
    const rows = checked.schools.map(({ line: _line, ...school }) => ({ ...school, networkId }))
    for (let at = 0; at < rows.length; at += chunk)
      ids.push(...(await createSchools(tx, rows.slice(at, at + chunk))).map(({ id }) => id))
    const details = { added: ids.length, leftOut: checked.wrongLines.length, ids }
    await audit(tx, { ...who, at: deps.now(), verb: 'school.import', subject: 'schools', details })
    return { added: ids.length, leftOut: checked.wrongLines.length }
  })
}
