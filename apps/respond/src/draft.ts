import type { ServerDraft } from './api.ts'

type Answers = Readonly<Record<string, unknown>>

/** What this device holds of a form that is being filled in. */
export interface LocalDraft {
  readonly answers: Answers
  readonly page: number
  /** Revision of the server that these answers were based on. */
  readonly revision: number
  /** There are answers here that the server has not confirmed. */
  readonly dirty: boolean
  /** Made once, kept until a receipt is held. */
  readonly submissionId: string
  readonly version: string
}

export type Merge =
  | { readonly kind: 'use'; readonly draft: ServerDraft; readonly dirty: boolean }
  | { readonly kind: 'choose'; readonly mine: ServerDraft; readonly theirs: ServerDraft }

/**
 * Which answers to go on with: those of this device when the server has not moved on since, those
 * of the server when this device has nothing unconfirmed or the same; else the person chooses.
 */
export function mergeDraft(local: LocalDraft | undefined, server: ServerDraft): Merge {
  if (local === undefined || !local.dirty || sameAnswers(local.answers, server.answers)) {
    return { kind: 'use', draft: server, dirty: false }
  }
  const mine = { answers: local.answers, page: local.page, revision: server.revision }
  if (local.revision === server.revision || Object.keys(server.answers).length === 0) {
    return { kind: 'use', draft: mine, dirty: true }
  }
  return { kind: 'choose', mine, theirs: server }
}

/** Names of the questions on which two sets of answers differ. */
export function differentAnswers(one: Answers, other: Answers): readonly string[] {
  return [...new Set([...Object.keys(one), ...Object.keys(other)])].filter(
    (name) => canonical(one[name]) !== canonical(other[name]),
  )
}

export function sameAnswers(one: Answers, other: Answers): boolean {
  return differentAnswers(one, other).length === 0
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? ''
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1))
  return `{${entries.map(([key, inner]) => `${key}:${canonical(inner)}`).join()}}`
}
