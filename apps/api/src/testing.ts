import { createNetwork, enterNetwork, type Role, type Store } from '@km/store'
import { openTestStore } from '@km/store/testing'
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
  respondManifest: undefined,
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

/** Requests as one person: JSON in and out, with the cookie of the session. */
export function client(app: TestApp, cookie?: string) {
  return async (method: string, path: string, body?: unknown) => {
    const response = await app.request(path, {
      method,
      headers: {
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(cookie !== undefined && { cookie }),
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const text = await response.text()
    const isJson = response.headers.get('content-type')?.startsWith('application/json') === true
    return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text }
  }
}

/** Signs in and gives the requests of that person. */
export async function signIn(app: TestApp, email: string) {
  const answer = await client(app)('POST', '/api/auth/sign-in/email', { email, password })
  const cookies = answer.headers.getSetCookie().map((cookie) => cookie.split(';')[0])
  return client(app, cookies.join('; '))
}
