import { createNetwork, enterNetwork, type Role, type Store } from '@km/store'
import { openTestStore } from '@km/store/testing'
import { TOTP } from 'otpauth'
import { createAccount } from './accounts/create-account.ts'
import { hashOf } from './accounts/open-accounts.ts'
import { type AppDeps, createApp } from './app.ts'
import { publishDefinitions } from './publish/publish-definitions.ts'
import { openSurveys, readSurveys, type SurveysOnDisk } from './publish/read-surveys.ts'

export const password = 'een-lang-wachtwoord'

/** A clock that stands still until a test moves it. */
export function testClock(start: string) {
  let moment = new Date(start)
  return {
    now: () => moment,
    set: (next: string) => {
      moment = new Date(next)
    },
  }
}

/** A front end that was not built. */
export const noFiles: NonNullable<AppDeps['files']> = {
  respond: undefined,
  admin: false,
  find: () => undefined,
  answer: () => new Response(),
}

interface Settings {
  readonly now: () => Date
  /** Default: those of the repository. */
  readonly surveys?: SurveysOnDisk
  readonly app?: Partial<AppDeps>
}

/** The real app on an empty real database, with definitions published. */
export async function openTestApp({ now, surveys = readSurveys(), app: more = {} }: Settings) {
  const { store, close } = await openTestStore()
  await publishDefinitions(store, surveys, now)
  const errors: unknown[] = []
  const app = createApp({
    store,
    now,
    surveys: openSurveys(surveys),
    publicUrl: 'http://localhost:3000',
    secret: 'a secret of a test, which is long enough',
    setupCode: 'TEST-CODE',
    log: (_line, error) => errors.push(error),
    files: noFiles,
    ...more,
  })
  return { app, store, errors, close }
}

export type TestApp = Awaited<ReturnType<typeof openTestApp>>['app']

/** A network with one account; returns its id. */
export async function addNetwork(
  store: Store,
  { name, role, email, at }: { name: string; role: Role; email: string; at: Date },
): Promise<number> {
  const passwordHash = await hashOf(password)
  return store.db.transaction(async (tx) => {
    const { id: networkId } = await createNetwork(tx, { name })
    await enterNetwork(tx, networkId)
    await createAccount(tx, { networkId, role, name: email, email, passwordHash, at })
    return networkId
  })
}

/** Mail of a network that waits to be sent, oldest first. */
export const mailsOf = (store: Store, networkId: number) =>
  store.inNetwork(networkId, async (tx) => {
    const rows = await tx.execute('select recipient, subject, body from mail order by id')
    return [...rows] as { recipient: string; subject: string; body: string }[]
  })

const written = (body: unknown): string | Uint8Array<ArrayBuffer> =>
  typeof body === 'string' ? body : body instanceof Uint8Array ? new Uint8Array(body) : JSON.stringify(body)

/** Requests as one person: JSON (or the bytes of a file) in and JSON out, with the cookie of the session. */
export function client(app: TestApp, cookie?: string) {
  return async (method: string, path: string, body?: unknown) => {
    const response = await app.request(path, {
      method,
      headers: {
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(cookie !== undefined && { cookie }),
      },
      ...(body !== undefined && { body: written(body) }),
    })
    const text = await response.text()
    const isJson = response.headers.get('content-type')?.startsWith('application/json') === true
    return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text }
  }
}

/** Recovery codes of the people in a test: a code of the app works once, and a test does not wait for the next. */
const papers = new WeakMap<TestApp, Map<string, string[]>>()

/** The code that an app on a phone shows now for this secret, or so many seconds later. */
export const codeOf = (secret: string, later = 0): string =>
  new TOTP({ secret }).generate({ timestamp: Date.now() + later * 1000 })

/** Cookies as a browser keeps them: the newest of each name, without those that were cleared. */
export function cookiesOf(answers: readonly { readonly headers: Headers }[]): string {
  const jar = new Map<string, string>()
  for (const cookie of answers.flatMap(({ headers }) => headers.getSetCookie())) {
    const [pair = '', ...attributes] = cookie.split(';')
    const name = pair.slice(0, pair.indexOf('='))
    if (attributes.some((one) => /^\s*max-age=0$/i.test(one))) jar.delete(name)
    else jar.set(name, pair)
  }
  return [...jar.values()].join('; ')
}

/** The cookies of who signs in with a password and, where it is asked, a second factor, set up the first time. */
export async function signInOnce(app: TestApp, email: string): Promise<string | undefined> {
  const codes = papers.get(app) ?? new Map<string, string[]>()
  papers.set(app, codes)
  const answers = [await client(app)('POST', '/api/auth/sign-in/email', { email, password })]
  const ask = async (path: string, body: unknown) => {
    const answer = await client(app, cookiesOf(answers))('POST', path, body)
    answers.push(answer)
    return answer
  }
  if (answers[0]?.status !== 200) return undefined
  const next = answers[0].body.next
  if (next === 'set_up_second_factor') {
    const { secret, recoveryCodes } = (await ask('/api/me/second-factor', { password })).body
    await ask('/api/me/second-factor/confirm', { code: codeOf(secret) })
    codes.set(email, recoveryCodes)
  }
  if (next === 'second_factor') await ask('/api/auth/second-factor', { code: codes.get(email)?.pop() ?? '' })
  return cookiesOf(answers)
}

/**
 * Signs in and gives the requests of that person, who signs in again when the clock of the test ended the
 * session. A session that the person ended stays ended.
 */
export async function signIn(app: TestApp, email: string) {
  let cookie = await signInOnce(app, email)
  let ended = false
  return async (method: string, path: string, body?: unknown) => {
    ended ||= path.endsWith('/sign-out') || path.endsWith('/sessions/end')
    const answer = await client(app, cookie)(method, path, body)
    if (ended || answer.status !== 401 || answer.body.code !== 'not_signed_in') return answer
    cookie = (await signInOnce(app, email)) ?? cookie
    return client(app, cookie)(method, path, body)
  }
}
