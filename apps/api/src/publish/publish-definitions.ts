import {
  checkSurveys,
  checkVersionStep,
  DefinitionError,
  parseDefinition,
  parseInstrumentFacts,
  parseVersion,
  tallyLayout,
  type Version,
} from '@km/definition'
import { listDefinitions, type PublishedDefinition, publishDefinition, type Store } from '@km/store'
import { StartProblem } from '../env.ts'
import { publishText } from '../terminal-nl.ts'
import type { SurveysOnDisk, VersionFile } from './read-surveys.ts'

interface Published {
  readonly instrument: string
  /** 'major.minor' */
  readonly version: string
}

const inOrder = (a: Version, b: Version): number => a.major - b.major || a.minor - b.minor

/** Definitions are parsed once more here only to compare; both were checked before. */
const open = (instrument: string, version: Version, json: unknown) =>
  parseDefinition(json, { instrument, version })

/** A published file may not change: throws StartProblem naming the file and the way out. */
function refuseChanged(
  file: VersionFile,
  version: Version,
  published: readonly PublishedDefinition[],
): boolean {
  const same = published.find((row) => inOrder(row, version) === 0)
  if (same === undefined) return false
  if (same.sha256 === file.sha256) return true
  const next = Math.max(...published.filter((row) => row.major === version.major).map((row) => row.minor)) + 1
  throw new StartProblem(publishText.changed(file.file, file.version, `${version.major}.${next}.json`))
}

/** The number must also fit the newest version that was published, whose file may be gone. */
function refuseStep(file: VersionFile, version: Version, published: readonly PublishedDefinition[]): void {
  const newest = published.toSorted(inOrder).at(-1)
  if (newest === undefined) return
  const problems = checkVersionStep(
    open(newest.instrument, newest, newest.json),
    open(newest.instrument, version, file.json),
  )
  if (problems.length > 0) throw new StartProblem(problems.join('\n'))
}

/**
 * Publishes every version in `files` that was not published yet, lowest first, in one transaction.
 * Returns what is new. Throws StartProblem with Dutch sentences when the check finds an error, when a
 * published file was changed, or when a number understates its change; nothing is published then.
 */
export async function publishDefinitions(
  store: Store,
  files: SurveysOnDisk,
  now: () => Date,
): Promise<readonly Published[]> {
  const published = await listDefinitions(store.db)
  const fresh = files.instruments.flatMap(({ facts: factsFile, versions }) => {
    const facts = parseInstrumentFacts(factsFile.json, factsFile.file)
    const own = published.filter((row) => row.instrument === facts.code)
    const unpublished = versions
      .map((file) => ({ file, version: parseVersion(file.version) }))
      .filter(({ file, version }) => !refuseChanged(file, version, own))
      .sort((a, b) => inOrder(a.version, b.version))
    const first = unpublished[0]
    if (first !== undefined) refuseStep(first.file, first.version, own)
    return unpublished.map((each) => ({ ...each, facts, factsJson: factsFile.json }))
  })
  // Checking takes a second: what was published before was checked then.
  if (fresh.length > 0) refuseWrong(files)
  if (fresh.length === 0) return []
  await store.asOwner(async (db) => {
    for (const { file, version, facts, factsJson } of fresh) {
      const json = file.json as Record<string, unknown>
      await publishDefinition(db, {
        instrument: facts.code,
        ...version,
        sha256: file.sha256,
        json,
        facts: factsJson as Record<string, unknown>,
        layout: tallyLayout(open(facts.code, version, json)),
        publishedAt: now(),
      })
    }
  })
  return fresh.map(({ facts, file }) => ({ instrument: facts.code, version: file.version }))
}

function refuseWrong(files: SurveysOnDisk): void {
  const { errors } = checkSurveys(files)
  if (errors.length === 0) return
  const lines = errors.map(({ file, item, message }) =>
    publishText.wrong(item === undefined ? file : `${file} · ${item}`, message),
  )
  throw new StartProblem([publishText.stops, ...lines].join('\n'))
}

/** Gives what `work` gives; a DefinitionError of it stops the start with its sentence. */
export function orStartProblem<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (error instanceof DefinitionError) throw new StartProblem(error.message)
    throw error
  }
}
