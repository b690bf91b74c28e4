import { authSchema, listHeldSchools, listMemberships, type Store } from '@km/store'
import { amsterdamDate } from '../clock.ts'
import type { Who } from '../deps.ts'
import { Problem } from '../problem.ts'
import type { Me } from './schema.ts'

export interface AccountsSettings {
  readonly store: Store
  readonly now: () => Date
  /** Signs the cookies; kept in the data folder. */
  readonly secret: string
  readonly publicUrl: string
}

/** Shortest password, in characters. */
export const shortestPassword = 12
export const longestPassword = 200

/** A session as the rest of the program knows it. */
export interface Session {
  readonly who: Who
  readonly me: Me
}

export interface Accounts {
  /** Loads what signing in needs, so that the first person does not wait for it. */
  warmUp(): Promise<void>
  /** The person, and headers with the session's cookie; throws Problem `wrong_credentials`. */
  signIn(
    email: string,
    password: string,
  ): Promise<{ readonly user: { readonly name: string; readonly email: string }; readonly cookies: Headers }>
  /** Ends the session of these headers; answers with the cookie that clears it. */
  signOut(headers: Headers): Promise<Headers>
  /** Who these headers belong to; `undefined` when nobody is signed in or the account has no role left. */
  session(headers: Headers): Promise<Session | undefined>
}

/** Hash of a password as `signIn` reads it back (scrypt, about a tenth of a second). */
export const hashOf = async (password: string): Promise<string> =>
  (await import('better-auth/crypto')).hashPassword(password)

/** Loading better-auth takes as long as all the rest of the start: only when somebody has an account. */
async function build({ store, secret, publicUrl }: AccountsSettings) {
  const [{ betterAuth }, { drizzleAdapter }] = await Promise.all([
    import('better-auth'),
    import('better-auth/adapters/drizzle'),
  ])
  return betterAuth({
    database: drizzleAdapter(store.db, { provider: 'pg', schema: authSchema }),
    baseURL: publicUrl,
    basePath: '/api/auth',
    secret,
    telemetry: { enabled: false },
    logger: { disabled: true },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: shortestPassword,
      maxPasswordLength: longestPassword,
    },
    // Counted per account in `limits.ts`: a limit per address would lock out a whole school.
    rateLimit: { enabled: false },
    advanced: {
      cookiePrefix: 'km',
      useSecureCookies: new URL(publicUrl).protocol === 'https:',
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', path: '/' },
      ipAddress: { disableIpTracking: true },
    },
    databaseHooks: {
      session: {
        create: { before: async (session) => ({ data: { ...session, ipAddress: null, userAgent: null } }) },
      },
    },
  })
}

const cookiesOf = (response: Response): Headers => {
  const headers = new Headers()
  for (const cookie of response.headers.getSetCookie()) headers.append('set-cookie', cookie)
  return headers
}

/**
 * Accounts with e-mail and password on better-auth. Only signing in, signing out and reading the session
 * are reachable; its own routes are not mounted, and nobody can sign up.
 */
export function openAccounts(settings: AccountsSettings): Accounts {
  let built: ReturnType<typeof build> | undefined
  const auth = () => {
    built ??= build(settings)
    return built
  }
  return {
    async warmUp() {
      await auth()
    },
    async signIn(email, password) {
      const { api } = await auth()
      const response = await api.signInEmail({ body: { email, password }, asResponse: true })
      if (response.status >= 500) throw new Error('Signing in failed.')
      if (!response.ok) throw new Problem('wrong_credentials')
      const { user } = (await response.json()) as { user: { name: string; email: string } }
      return { user: { name: user.name, email: user.email }, cookies: cookiesOf(response) }
    },
    async signOut(headers) {
      const { api } = await auth()
      return cookiesOf(await api.signOut({ headers, asResponse: true }))
    },
    async session(headers) {
      if (!headers.get('cookie')?.includes('km.session_token')) return undefined
      const { api } = await auth()
      const found = await api.getSession({ headers })
      if (found === null) return undefined
      const [membership] = await listMemberships(settings.store.db, found.user.id)
      if (membership === undefined) return undefined
      const { networkId, networkName, demo, role } = membership
      const held = { networkId, userId: found.user.id, role, on: amsterdamDate(settings.now()) }
      const schoolIds = await listHeldSchools(settings.store.db, held)
      return {
        who: { accountId: found.user.id, role, networkId, schoolIds },
        me: {
          name: found.user.name,
          email: found.user.email,
          role,
          network: { id: networkId, name: networkName, demo },
        },
      }
    },
  }
}
