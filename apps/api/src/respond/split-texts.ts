import type { Answers } from '@km/definition'

const commentSuffix = '-Comment'

function takeRow(answers: Record<string, unknown>, question: string, row: string): string | undefined {
  const rows = answers[question]
  if (typeof rows !== 'object' || rows === null || !Object.hasOwn(rows, row)) return undefined
  const { [row]: text, ...rest } = rows as Record<string, unknown>
  if (Object.keys(rest).length === 0) delete answers[question]
  else answers[question] = rest
  return typeof text === 'string' ? text : undefined
}

function takeOwn(answers: Record<string, unknown>, question: string): string | undefined {
  const text = answers[question]
  if (typeof text !== 'string') return undefined
  delete answers[question]
  return text
}

/**
 * Takes the free texts out of answers that passed the checker, for levels A and V: what somebody wrote may
 * not stand beside what they chose. `textPaths` says where texts stand.
 */
export function splitTexts(
  given: Answers,
  textPaths: readonly (readonly string[])[],
): { readonly answers: Answers; readonly texts: Readonly<Record<string, string>> } {
  const answers: Record<string, unknown> = { ...given }
  const comments = Object.keys(given).filter((key) => key.endsWith(commentSuffix))
  const texts = [...textPaths, ...comments.map((key) => [key])].flatMap(([question, row]) => {
    if (question === undefined || !Object.hasOwn(answers, question)) return []
    const text = row === undefined ? takeOwn(answers, question) : takeRow(answers, question, row)
    return text === undefined ? [] : [[row === undefined ? question : `${question}_${row}`, text] as const]
  })
  return { answers, texts: Object.fromEntries(texts) }
}
