import { checkDateItem, checkFacts, checkPersonal, checkPromises } from './check-promises.ts'
import { checkSameItems } from './check-same-items.ts'
import { checkSchoolSize } from './check-school-size.ts'
import { checkVersion, type KnownCodes } from './check-version.ts'
import { compileChecker } from './checker.ts'
import { DefinitionError } from './definition-error.ts'
import { checkVersionStep, diffDefinitions } from './diff.ts'
import { suspectTime } from './estimate-minutes.ts'
import {
  parseCoveredPlan,
  parseFramework,
  parseIndicators,
  parseInstrumentFacts,
  parseScales,
  planCodes,
} from './files.ts'
import { checkLanguage, checkSentences, type LanguageFinding, suspectLanguage } from './language.ts'
import type { Definition, InstrumentFacts, Scale } from './model.ts'
import { surveyText } from './nl.ts'
import { parseDefinition, parseVersion, versionText } from './parse.ts'
import { callsItselfAnonymous, missingInPrivacyLine } from './privacy-line.ts'

/** A file of `surveys/`: its name as an author knows it, and its JSON. */
export interface SurveyFile {
  readonly file: string
  readonly json: unknown
}

/** Everything in `surveys/`, read from disk. */
export interface SurveyFiles {
  readonly framework: SurveyFile
  readonly scales: SurveyFile
  readonly indicators: SurveyFile
  readonly plans: readonly SurveyFile[]
  readonly instruments: readonly {
    readonly facts: SurveyFile
    readonly versions: readonly (SurveyFile & { readonly version: string })[]
  }[]
}

export interface CheckMessage {
  readonly file: string
  readonly item?: string
  /** Of a suspicion: the name under which it can be accepted in `instrument.json`. */
  readonly rule?: string
  readonly message: string
}

export interface CheckResult {
  readonly errors: readonly CheckMessage[]
  readonly warnings: readonly CheckMessage[]
}

interface ParsedVersion {
  readonly file: string
  readonly definition: Definition
}

class Report {
  readonly errors: CheckMessage[] = []
  readonly warnings: CheckMessage[] = []

  /** Result of `read`; what it throws as DefinitionError becomes an error of `file`. */
  attempt<T>(file: string, read: () => T): T | undefined {
    try {
      return read()
    } catch (error) {
      if (!(error instanceof DefinitionError)) throw error
      this.errors.push({ file, message: error.message })
      return undefined
    }
  }

  parse<T>({ file, json }: SurveyFile, parser: (json: unknown, file: string) => T): T | undefined {
    return this.attempt(file, () => parser(json, file))
  }

  addErrors(
    file: string,
    found: readonly { readonly item?: string | undefined; readonly message: string }[],
  ): void {
    for (const { item, message } of found) this.errors.push({ file, ...(item && { item }), message })
  }
}

function isAcceptedBy(
  accepted: InstrumentFacts['accepted'][number],
  finding: LanguageFinding,
  version: string,
): boolean {
  return (
    accepted.rule === finding.rule &&
    accepted.item === finding.item &&
    (accepted.version === undefined || accepted.version === version)
  )
}

function checkSuspicions(
  report: Report,
  facts: InstrumentFacts,
  factsFile: string,
  versions: readonly ParsedVersion[],
): void {
  const used = new Set<InstrumentFacts['accepted'][number]>()
  for (const { file, definition } of versions) {
    const version = versionText(definition.version)
    for (const finding of [...suspectLanguage(definition), ...suspectTime(definition, facts)]) {
      const accepted = facts.accepted.filter((each) => isAcceptedBy(each, finding, version))
      for (const each of accepted) used.add(each)
      if (accepted.length > 0) continue
      const { rule, item, message } = finding
      report.warnings.push({ file, ...(item && { item }), rule, message })
    }
  }
  for (const accepted of facts.accepted) {
    if (used.has(accepted)) continue
    const { item, rule } = accepted
    report.warnings.push({ file: factsFile, item, rule, message: surveyText.staleAcceptance(rule) })
  }
}

/** Steps from each version to the next: the number fits, and every break has a reason. */
function checkSteps(
  report: Report,
  facts: InstrumentFacts,
  factsFile: string,
  versions: readonly ParsedVersion[],
): void {
  const explained = new Set<InstrumentFacts['changes'][number]>()
  versions.slice(1).forEach((after, index) => {
    const before = versions[index]
    if (!before) return
    const messages = checkVersionStep(before.definition, after.definition)
    report.addErrors(
      after.file,
      messages.map((message) => ({ message })),
    )
    const version = versionText(after.definition.version)
    for (const { item, verdict } of diffDefinitions(before.definition, after.definition).items) {
      const own = facts.changes.filter((each) => each.version === version && each.item === item)
      if (verdict === 'identical') continue
      for (const each of own) explained.add(each)
      if (own.length > 0 || verdict === 'reworded') continue
      const found = { file: factsFile, item, message: surveyText.noReason(`${verdict}, ${version}`) }
      if (verdict === 'changed' || verdict === 'rescaled') report.errors.push(found)
      else report.warnings.push(found)
    }
  })
  for (const change of facts.changes) {
    if (explained.has(change)) continue
    report.warnings.push({
      file: factsFile,
      item: change.item,
      message: surveyText.strangeChange(change.version),
    })
  }
}

function parseVersions(
  report: Report,
  code: string,
  files: SurveyFiles['instruments'][number]['versions'],
): readonly ParsedVersion[] {
  const parsed = files.flatMap(({ file, json, version }) => {
    const definition = report.attempt(file, () => {
      const read = parseDefinition(json, { instrument: code, version: parseVersion(version) })
      compileChecker(read)
      return read
    })
    return definition ? [{ file, definition }] : []
  })
  return parsed.sort(
    ({ definition: { version: a } }, { definition: { version: b } }) =>
      a.major - b.major || a.minor - b.minor,
  )
}

/** What is said after sending points at answers that can be given. */
function checkAfterSending(
  { afterSending = [] }: InstrumentFacts,
  { items }: Definition,
): readonly { readonly item: string; readonly message: string }[] {
  return afterSending.flatMap(({ whenItem, equals }) => {
    const item = items.find((each) => each.name === whenItem)
    const answerable = item?.choices.some((choice) => choice.value === equals) ?? false
    return answerable ? [] : [{ item: whenItem, message: surveyText.noSuchAnswer(String(equals)) }]
  })
}

interface Context {
  readonly known: KnownCodes
  readonly scales: readonly Scale[]
}

function checkInstrument(
  report: Report,
  { facts: factsFile, versions: files }: SurveyFiles['instruments'][number],
  { known, scales }: Context,
): readonly ParsedVersion[] {
  const facts = report.parse(factsFile, parseInstrumentFacts)
  if (!facts) return []
  const { kinds, unknownCode } = surveyText
  const missing = facts.bijlageCodes.filter((code) => !known.goals.has(code))
  report.addErrors(factsFile.file, [
    ...missing.map((code) => ({ message: unknownCode(kinds.bijlage, code) })),
    ...(facts.framework === known.framework.code
      ? []
      : [{ message: unknownCode(kinds.framework, facts.framework) }]),
    ...checkFacts(facts, files.length),
    ...[facts.privacyLine, ...(facts.afterSending ?? []).map((each) => each.text)].flatMap((text) =>
      checkSentences(text, facts.languageLevel),
    ),
  ])
  const versions = parseVersions(report, facts.code, files)
  const definitions = versions.map(({ definition }) => definition)
  report.addErrors(
    factsFile.file,
    callsItselfAnonymous(facts, definitions).map((message) => ({ message })),
  )
  for (const message of missingInPrivacyLine(facts))
    report.warnings.push({ file: factsFile.file, rule: 'privacy-line', message })
  for (const { file, definition } of versions) {
    report.addErrors(factsFile.file, checkAfterSending(facts, definition))
    report.addErrors(factsFile.file, checkDateItem(facts, definition))
    report.addErrors(factsFile.file, checkPersonal(facts, definition))
    report.addErrors(file, checkVersion(definition, known))
    report.addErrors(file, checkSchoolSize(known.framework, facts, definition))
    report.addErrors(file, checkPromises(facts, definition))
    report.addErrors(file, checkLanguage(definition, facts.languageLevel, scales))
  }
  checkSteps(report, facts, factsFile.file, versions)
  checkSuspicions(report, facts, factsFile.file, versions)
  return versions
}

/**
 * Checks everything in `surveys/` that a machine can check: the shape of every file, that every expectation
 * has a scored item, that every code exists, that definitions open in survey-core, language and version
 * numbers. Returns Dutch messages; what a machine can only suspect is a warning.
 */
export function checkSurveys(files: SurveyFiles): CheckResult {
  const report = new Report()
  const framework = report.parse(files.framework, parseFramework)
  const scales = report.parse(files.scales, parseScales)
  const indicators = report.parse(files.indicators, parseIndicators)
  const plans = files.plans.map((plan) => report.parse(plan, parseCoveredPlan))
  if (framework && scales && indicators) {
    const known: KnownCodes = {
      framework,
      goals: new Set(plans.flatMap(planCodes)),
      indicators: new Set(indicators.map((indicator) => indicator.code)),
      scales: new Set(scales.map((scale) => scale.code)),
    }
    const newest = files.instruments.flatMap(
      (instrument) => checkInstrument(report, instrument, { known, scales }).at(-1) ?? [],
    )
    for (const { file, ...found } of checkSameItems(newest)) report.addErrors(file, [found])
  }
  return { errors: report.errors, warnings: report.warnings }
}
