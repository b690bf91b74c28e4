import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import {
  parseCoveredPlan,
  parseFramework,
  parseIndicators,
  parseInstrumentFacts,
  parseScales,
  type SurveyFile,
  type SurveyFiles,
} from '@km/definition'
import type { Surveys } from '../deps.ts'
import { StartProblem } from '../env.ts'
import { publishText } from '../terminal-nl.ts'

const here = path.dirname(fileURLToPath(import.meta.url))
/** `surveys/` of the repository. */
export const surveysFolder = path.resolve(here, '../../../../surveys')

/** A version on disk, with the hash that a published one is held to. */
export interface VersionFile extends SurveyFile {
  readonly version: string
  readonly sha256: string
}

export interface SurveysOnDisk extends SurveyFiles {
  readonly instruments: readonly { readonly facts: SurveyFile; readonly versions: readonly VersionFile[] }[]
}

/** Hash of a file's text in hex. Line ends count as one, because git may turn them around. */
function hash(text: string): string {
  return createHash('sha256').update(text.replaceAll('\r\n', '\n')).digest('hex')
}

function readText(file: string, name: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    throw new StartProblem(publishText.folder(name))
  }
}

function parseJson(text: string, name: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new StartProblem(publishText.notJson(name))
  }
}

/** One version from any place on disk; `name` is how messages call it. */
export function readVersion(file: string, name: string, version: string): VersionFile {
  const text = readText(file, name)
  return { file: name, json: parseJson(text, name), version, sha256: hash(text) }
}

/**
 * Reads everything in `folder` (default: `surveys/`). Throws StartProblem when the folder is not there or
 * a file is no JSON; whether the content is right, `checkSurveys` says.
 */
export function readSurveys(folder: string = surveysFolder): SurveysOnDisk {
  const nameOf = (...parts: string[]) => ['surveys', ...parts].join('/')
  const read = (...parts: string[]): SurveyFile => {
    const name = nameOf(...parts)
    return { file: name, json: parseJson(readText(path.join(folder, ...parts), name), name) }
  }
  const list = (...parts: string[]): string[] => {
    const inside = path.join(folder, ...parts)
    return existsSync(inside) ? readdirSync(inside).sort() : []
  }
  const isVersion = (name: string) => /^\d+\.\d+\.json$/.test(name)
  const instrument = (code: string) => ({
    facts: read('instruments', code, 'instrument.json'),
    versions: list('instruments', code)
      .filter(isVersion)
      .map((name) =>
        readVersion(
          path.join(folder, 'instruments', code, name),
          nameOf('instruments', code, name),
          name.slice(0, -'.json'.length),
        ),
      ),
  })
  return {
    framework: read('frameworks', 'ok-voor-nt2.json'),
    scales: read('scales.json'),
    indicators: read('indicators.json'),
    plans: list('plans').map((name) => read('plans', name)),
    instruments: list('instruments').map(instrument),
  }
}

/** The part that is not published per version; throws DefinitionError when it is wrong. */
export function openSurveys(files: SurveyFiles): Surveys {
  return {
    framework: parseFramework(files.framework.json, files.framework.file),
    scales: parseScales(files.scales.json, files.scales.file),
    plans: files.plans
      .map(({ json, file }) => parseCoveredPlan(json, file))
      .toSorted((a, b) => a.schoolYear.localeCompare(b.schoolYear)),
    indicators: parseIndicators(files.indicators.json, files.indicators.file),
    instruments: files.instruments.map(({ facts }) => parseInstrumentFacts(facts.json, facts.file)),
  }
}
