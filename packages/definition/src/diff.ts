import { canonicalJson, type ItemShape, shapeOf } from './item-shape.ts'
import type {
  Definition,
  DefinitionDifference,
  InstrumentFacts,
  ItemDifference,
  Verdict,
  Version,
} from './model.ts'
import { differenceText as text, versionStepText } from './nl.ts'
import { parseVersion, readQuestions, versionText } from './parse.ts'

type Reasons = Pick<InstrumentFacts, 'changes'>

/** Settings of a survey itself that change which answers are possible. */
const surveyProperties = [
  'triggers',
  'calculatedValues',
  'clearInvisibleValues',
  'storeOthersAsComment',
  'maxTextLength',
  'maxCommentLength',
  'maxOthersLength',
] as const

function shapesOf(definition: Definition): ReadonlyMap<string, ItemShape> {
  const questions = readQuestions(definition.json)
  const parts = questions.flatMap((question) => question.parts.map((part) => ({ part, question })))
  const shapes = definition.items.flatMap((item, index) => {
    const read = parts[index]
    return read ? [[item.name, shapeOf(item, read.part, read.question)] as const] : []
  })
  return new Map(shapes)
}

interface Finding {
  readonly verdict: Verdict
  readonly reason: string
}

/** What the structure alone says: these cannot be declared away. */
function structureFindings(before: ItemShape, after: ItemShape): readonly Finding[] {
  const found: Finding[] = []
  const compare = (differs: boolean, verdict: Verdict, reason: string): void => {
    if (differs) found.push({ verdict, reason })
  }
  const sameKind = before.kind === after.kind
  compare(!sameKind, 'changed', text.kind)
  compare(sameKind && before.choices !== after.choices, 'rescaled', text.choices)
  compare(sameKind && before.range !== after.range, 'rescaled', text.range)
  compare(before.item.scale !== after.item.scale, 'rescaled', text.scale)
  compare(
    canonicalJson(before.item.expectationCodes) !== canonicalJson(after.item.expectationCodes),
    'changed',
    text.expectation,
  )
  compare(before.item.required !== after.item.required, 'changed', text.required)
  compare(before.condition !== after.condition, 'changed', text.condition)
  const names = new Set([...before.rest.keys(), ...after.rest.keys()])
  const properties = [...names].filter((name) => before.rest.get(name) !== after.rest.get(name))
  compare(properties.length > 0, 'changed', text.property(properties.join(', ')))
  return found
}

function versionFinding(before: ItemShape, after: ItemShape): Finding | undefined {
  const [from, to] = [before.item.itemVersion, after.item.itemVersion]
  if (from === undefined || to === undefined || from === to) return undefined
  return { verdict: 'changed', reason: to > from ? text.raised : text.lowered }
}

function languageFinding(before: ItemShape, after: ItemShape): Finding {
  if (before.wording !== after.wording) {
    const declared =
      before.item.itemVersion !== undefined && before.item.itemVersion === after.item.itemVersion
    return declared
      ? { verdict: 'reworded', reason: text.wording }
      : { verdict: 'changed', reason: text.undeclared }
  }
  if (before.choiceOrder !== after.choiceOrder) return { verdict: 'reworded', reason: text.order }
  if (before.form !== after.form) return { verdict: 'reworded', reason: text.form }
  return { verdict: 'identical', reason: '' }
}

function judge(before: ItemShape | undefined, after: ItemShape | undefined): Finding {
  if (!before) return { verdict: 'new', reason: text.new }
  if (!after) return { verdict: 'retired', reason: text.retired }
  const structure = structureFindings(before, after)
  const version = versionFinding(before, after)
  const strongest = structure.find((each) => each.verdict === 'rescaled') ?? structure[0]
  if (strongest) {
    const reasons = structure.map((each) => each.reason)
    const verdict = structure.some((each) => each.reason === text.kind) ? 'changed' : strongest.verdict
    return { verdict, reason: reasons.join('; ') }
  }
  return version ?? languageFinding(before, after)
}

function side({ item }: ItemShape): NonNullable<ItemDifference['before']> {
  const { title, choices, itemVersion } = item
  return { title, choices, ...(itemVersion !== undefined && { itemVersion }) }
}

function isAfter(a: Version, b: Version): boolean {
  return a.major > b.major || (a.major === b.major && a.minor > b.minor)
}

/** Reasons that the author gave in the versions after `before`, up to and including `after`. */
function declaredReason(
  reasons: Reasons | undefined,
  { item }: ItemShape,
  before: Version,
  after: Version,
): string {
  const own = (reasons?.changes ?? []).filter((change) => {
    if (change.item !== item.name && change.item !== item.itemCode) return false
    const version = parseVersion(change.version)
    return isAfter(version, before) && !isAfter(version, after)
  })
  return own.map((change) => change.reason).join(' ')
}

function needs(
  before: Definition,
  after: Definition,
  items: readonly ItemDifference[],
): DefinitionDifference['needs'] {
  const breaks = items.some((item) => item.verdict !== 'identical' && item.verdict !== 'reworded')
  const settings = surveyProperties.some(
    (name) => canonicalJson(before.json[name]) !== canonicalJson(after.json[name]),
  )
  if (breaks || settings) return 'major'
  return canonicalJson(before.json) === canonicalJson(after.json) ? 'none' : 'minor'
}

/**
 * Compares two definitions item by item, in the order of the newer one, retired items last. `facts` gives
 * the reasons that the author wrote down. Decides on structure; for changed text the author declares, by
 * keeping `itemVersion` (language) or raising it (meaning).
 */
export function diffDefinitions(
  before: Definition,
  after: Definition,
  facts?: Reasons,
): DefinitionDifference {
  const [old, now] = [shapesOf(before), shapesOf(after)]
  const names = [...now.keys(), ...[...old.keys()].filter((name) => !now.has(name))]
  const items = names.map((name): ItemDifference => {
    const [from, to] = [old.get(name), now.get(name)]
    const { verdict, reason } = judge(from, to)
    const shape = to ?? from
    const declared =
      verdict !== 'identical' && shape && declaredReason(facts, shape, before.version, after.version)
    return {
      item: name,
      verdict,
      reason: declared || reason,
      ...(from && { before: side(from) }),
      ...(to && { after: side(to) }),
    }
  })
  return { needs: needs(before, after, items), items }
}

/**
 * Dutch sentences why `after` may not carry its version number, none when it may: a number that
 * understates the change, or an item whose meaning changed under the same `itemVersion`.
 */
export function checkVersionStep(before: Definition, after: Definition): readonly string[] {
  const file = `${after.instrument} ${versionText(after.version)}`
  const difference = diffDefinitions(before, after)
  const problems: string[] = []
  if (!isAfter(after.version, before.version)) {
    problems.push(versionStepText.notHigher(file, versionText(before.version)))
  } else if (difference.needs === 'major' && after.version.major === before.version.major) {
    const broken = difference.items.filter((each) => !['identical', 'reworded'].includes(each.verdict))
    problems.push(versionStepText.understates(file, broken.map((each) => each.item).join(', ')))
  }
  for (const { item, verdict, reason, before: from, after: to } of difference.items) {
    if (from?.itemVersion === undefined || to?.itemVersion === undefined) continue
    if (to.itemVersion < from.itemVersion) problems.push(versionStepText.lowered(file, item))
    else if (to.itemVersion === from.itemVersion && (verdict === 'changed' || verdict === 'rescaled')) {
      problems.push(versionStepText.raise(file, item, reason))
    }
  }
  return problems
}
