import type { CheckMessage, SurveyFiles } from './check.ts'
import { checkIndicators } from './check-indicators.ts'
import {
  type CoveredPlan,
  parseCoveredPlan,
  parseFramework,
  parseIndicators,
  parseInstrumentFacts,
  planCodes,
} from './files.ts'
import type { Framework, InstrumentFacts, Item } from './model.ts'
import { surveyText } from './nl.ts'
import { parseDefinition, parseVersion } from './parse.ts'

/** How many of what had to be covered are. */
export interface Share {
  readonly covered: number
  readonly of: number
}

export interface Coverage {
  readonly errors: readonly CheckMessage[]
  /** Combinations of Bijlage 1: what is measured × how × of whom. */
  readonly combinations: Share
  /** Expectations with a scored question. */
  readonly expectations: Share
  /** Desired results with a question or a figure. */
  readonly results: Share
}

interface Instrument {
  readonly file: string
  readonly facts: InstrumentFacts
  /** Of the newest version; none for imports. */
  readonly items: readonly Item[]
}

const scoringScale = 'S4'

function readInstrument({ facts: own, versions }: SurveyFiles['instruments'][number]): Instrument {
  const facts = parseInstrumentFacts(own.json, own.file)
  const read = versions.map(({ json, version }) =>
    parseDefinition(json, { instrument: facts.code, version: parseVersion(version) }),
  )
  const newest = read
    .toSorted(({ version: a }, { version: b }) => a.major - b.major || a.minor - b.minor)
    .at(-1)
  return { file: own.file, facts, items: newest?.items ?? [] }
}

interface Combination {
  readonly code: string
  readonly instruments: readonly string[]
}

function combinationsOf(plan: CoveredPlan): readonly Combination[] {
  return plan.measures
    .flatMap((measure) => measure.methods)
    .flatMap((method) =>
      method.respondents.map(({ code = method.code, instruments }) => ({ code, instruments })),
    )
}

/** A combination is covered by the instruments it names, when each says the same of itself. */
function missingOf({ code, instruments }: Combination, all: ReadonlyMap<string, Instrument>) {
  if (instruments.length === 0) return [surveyText.noInstrument(code)]
  return instruments.flatMap((name) => {
    const found = all.get(name)
    if (found === undefined) return [surveyText.noSuchInstrument(code, name)]
    return found.facts.bijlageCodes.includes(code) ? [] : [surveyText.deniesRow(code, name)]
  })
}

/** Codes inside a plan that point at nothing in it. */
function danglingIn(plan: CoveredPlan): readonly string[] {
  const codes = (list: readonly { readonly code: string }[]) => new Set(list.map(({ code }) => code))
  const [goals, results] = [codes(plan.goals), codes(plan.results)]
  const toGoals = [
    ...plan.goals.flatMap(({ parent }) => parent ?? []),
    ...[...plan.results, ...plan.activities].map(({ goal }) => goal),
  ]
  const toResults = plan.activities.flatMap((activity) => activity.results)
  const measured = plan.measures.flatMap((measure) => measure.goalCodes)
  const targets = new Set([...goals, ...results, ...codes(plan.activities)])
  return [
    ...toGoals.filter((code) => !goals.has(code)),
    ...toResults.filter((code) => !results.has(code)),
    ...measured.filter((code) => !targets.has(code)),
  ].map((code) => surveyText.unknownCode(surveyText.kinds.goal, code))
}

/** Rows that an instrument claims and no plan gives it. */
function claims(instruments: readonly Instrument[], plans: readonly CoveredPlan[]): readonly CheckMessage[] {
  const given = plans.flatMap(combinationsOf)
  return instruments.flatMap(({ file, facts }) =>
    facts.bijlageCodes
      .filter((row) => !given.some(({ code, instruments: own }) => code === row && own.includes(facts.code)))
      .map((row) => ({ file, message: surveyText.claimsRow(row, facts.code) })),
  )
}

/** A newer plan may ask more; each is held against everything that there is. */
function provePlan(
  { file, plan, asked }: { file: string; plan: CoveredPlan; asked: ReadonlySet<string> },
  instruments: readonly Instrument[],
) {
  const byCode = new Map(instruments.map((each) => [each.facts.code, each]))
  const combinations = combinationsOf(plan).map((each) => missingOf(each, byCode))
  const open = plan.results.filter(({ code }) => !asked.has(code))
  const messages = [
    ...danglingIn(plan),
    ...combinations.flat(),
    ...open.map(({ code }) => surveyText.noEvidence(code)),
  ]
  return {
    errors: messages.map((message) => ({ file, message })),
    combinations: share(combinations, (missing) => missing.length === 0),
    results: share(plan.results, ({ code }) => asked.has(code)),
  }
}

function share<T>(all: readonly T[], isCovered: (one: T) => boolean): Share {
  return { covered: all.filter(isCovered).length, of: all.length }
}

function proveFramework({ expectations }: Framework, instruments: readonly Instrument[]) {
  const items = instruments.flatMap((each) => each.items)
  const scored = new Set(
    items.filter((item) => item.scale === scoringScale).flatMap((item) => item.expectationCodes),
  )
  return {
    missing: expectations
      .filter(({ code }) => !scored.has(code))
      .map(({ code }) => surveyText.noScored(code)),
    share: share(expectations, ({ code }) => scored.has(code)),
  }
}

const sum = (shares: readonly Share[]): Share => ({
  covered: shares.reduce((total, each) => total + each.covered, 0),
  of: shares.reduce((total, each) => total + each.of, 0),
})

/**
 * Proves of everything in `surveys/` together that each row of Bijlage 1 has its instruments, each
 * expectation a scored question and each desired result a question or a figure, counting newest versions only.
 * Takes files that `checkSurveys` found nothing wrong in; throws DefinitionError on others.
 */
export function checkCoverage(files: SurveyFiles): Coverage {
  const framework = parseFramework(files.framework.json, files.framework.file)
  const instruments = files.instruments.map(readInstrument)
  const plans = files.plans.map(({ file, json }) => ({ file, plan: parseCoveredPlan(json, file) }))
  const indicators = parseIndicators(files.indicators.json, files.indicators.file)
  const asked = new Set([
    ...instruments.flatMap(({ items }) => items.flatMap((item) => item.goalCodes)),
    ...indicators.flatMap((one) => one.goalCodes),
  ])
  const proven = plans.map((one) => provePlan({ ...one, asked }, instruments))
  const wrong = checkIndicators(indicators, {
    framework,
    goals: new Set(plans.flatMap(({ plan }) => planCodes(plan))),
    instruments: new Map(instruments.map((one) => [one.facts.code, one])),
  })
  const { missing, share: expectations } = proveFramework(framework, instruments)
  const given = plans.map(({ plan }) => plan)
  return {
    errors: [
      ...proven.flatMap((each) => each.errors),
      ...claims(instruments, given),
      ...missing.map((message) => ({ file: files.framework.file, message })),
      ...wrong.map((message) => ({ file: files.indicators.file, message })),
    ],
    combinations: sum(proven.map((each) => each.combinations)),
    expectations,
    results: sum(proven.map((each) => each.results)),
  }
}
