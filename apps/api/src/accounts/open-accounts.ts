import {
  type Db,
  endSession,
  findChallenged,
  listHeldSchools,
  listMemberships,
  type Membership,
  touchSession,
} from '@km/store'
import { amsterdamDate } from '../clock.ts'
import type { Who } from '../deps.ts'
import { Problem } from '../problem.ts'
import {
  type AccountsSettings,
  type Auth,
  buildAuth,
  type KeyTaker,
  providerFailed,
  within,
} from './build-auth.ts'
import type { Me, NextStep } from './schema.ts'
import { openSecondFactor, type SecondFactor } from './second-factor.ts'

const hour = 3_600_000
/** A session that is not used for this long has ended, in milliseconds. */
const longestIdle = 12 * hour
/** Longest session, and that of who can change accounts or see everything. */
const longestSession = 7 * 24 * hour
const longestOfLeaders = 24 * hour
/** That it was used is written down once in this time. */
const touchEvery = 60_000

/** Roles that always need a second factor, outside a demonstration. */
const leading = new Set<string>(['admin', 'project_leader'])

/** A session as the rest of the program knows it. */
export interface Session {
  readonly id: string
  readonly who: Who
  readonly me: Me
}

/** What signing in gave: cookies for the browser, and what the person does next. */
export interface Entered {
  readonly user: { readonly name: string; readonly email: string } | null
  readonly next: NextStep
  readonly cookies: Headers
}

export interface Accounts {
  /** Loads what signing in needs, so that the first person does not wait for it. */
  warmUp(): Promise<void>
  /** Begins a session, or asks for the second factor; throws Problem `wrong_credentials`. */
  signIn(email: string, password: string): Promise<Entered>
  /** Keeps the hash of a new link for this address in `tx`; answers with its key. */
  makeLink(tx: Db, email: string): Promise<string>
  /** Begins a session with the key of a link, once; throws Problem `sign_in_link_used`. */
  followLink(key: string): Promise<Entered>
  /** Ends the session of these headers; answers with the cookie that clears it. */
  signOut(headers: Headers): Promise<Headers>
  /** Who these headers belong to; `undefined` when nobody is signed in or the account has no role left. */
  session(headers: Headers): Promise<Session | undefined>
  /** The account that these headers are about, also when its second factor is still awaited. */
  accountOf(headers: Headers): Promise<string | undefined>
  readonly secondFactor: SecondFactor
  /** Where schools and boards sign in with their own account: name and id. */
  readonly providers: readonly { readonly id: string; readonly name: string }[]
  /** Where to send the browser to sign in there; throws Problem `not_found` or `provider_away`. */
  startAt(providerId: string): Promise<{ readonly url: string; readonly cookies: Headers }>
  /** What the browser brings back from there: a redirect, with a session when there is such an account. */
  comeBack(request: Request): Promise<Response>
}

/** Hash of a password as `signIn` reads it back (scrypt, about a tenth of a second). */
export const hashOf = async (password: string): Promise<string> =>
  (await import('better-auth/crypto')).hashPassword(password)

/** True when this is the password of that hash. */
export const isPassword = async (password: string, hash: string): Promise<boolean> =>
  (await import('better-auth/crypto')).verifyPassword({ password, hash })

/** Cookies of an answer of better-auth. */
const cookiesOf = (response: Response): Headers => {
  const headers = new Headers()
  for (const cookie of response.headers.getSetCookie()) headers.append('set-cookie', cookie)
  return headers
}

/** The same cookies as a browser sends them back. */
const sentBack = (cookies: Headers): Headers =>
  new Headers({
    cookie: cookies
      .getSetCookie()
      .map((cookie) => cookie.split(';')[0] ?? '')
      .join('; '),
  })

interface Active {
  readonly activeNetworkId?: number | null | undefined
  readonly activeRole?: string | null | undefined
}

/** The role that was chosen in a session, or the first of them. */
const activeOf = (memberships: readonly Membership[], { activeNetworkId, activeRole }: Active) =>
  memberships.find(({ networkId, role }) => networkId === activeNetworkId && role === activeRole) ??
  memberships[0]

/**
 * Accounts on better-auth: e-mail with password, a link by mail and a second factor. Its own routes are not
 * mounted, and nobody can sign up.
 */
export function openAccounts(settings: AccountsSettings): Accounts {
  const { store, now } = settings
  let built: Promise<Auth> | undefined
  const auth = (): Promise<Auth> => {
    built ??= buildAuth(settings)
    return built
  }
  // Apart: a provider that is away holds up nobody who signs in another way.
  let builtWithProviders: Promise<Auth> | undefined
  const providers = settings.oidcProviders ?? []
  const authWithProviders = (): Promise<Auth> => {
    builtWithProviders ??= buildAuth(settings, providers)
    return builtWithProviders
  }
  const isOver = (began: Date, used: Date, role: string): boolean => {
    const moment = now().getTime()
    const longest = leading.has(role) ? longestOfLeaders : longestSession
    return moment - used.getTime() > longestIdle || moment - began.getTime() > longest
  }
  const session = async (headers: Headers): Promise<Session | undefined> => {
    if (!headers.get('cookie')?.includes('km.session_token')) return undefined
    const { api } = await auth()
    const found = await api.getSession({ headers })
    if (found === null) return undefined
    const { user } = found
    const memberships = await listMemberships(store.db, { userId: user.id, on: amsterdamDate(now()) })
    const active = activeOf(memberships, found.session)
    if (active === undefined) return undefined
    const { networkId, networkName, demo, role } = active
    const { id, createdAt, updatedAt, secondFactorAt } = found.session
    if (isOver(createdAt, updatedAt, role)) {
      await endSession(store.db, id)
      return undefined
    }
    if (now().getTime() - updatedAt.getTime() > touchEvery) await touchSession(store.db, id, now())
    const held = { networkId, userId: user.id, role, on: amsterdamDate(now()) }
    const schoolIds = await listHeldSchools(store.db, held)
    const [enabled, required] = [user.twoFactorEnabled === true, leading.has(role) && !demo]
    const next = enabled ? 'second_factor' : required ? 'set_up_second_factor' : 'done'
    return {
      id,
      who: { accountId: user.id, role, networkId, schoolIds },
      me: {
        name: user.name,
        email: user.email,
        role,
        network: { id: networkId, name: networkName, demo },
        memberships,
        secondFactor: { enabled, required },
        next: secondFactorAt ? 'done' : next,
      },
    }
  }
  /** A session that was just begun, seen with its own cookies. */
  const entered = async (response: Response): Promise<Entered | undefined> => {
    const cookies = cookiesOf(response)
    const begun = await session(sentBack(cookies))
    if (begun === undefined) return undefined
    const { name, email, next } = begun.me
    return { user: { name, email }, next, cookies }
  }
  return {
    session,
    secondFactor: openSecondFactor({ auth, store, now }),
    async warmUp() {
      await auth()
    },
    async signIn(email, password) {
      const { api } = await auth()
      const response = await api.signInEmail({ body: { email, password }, asResponse: true })
      if (response.status >= 500) throw new Error('Signing in failed.')
      if (!response.ok) throw new Problem('wrong_credentials')
      const answer = (await response.json()) as { twoFactorRedirect?: boolean }
      if (answer.twoFactorRedirect === true)
        return { user: null, next: 'second_factor', cookies: cookiesOf(response) }
      const begun = await entered(response)
      if (begun === undefined) throw new Problem('wrong_credentials')
      return begun
    },
    async makeLink(tx, email) {
      const { api } = await auth()
      let key = ''
      const metadata: KeyTaker = {
        take: (made) => {
          key = made
        },
      }
      await within(tx, () => api.signInMagicLink({ body: { email, metadata }, headers: new Headers() }))
      return key
    },
    async followLink(key) {
      const { api } = await auth()
      const asked = { query: { token: key }, headers: new Headers(), asResponse: true } as const
      const response = await api.magicLinkVerify(asked)
      if (response.status >= 500) throw new Error('Signing in failed.')
      const begun = response.ok ? await entered(response) : undefined
      if (begun === undefined) throw new Problem('sign_in_link_used')
      return begun
    },
    async signOut(headers) {
      const { api } = await auth()
      return cookiesOf(await api.signOut({ headers, asResponse: true }))
    },
    providers: providers.map(({ id, name }) => ({ id, name })),
    async startAt(providerId) {
      if (!providers.some(({ id }) => id === providerId)) throw new Problem('not_found')
      const { api } = await authWithProviders()
      const body = {
        ...{ provider: providerId, disableRedirect: true },
        ...{ callbackURL: '/', errorCallbackURL: providerFailed },
      }
      const response = await api.signInSocial({ body, headers: new Headers(), asResponse: true })
      if (!response.ok) throw new Problem('provider_away')
      const { url } = (await response.json()) as { url: string }
      return { url, cookies: cookiesOf(response) }
    },
    async comeBack(request) {
      const { pathname, search } = new URL(request.url)
      const { handler } = await authWithProviders()
      const response = await handler(
        new Request(`${settings.publicUrl}${pathname}${search}`, { headers: request.headers }),
      )
      const headers = cookiesOf(response)
      const to = response.headers.get('location') ?? ''
      // Only to a page of ours, and without what was told about the failure.
      const failed = response.status !== 302 || to.includes('error=')
      headers.set('location', failed ? providerFailed : '/')
      return new Response(null, { status: 302, headers })
    },
    async accountOf(headers) {
      const begun = await session(headers)
      if (begun !== undefined) return begun.who.accountId
      const cookie = /(?:^|;\s*)(?:__Secure-)?km\.two_factor=([^;.]+)/.exec(headers.get('cookie') ?? '')?.[1]
      return cookie === undefined ? undefined : findChallenged(store.db, decodeURIComponent(cookie))
    },
  }
}
