import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { type CheckMessage, checkCoverage, checkSurveys, type SurveyFile } from '@km/definition'
import { StartProblem } from '../env.ts'
import {
  readSurveys,
  readVersion,
  type SurveysOnDisk,
  surveysFolder,
  type VersionFile,
} from '../publish/read-surveys.ts'
import { definitionsText } from '../terminal-nl.ts'

/** What a file says of itself by its place: `<instrument>/<major>.<minor>.json`. */
export function placeOf(file: string): { readonly instrument: string; readonly version: string } {
  const base = path.basename(file, '.json')
  const isVersion = /^\d+\.\d+$/.test(base)
  return {
    instrument: isVersion ? path.basename(path.dirname(path.resolve(file))) : base,
    version: isVersion ? base : '1.0',
  }
}

/** `instrument.json` beside a version, or `undefined`. */
export function factsBeside(file: string): SurveyFile | undefined {
  const beside = path.join(path.dirname(path.resolve(file)), 'instrument.json')
  if (!existsSync(beside)) return undefined
  try {
    return { file: beside, json: JSON.parse(readFileSync(beside, 'utf8')) }
  } catch {
    throw new StartProblem(definitionsText.noFile(beside))
  }
}

/** Facts for a file that stands on its own: nothing special is asked of it. */
function plainFacts(instrument: string, surveys: SurveysOnDisk): SurveyFile {
  const framework = surveys.framework.json as { readonly code?: unknown }
  const json = {
    code: instrument,
    title: instrument,
    shortTitle: instrument,
    respondent: '-',
    rhythm: '-',
    mode: 'open-link',
    anonymityLevel: 'F',
    languageLevel: 'B1',
    bijlageCodes: [],
    unit: 'person',
    minutes: { min: 1, max: 60 },
    framework: String(framework.code),
    privacyLine: '-',
    accepted: [],
    changes: [],
  }
  return { file: `${instrument}/instrument.json`, json }
}

export interface CheckOutcome {
  readonly lines: readonly string[]
  readonly errors: number
}

function report(messages: { errors: readonly CheckMessage[]; warnings: readonly CheckMessage[] }): string[] {
  return [
    ...messages.errors.map((each) => definitionsText.error(each.file, each.item, each.message)),
    ...messages.warnings.map((each) =>
      definitionsText.warning(each.file, each.item, each.message, each.rule),
    ),
  ]
}

function outcome(
  instruments: readonly { readonly versions: readonly VersionFile[] }[],
  messages: { errors: readonly CheckMessage[]; warnings: readonly CheckMessage[] },
): CheckOutcome {
  const versions = instruments.flatMap((instrument) => instrument.versions)
  const { errors, warnings } = messages
  return {
    errors: errors.length,
    lines: [
      ...report(messages),
      definitionsText.summary(versions.length, instruments.length, errors.length, warnings.length),
    ],
  }
}

/** Checks single files, wherever they stand, against the framework and scales of `surveys/`. */
function checkFiles(files: readonly string[], surveys: SurveysOnDisk): CheckOutcome {
  const groups = new Map<string, string[]>()
  for (const file of files) {
    if (!existsSync(file)) throw new StartProblem(definitionsText.noFile(file))
    const folder = path.dirname(path.resolve(file))
    const key = factsBeside(file) === undefined ? path.resolve(file) : folder
    groups.set(key, [...(groups.get(key) ?? []), file])
  }
  const instruments = [...groups.values()].map((group) => {
    const first = group[0] ?? ''
    const facts = factsBeside(first) ?? plainFacts(placeOf(first).instrument, surveys)
    return { facts, versions: group.map((file) => readVersion(file, file, placeOf(file).version)) }
  })
  const inSurveys = (file: string) => path.resolve(file).startsWith(surveysFolder + path.sep)
  if (!files.every(inSurveys)) return outcome(instruments, checkSurveys({ ...surveys, instruments }))
  // Steps between versions need the neighbours, so a file of ours is checked among them.
  const wanted = new Set(
    files.map(
      (file) => `surveys/${path.relative(surveysFolder, path.resolve(file)).replaceAll(path.sep, '/')}`,
    ),
  )
  const all = checkSurveys(surveys)
  return outcome(instruments, {
    errors: all.errors.filter((each) => wanted.has(each.file)),
    warnings: all.warnings.filter((each) => wanted.has(each.file)),
  })
}

/** Everything in `surveys/`; what it covers together is asked only of files that are right by themselves. */
function checkAll(surveys: SurveysOnDisk): CheckOutcome {
  const checked = checkSurveys(surveys)
  if (checked.errors.length > 0) return outcome(surveys.instruments, checked)
  const { errors, combinations, expectations, results } = checkCoverage(surveys)
  const { lines } = outcome(surveys.instruments, { errors, warnings: checked.warnings })
  return {
    errors: errors.length,
    lines: [...lines, definitionsText.covered(combinations, expectations, results)],
  }
}

/**
 * `check [FILE…]`: all of `surveys/`, or the files given. Needs no database. Returns the lines to print
 * and how many errors there are; throws StartProblem when a file cannot be read.
 */
export function checkDefinitions(files: readonly string[]): CheckOutcome {
  const surveys = readSurveys()
  if (files.length > 0) return checkFiles(files, surveys)
  return checkAll(surveys)
}
