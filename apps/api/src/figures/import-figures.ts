import { createHash } from 'node:crypto'
import { audit, type Db, importFigures as keepFigures } from '@km/store'
import type { Deps, Who } from '../deps.ts'
import { Problem } from '../problem.ts'
import { fold, isPersonal, personalColumns } from '../read-cell.ts'
import { type FileBounds, type FileLine, readRows } from '../read-rows.ts'
import type { Tell } from '../tell-progress.ts'
import { type CheckedFigures, checkLines, knownTitles } from './check-lines.ts'
import { lookAround } from './read-line.ts'
import type { FigurePreview, FiguresImported } from './schema.ts'
import { mayHandIn, scopeOf } from './scope-import.ts'

const bounds: FileBounds = { lines: 10_000, columns: 60 }

/** Words in a title that say that each line is one pupil or student. */
const personWords =
  /^(naam|leerling|student|voornamen)$|leerling-?(nummer|nr|id)|student-?(nummer|nr|id)|geboorte|persoons|onderwijsnummer|\bpgn\b|\beck\b|land van|moedertaal|thuistaal|leeftijd|klas\b/i

/** The lines of a file; a file about persons is refused before anything else of it is looked at. */
async function readFile(bytes: Uint8Array): Promise<FileLine[]> {
  const lines = await readRows(bytes, bounds)
  const titles = lines[0]?.cells ?? []
  const persons = titles.filter((title) => !knownTitles.has(fold(title)) && personWords.test(title.trim()))
  const found = new Set([...personalColumns(titles, knownTitles), ...persons]).size
  // No column with counts, or addresses among them: a line per person, whatever the columns are called.
  const isList = !titles.some((title) => fold(title) === 'aantal') && lines.length > 1
  const isAddressed = lines.slice(1).some(({ cells }) => cells.some(isPersonal))
  if (found > 0 || isList || isAddressed) throw new Problem('figures_about_persons', { columns: found })
  return lines
}

interface Asked {
  readonly set: string
  readonly schoolYear: string
  readonly bytes: Uint8Array
}

interface Given {
  readonly deps: Deps
  readonly who: Who
  readonly asked: Asked
  readonly lines: readonly FileLine[]
  readonly tell: Tell
}

async function check(tx: Db, { deps, who, asked, lines, tell }: Given): Promise<CheckedFigures> {
  const scope = await scopeOf(tx, { deps, who, set: asked.set })
  return checkLines(lines, { around: lookAround({ ...scope, schoolYear: asked.schoolYear }), tell })
}

const fingerprintOf = (checked: CheckedFigures): string =>
  createHash('sha256').update(JSON.stringify(checked)).digest('hex')

function preview({ surveys }: Deps, lines: readonly FileLine[], checked: CheckedFigures): FigurePreview {
  const titles = new Map(surveys.indicators.map(({ code, title }) => [code, title]))
  const perIndicator = new Map<string, number>()
  for (const { indicator } of checked.counts)
    perIndicator.set(indicator, (perIndicator.get(indicator) ?? 0) + 1)
  return {
    fingerprint: fingerprintOf(checked),
    lines: Math.max(0, lines.length - 1),
    counts: checked.counts.length,
    indicators: [...perIndicator]
      .toSorted(([a], [b]) => a.localeCompare(b))
      .map(([code, counts]) => ({ code, title: titles.get(code) ?? code, counts })),
    problems: [...checked.problems],
    wrongLines: checked.wrongLines.map(({ line, reasons }) => ({ line, reasons: [...reasons] })),
  }
}

/**
 * Says what a file of counts would do; stores nothing. Throws Problem `figures_about_persons` and as
 * `readRows`.
 */
export async function previewFigures(
  deps: Deps,
  who: Who,
  { tell, ...asked }: Asked & { readonly tell: Tell },
): Promise<FigurePreview> {
  mayHandIn(deps, who, asked.set)
  const lines = await readFile(asked.bytes)
  const given = { deps, who, asked, lines, tell }
  return deps.store.inNetwork(who.networkId, async (tx) => preview(deps, lines, await check(tx, given)))
}

/**
 * Stores the counts of a file that was looked at, all right lines together; the same count again is a next
 * revision. Throws Problem `import_changed` when the outcome is another than was looked at.
 */
export async function importFigures(
  deps: Deps,
  who: Who,
  { tell, fingerprint, ...asked }: Asked & { readonly fingerprint: string; readonly tell: Tell },
): Promise<FiguresImported> {
  mayHandIn(deps, who, asked.set)
  const lines = await readFile(asked.bytes)
  const given = { deps, who, asked, lines, tell }
  return deps.store.inNetwork(who.networkId, async (tx) => {
    const checked = await check(tx, given)
    const { counts, wrongLines } = checked
    if (fingerprintOf(checked) !== fingerprint || counts.length === 0)
      throw new Problem('import_changed', { preview: preview(deps, lines, checked) })
    const { set: instrument, schoolYear } = asked
    const file = {
      ...{ networkId: who.networkId, instrument, schoolYear, role: who.role },
      ...{ importedAt: deps.now(), counts },
    }
    const id = await keepFigures(tx, file, (done) => tell({ phase: 'store', done, of: counts.length }))
    const details = { stored: counts.length, leftOut: wrongLines.length }
    const subject = `figure_import:${id}`
    await audit(tx, { ...who, at: deps.now(), verb: 'figure.import', subject, details })
    return details
  })
}
