import { createHash } from 'node:crypto'
import { audit, type Db, type VisitEntryState } from '@km/store'
import type { Who } from '../deps.ts'
import { Problem } from '../problem.ts'
import { personalColumns } from '../read-cell.ts'
import { type FileBounds, type FileLine, readRows } from '../read-rows.ts'
import { type CheckedLines, checkLines, titlesOf } from './check-lines.ts'
import type { EnterDeps } from './enter-deps.ts'
import { compareWith, enterWith } from './enter-lines.ts'
import { lineProblems, template } from './nl.ts'
import { type Entry, lockEntry } from './open-entry.ts'
import type { Entered, EntryPreview } from './schema.ts'

/** A line per school of a network, and a column per item of the longest questionnaire. */
const bounds: FileBounds = { lines: 5000, columns: 400 }

interface Asked {
  readonly roundId: number
  readonly bytes: Uint8Array
}

interface Compared extends CheckedLines {
  readonly entry: Entry
  /** How each line that is right stands to what is there. */
  readonly states: readonly VisitEntryState[]
}

/** What the lines would do to the answers of this moment; who answered itself is a wrong line. */
async function compare(tx: Db, deps: EnterDeps, who: Who, asked: Asked & { lines: readonly FileLine[] }) {
  const { networkId } = who
  const { roundId, lines } = asked
  const entry = await lockEntry(tx, deps, { networkId, roundId })
  const personal = personalColumns(lines[0]?.cells ?? [], titlesOf(entry.version.definition))
  if (personal.length > 0) throw new Problem('personal_columns', { columns: personal.length })
  const { dateItem, round } = entry
  const ofVisits = dateItem === undefined ? undefined : { dateItem, schoolYear: round.schoolYear }
  const checked = checkLines(lines, entry.version, entry.schools, ofVisits)
  const all = await compareWith(tx, { who, entry, right: checked.right, now: deps.now() })
  const stays = all.map((state) => reasonToStay(entry, state))
  const right = checked.right.filter((_, index) => stays[index] === undefined)
  const kept = checked.right.flatMap(({ line }, index) => {
    const reason = stays[index]
    return reason === undefined ? [] : [{ line, reasons: [reason] }]
  })
  const wrongLines = [...checked.wrongLines, ...kept].toSorted((a, b) => a.line - b.line)
  const states = all.filter((_, index) => stays[index] === undefined)
  return { ...checked, right, wrongLines, states, entry }
}

/** Why what is there stays; undefined when the file may add or replace it. */
function reasonToStay({ dateItem }: Entry, state: VisitEntryState): string | undefined {
  if (state === 'answered') return lineProblems.answered
  if (state !== 'own') return undefined
  return dateItem === undefined ? lineProblems.own : lineProblems.ownVisit
}

/** The outcome of comparing a file, as one word: the same file against other answers gives another. */
const fingerprintOf = ({ right, wrongLines, problems, states }: Compared): string =>
  createHash('sha256').update(JSON.stringify({ right, wrongLines, problems, states })).digest('hex')

const preview = (lines: readonly FileLine[], compared: Compared): EntryPreview => ({
  fingerprint: fingerprintOf(compared),
  lines: Math.max(0, lines.length - 1),
  schools: compared.right.map(({ line, school, answers, visitedOn }, index) => ({
    ...{ line, answers: Object.keys(answers).length },
    name: visitedOn === undefined ? school.name : template.onDay(school.name, visitedOn),
    state: compared.states[index] as EntryPreview['schools'][number]['state'],
  })),
  problems: [...compared.problems],
  wrongLines: compared.wrongLines.map(({ line, reasons }) => ({ line, reasons: [...reasons] })),
})

/**
 * Says what a file with answers of an earlier year would do; stores nothing of it. Throws Problem `not_found`,
 * `no_entry`, `round_planned`, `round_released`, `unreadable_file`, `too_many_lines` or `personal_columns`.
 */
export async function previewEntry(deps: EnterDeps, who: Who, asked: Asked): Promise<EntryPreview> {
  const lines = await readRows(asked.bytes, bounds)
  return deps.store.inNetwork(who.networkId, async (tx) =>
    preview(lines, await compare(tx, deps, who, { ...asked, lines })),
  )
}

/**
 * Stores the answers of a file that was looked at: all lines that are right, with their tallies, in one
 * transaction, checked again. What was entered before is not counted twice. Throws Problem `import_changed`,
 * with the new preview, when the outcome is another than was looked at.
 */
export async function enterFile(
  deps: EnterDeps,
  who: Who,
  asked: Asked & { readonly fingerprint: string },
): Promise<Entered> {
  const lines = await readRows(asked.bytes, bounds)
  return deps.store.inNetwork(who.networkId, async (tx) => {
    const compared = await compare(tx, deps, who, { ...asked, lines })
    if (fingerprintOf(compared) !== asked.fingerprint || compared.right.length === 0)
      throw new Problem('import_changed', { preview: preview(lines, compared) })
    const { entry, right } = compared
    const states = await enterWith(tx, { who, entry, right, now: deps.now() })
    const numberOf = (wanted: VisitEntryState) => states.filter((state) => state === wanted).length
    const details = {
      added: numberOf('new'),
      replaced: numberOf('other'),
      same: numberOf('same'),
      leftOut: compared.wrongLines.length,
    }
    const subject = `round:${asked.roundId}`
    await audit(tx, { ...who, at: deps.now(), verb: 'response.enter', subject, details })
    return details
  })
}
