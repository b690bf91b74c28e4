import type { ClassView, LastYearView, RespondView, SchoolView } from '@km/api'

/** What the server holds of a form that is being filled in. */
export interface ServerDraft {
  readonly answers: Readonly<Record<string, unknown>>
  /** First page that is not finished, from 0. */
  readonly page: number
  readonly revision: number
}

export interface Problem {
  readonly kind: 'problem'
  readonly status: number
  readonly code: string
  readonly message: string
  readonly items: readonly { readonly item: string; readonly message: string }[]
  readonly draft: ServerDraft | undefined
}

/** Try again: no connection, a busy or restarting server. `seconds`: as the server asked. */
export interface Later {
  readonly kind: 'later'
  readonly why: 'offline' | 'busy'
  readonly seconds: number | undefined
}

export type Outcome<T> = { readonly kind: 'ok'; readonly value: T } | Problem | Later

/** The one client of this app. `fetch` is passed in so that the edge of the network can be played in tests. */
export function createClient(fetch: typeof globalThis.fetch) {
  const path = (token: string, rest = '') => `/api/respond/${encodeURIComponent(token)}${rest}`
  const ask = <T>(url: string, init: RequestInit) => request<T>(fetch, url, init)
  return {
    view: (token: string) => ask<RespondView>(path(token), { method: 'GET' }),
    classScreen: (token: string) => ask<ClassView>(path(token, '/class'), { method: 'GET' }),
    report: (token: string) => ask<SchoolView>(path(token, '/report'), { method: 'GET' }),
    lastYear: (token: string) => ask<LastYearView>(path(token, '/last-year'), { method: 'GET' }),
    saveDraft: (token: string, body: ServerDraft, leaving = false) =>
      ask<{ revision: number }>(path(token, '/draft'), json('PUT', body, leaving)),
    withdraw: (token: string, receipt: string) =>
      ask<{ canAnswer: boolean }>(path(token, '/withdrawals'), json('POST', { receipt }, false)),
    send: (token: string, body: SubmissionBody) =>
      ask<{ receipt: string }>(path(token, '/submissions'), json('POST', body, false)),
    exchangeCode: (token: string, body: { code: string; ticket: string }) =>
      ask<{ exchanged: true }>(path(token, '/tickets'), json('POST', body, false)),
    askLink: (token: string) => ask<{ asked: true }>(path(token, '/new-link'), json('POST', {}, false)),
    stopMail: (token: string) => ask<{ stopped: true }>(path(token, '/no-mail'), json('POST', {}, false)),
  }
}
export type Client = ReturnType<typeof createClient>

export interface SubmissionBody {
  readonly submissionId: string
  readonly version: string
  readonly answers: Readonly<Record<string, unknown>>
  /** Got for the code of this link; only where one is asked. */
  readonly ticket?: string
}

function json(method: string, body: unknown, keepalive: boolean): RequestInit {
  const text = JSON.stringify(body)
  // Browsers refuse a body above 64 KB that should outlive its page.
  const outlive = keepalive && text.length < 60_000
  return { method, body: text, headers: { 'content-type': 'application/json' }, keepalive: outlive }
}

async function request<T>(
  fetch: typeof globalThis.fetch,
  url: string,
  init: RequestInit,
): Promise<Outcome<T>> {
  try {
    const response = await fetch(url, {
      ...init,
      credentials: 'omit',
      cache: 'no-store',
      signal: AbortSignal.timeout(30_000),
    })
    if (response.status === 429 || response.status >= 500) return later(response)
    const body: unknown = await response.json()
    if (response.ok) return { kind: 'ok', value: body as T }
    return problem(response.status, body)
  } catch {
    return { kind: 'later', why: 'offline', seconds: undefined }
  }
}

async function later(response: Response): Promise<Later> {
  await response.text().catch(() => '')
  const seconds = Number(response.headers.get('retry-after'))
  return { kind: 'later', why: 'busy', seconds: seconds > 0 ? seconds : undefined }
}

function problem(status: number, body: unknown): Problem {
  const { code, message, details } = (body ?? {}) as {
    code?: string
    message?: string
    details?: { items?: Problem['items']; draft?: ServerDraft }
  }
  return {
    kind: 'problem',
    status,
    code: code ?? 'internal',
    message: message ?? '',
    items: details?.items ?? [],
    draft: details?.draft,
  }
}
