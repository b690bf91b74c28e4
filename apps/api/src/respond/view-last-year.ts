import { type Answers, type Item, readAnswer, type Scale } from '@km/definition'
import { Problem } from '../problem.ts'
import { findLastResponse, type LastResponse } from './find-last-response.ts'
import { openLink } from './open-link.ts'
import type { RespondDeps } from './respond-deps.ts'
import type { LastYearView } from './schema.ts'
import type { ServedDefinition } from './served-definitions.ts'

/** Characteristics of a school: asked every year, seldom another. */
const isProfile = (item: Item): boolean => item.itemCode.startsWith('CTX-')

const sameQuestion = (served: ServedDefinition, item: Item): boolean =>
  served.definition.items.some((one) => one.name === item.name && one.itemVersion === item.itemVersion)

/**
 * What a school's profile starts from: the answers of the time before to questions that did not change and
 * still take them. The response of that time stays as it is.
 */
export function prefill(served: ServedDefinition, last: LastResponse): Answers {
  const profile = served.definition.items.filter((item) => isProfile(item) && sameQuestion(last.served, item))
  const given = profile.flatMap(({ path: [question] }) =>
    question in last.answers ? [[question, last.answers[question]] as const] : [],
  )
  const answers: Record<string, unknown> = Object.fromEntries(given)
  for (const { item } of served.check(answers)) {
    const found = profile.find((one) => one.name === item || one.path[0] === item)
    if (found) delete answers[found.path[0]]
  }
  return answers
}

/** An answer as a person reads it: the word of the level where the scale has one, else the choice. */
function inWords(item: Item, scales: readonly Scale[], answers: Answers): string | undefined {
  const value = readAnswer(item.path, answers)
  if (value === undefined) return undefined
  const scale = scales.find((one) => one.code === item.scale)
  const word = (one: unknown): string =>
    scale?.levels.find((level) => level.value === one)?.label ??
    item.choices.find((choice) => choice.value === one)?.text ??
    String(one).replace('.', item.kind === 'number' ? ',' : '.')
  return Array.isArray(value) ? value.map(word).join(', ') : word(value)
}

/** This answer and the last one to the same question; absent when neither is there. */
function rowOf(served: ServedDefinition, last: LastResponse, item: Item, now: Answers) {
  const before = last.served.definition.items.find((one) => one.name === item.name)
  const nowWords = inWords(item, served.scales, now)
  const lastWords = before && inWords(before, last.served.scales, last.answers)
  if (nowWords === undefined && lastWords === undefined) return []
  return [
    {
      item: item.name,
      title: item.shortTitle,
      ...(nowWords !== undefined && { now: nowWords }),
      ...(lastWords !== undefined && { before: lastWords }),
      changedMeaning: before !== undefined && before.itemVersion !== item.itemVersion,
    },
  ]
}

/** Names of pages with a question that still has to be answered. */
function unfinished(served: ServedDefinition, now: Answers): ReadonlySet<string> {
  const open = new Set(served.check(now).flatMap(({ item, code }) => (code === 'required' ? [item] : [])))
  const isOpen = ({ name, path }: Item) => open.has(name) || open.has(path[0])
  return new Set(served.definition.items.filter(isOpen).map(({ page }) => page))
}

/**
 * The answers of the time before beside those of now, for the pages that are done: a page that is still
 * open must not be filled in by heart. Throws Problem `not_found` when there is nothing before.
 */
export async function viewLastYear(
  deps: RespondDeps,
  asked: { readonly token: string; readonly address: string },
): Promise<LastYearView> {
  const link = await openLink(deps, asked.token, asked.address)
  const last = await findLastResponse(deps, link)
  if (last === undefined) throw new Problem('not_found')
  const { served, draft } = link
  const { pages, items } = served.definition
  const now = draft?.answers ?? {}
  const open = unfinished(served, now)
  return {
    schoolYear: last.schoolYear,
    otherCoordinator: last.otherCoordinator,
    pages: pages
      .slice(0, draft?.page ?? 0)
      .map(({ name, title }, page) => ({ name, title, page }))
      .filter(({ name }) => !open.has(name))
      .map(({ name, title, page }) => ({
        ...{ page, title },
        rows: items.filter((item) => item.page === name).flatMap((item) => rowOf(served, last, item, now)),
      })),
  }
}
