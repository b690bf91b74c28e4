import { AsyncLocalStorage } from 'node:async_hooks'
import { randomInt } from 'node:crypto'
import { authSchema, type Db, findEmail, maySignIn, type Store } from '@km/store'
import type { OidcProvider } from '../env.ts'

export interface AccountsSettings {
  readonly store: Store
  readonly now: () => Date
  /** Signs the cookies; kept in the data folder. */
  readonly secret: string
  readonly publicUrl: string
  /** Where schools and boards sign in with their own account; default: nowhere. */
  readonly oidcProviders?: readonly OidcProvider[] | undefined
}

/** How `signInMagicLink` hands over the key of a link; only its hash is stored. */
export interface KeyTaker extends Record<string, unknown> {
  readonly take: (key: string) => void
}

/** Shortest password, in characters. */
export const shortestPassword = 12
export const longestPassword = 200

/** How long a link to sign in with works, in seconds. */
const linkSeconds = 15 * 60
/** Longest session, in seconds; `open-accounts.ts` ends most of them sooner. */
const sessionSeconds = 7 * 24 * 3600

const transaction = new AsyncLocalStorage<Db>()

/** Everything that better-auth reads and writes during `work` belongs to this transaction. */
export const within = <T>(tx: Db, work: () => Promise<T>): Promise<T> => transaction.run(tx, work)

/** The database, or the transaction that is being worked in. */
const currentOf = (db: Db): Db => transaction.getStore() ?? db
function followTransaction(db: Db): Db {
  return new Proxy(db, {
    get: (outside, name) => {
      const at = currentOf(outside)
      const value: unknown = Reflect.get(at, name, at)
      return typeof value === 'function' ? value.bind(at) : value
    },
  })
}

/** Typed over from paper: without letters and digits that look alike (49 bits). */
const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789'
const half = () => Array.from({ length: 5 }, () => alphabet[randomInt(alphabet.length)]).join('')
const makeRecoveryCode = () => `${half()}-${half()}`

/** How a session begins, by the endpoint that makes it. */
const startOf = (path: string): string =>
  path.startsWith('/magic-link') ? 'link' : path.startsWith('/callback') ? 'provider' : 'password'

const noTokens = { accessToken: null, refreshToken: null, idToken: null, scope: null }

/** Where a person lands whose school's own account did not lead to one here. */
export const providerFailed = '/inloggen?fout=school'

/** Signs in accounts that exist, never signs up; with state, PKCE and a nonce in a verified ID token. */
const asOAuth = ({ id, name, issuer, clientId, clientSecret }: OidcProvider) => ({
  ...{ providerId: id, name, clientId, clientSecret },
  discoveryUrl: `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
  scopes: ['openid', 'email', 'profile'],
  pkce: true,
  requireIdTokenVerification: true,
  disableSignUp: true,
  disableImplicitSignUp: true,
})

/** Whether a provider may speak for this account; what is no provider of ours always may. */
async function maySpeakFor(
  db: Db,
  providers: readonly OidcProvider[],
  { providerId, userId }: { readonly providerId: string; readonly userId: string },
): Promise<boolean> {
  const domains = providers.find(({ id }) => id === providerId)?.domains
  if (domains === undefined) return true
  const email = (await findEmail(db, userId)) ?? ''
  return domains.includes(email.slice(email.lastIndexOf('@') + 1))
}

/** Loading better-auth takes as long as all the rest of the start: only when somebody has an account. */
export async function buildAuth(
  { store, now, secret, publicUrl }: AccountsSettings,
  providers: readonly OidcProvider[] = [],
) {
  const [{ betterAuth }, { drizzleAdapter }, { twoFactor }, { magicLink }, { genericOAuth }] =
    await Promise.all([
      import('better-auth'),
      import('better-auth/adapters/drizzle'),
      import('better-auth/plugins/two-factor'),
      import('better-auth/plugins/magic-link'),
      import('better-auth/plugins/generic-oauth'),
    ])
  const db = followTransaction(store.db)
  return betterAuth({
    database: drizzleAdapter(db, { provider: 'pg', schema: authSchema }),
    appName: 'Kwaliteitsmonitor NT2',
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
    session: {
      expiresIn: sessionSeconds,
      // When it was used and when it ends is kept with the clock that is handed in.
      disableSessionRefresh: true,
      additionalFields: {
        activeNetworkId: { type: 'number', required: false, input: false },
        activeRole: { type: 'string', required: false, input: false },
        startedWith: { type: 'string', required: false, input: false },
        secondFactorAt: { type: 'date', required: false, input: false },
      },
    },
    plugins: [
      twoFactor({
        allowPasswordless: true,
        backupCodeOptions: {
          storeBackupCodes: 'encrypted',
          customBackupCodesGenerate: () => Array.from({ length: 10 }, makeRecoveryCode),
        },
        // Counted per account in `limits.ts`, which delays and never locks.
        accountLockout: { enabled: false },
      }),
      magicLink({
        expiresIn: linkSeconds,
        disableSignUp: true,
        storeToken: 'hashed',
        sendMagicLink: async ({ token, metadata }) => (metadata as KeyTaker).take(token),
      }),
      genericOAuth({ config: providers.map(asOAuth) }),
    ],
    account: {
      updateAccountOnSignIn: false,
      // Only for an address that the provider says it verified: none is in `trustedProviders`.
      accountLinking: { enabled: true, trustedProviders: [], requireLocalEmailVerified: true },
    },
    onAPIError: { errorURL: `${publicUrl}${providerFailed}` },
    // Counted per account in `limits.ts`: a limit per address would lock out a whole school.
    rateLimit: { enabled: false },
    advanced: {
      cookiePrefix: 'km',
      useSecureCookies: new URL(publicUrl).protocol === 'https:',
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', path: '/' },
      ipAddress: { disableIpTracking: true },
    },
    databaseHooks: {
      account: {
        // What a provider would let us read there is not for us.
        create: {
          before: async (account) =>
            (await maySpeakFor(db, providers, account)) && { data: { ...account, ...noTokens } },
        },
      },
      session: {
        create: {
          before: async (session, context) => {
            if (!(await maySignIn(db, session.userId))) return false
            const path = context?.path ?? ''
            const { startedWith, secondFactorAt } = session as {
              startedWith?: string
              secondFactorAt?: Date
            }
            return {
              data: {
                ...session,
                ipAddress: null,
                userAgent: null,
                createdAt: now(),
                updatedAt: now(),
                startedWith: startedWith ?? startOf(path),
                secondFactorAt: path.startsWith('/two-factor/verify') ? now() : (secondFactorAt ?? null),
              },
            }
          },
        },
      },
    },
  })
}

/** better-auth as this program uses it. */
export type Auth = Awaited<ReturnType<typeof buildAuth>>
