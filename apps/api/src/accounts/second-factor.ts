import { audit, type Db, passSecondFactor, type Store, useCode } from '@km/store'
import type { Who } from '../deps.ts'
import { Problem, type ProblemCode } from '../problem.ts'
import { type Auth, within } from './build-auth.ts'
import type { SecondFactorSetup } from './schema.ts'

/** Who changes the own second factor, with the headers of the own session. */
interface Own {
  readonly who: Who
  readonly headers: Headers
}

export interface SecondFactor {
  /**
   * Answers the second factor of a password that was right, or of a session that waits for it: with a code
   * of the app or a recovery code. Either works once. Throws Problem `wrong_code`, `used_code` or
   * `sign_in_again`.
   */
  answer(asked: {
    readonly headers: Headers
    readonly accountId: string
    readonly code: string
    /** Of a session that waits. */
    readonly sessionId: string | undefined
  }): Promise<Headers>
  /** A new secret and recovery codes, which count once `confirm` got a code. Asks the password, if there is one. */
  begin(own: Own, password?: string): Promise<SecondFactorSetup>
  /** Turns it on with the first code of the app; throws Problem `wrong_code`. */
  confirm(own: Own, code: string): Promise<Headers>
  /** Turns it off. */
  end(own: Own, password?: string): Promise<Headers>
  /** Other recovery codes in place of those that were. */
  renewCodes(own: Own, password?: string): Promise<readonly string[]>
}

interface Parts {
  readonly auth: () => Promise<Auth>
  readonly store: Store
  readonly now: () => Date
}

const cookiesOf = (response: Response): Headers => {
  const headers = new Headers()
  for (const cookie of response.headers.getSetCookie()) headers.append('set-cookie', cookie)
  return headers
}

/** What better-auth refuses, in our words. */
const codes: Readonly<Record<string, ProblemCode>> = {
  INVALID_CODE: 'wrong_code',
  INVALID_BACKUP_CODE: 'wrong_code',
  INVALID_PASSWORD: 'wrong_password',
  PASSWORD_TOO_LONG: 'wrong_password',
  TOTP_ALREADY_ENABLED: 'second_factor_set',
  TOTP_NOT_ENABLED: 'sign_in_again',
  BACKUP_CODES_NOT_ENABLED: 'sign_in_again',
  TWO_FACTOR_NOT_ENABLED: 'invalid_request',
  INVALID_TWO_FACTOR_COOKIE: 'sign_in_again',
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: 'sign_in_again',
}

async function orProblem(response: Response): Promise<Response> {
  if (response.ok) return response
  const { code = '' } = (await response.json().catch(() => ({}))) as { code?: string }
  const known = codes[code]
  if (known === undefined) throw new Error(`The second factor failed: ${code || response.status}.`)
  throw new Problem(known)
}

/** Of three codes in a row each works, half a minute each; in milliseconds. */
const codeLife = 90_000

/** '123 456' and 'abcde fghij' as they are stored: digits, or two halves with a dash. */
const asDigits = (code: string): string => code.replace(/[\s-]/g, '')
const asRecoveryCode = (code: string): string => {
  const letters = asDigits(code).toLowerCase()
  return `${letters.slice(0, 5)}-${letters.slice(5)}`
}

/** The second factor of accounts: a code of an app (TOTP), and recovery codes on paper. */
export function openSecondFactor({ auth, store, now }: Parts): SecondFactor {
  const audited = <T>({ who }: Own, verb: string, work: (tx: Db) => Promise<T>): Promise<T> =>
    store.inNetwork(who.networkId, async (tx) => {
      const done = await within(tx, () => work(tx))
      await audit(tx, { ...who, at: now(), verb, subject: `account:${who.accountId}` })
      return done
    })
  /** A code works for a minute and a half: longer than it takes to use one that was looked at. */
  const once = async (tx: Db, userId: string, code: string): Promise<void> => {
    const at = now()
    const since = new Date(at.getTime() - codeLife)
    if (!(await useCode(tx, { userId, code, at, since }))) throw new Problem('used_code')
  }
  const body = (password: string | undefined) => (password === undefined ? {} : { password })
  return {
    async answer({ headers, accountId, code: given, sessionId }) {
      const { api } = await auth()
      const digits = asDigits(given)
      const asked = { headers, asResponse: true } as const
      const isFromApp = /^\d{6}$/.test(digits)
      return store.guard(() =>
        store.db.transaction(async (tx) => {
          const response = await within(tx, () =>
            isFromApp
              ? api.verifyTOTP({ ...asked, body: { code: digits } })
              : api.verifyBackupCode({ ...asked, body: { code: asRecoveryCode(given) } }),
          )
          await orProblem(response)
          if (isFromApp) await once(tx, accountId, digits)
          if (sessionId !== undefined) await passSecondFactor(tx, sessionId, now())
          return cookiesOf(response)
        }),
      )
    },
    async begin(own, password) {
      const { api } = await auth()
      const asked = { body: { ...body(password), method: 'totp' as const }, headers: own.headers }
      const made = await orProblem(await api.enableTwoFactor({ ...asked, asResponse: true }))
      const { totpURI, backupCodes } = (await made.json()) as { totpURI: string; backupCodes: string[] }
      const { renderSVG } = await import('uqr')
      const secret = new URL(totpURI).searchParams.get('secret') ?? ''
      return { secret, address: totpURI, qr: renderSVG(totpURI, { border: 2 }), recoveryCodes: backupCodes }
    },
    async confirm(own, code) {
      const { api } = await auth()
      return audited(own, 'second_factor.on', async (tx) => {
        const asked = { body: { code: asDigits(code) }, headers: own.headers, asResponse: true } as const
        const response = await orProblem(await api.verifyTOTP(asked))
        await once(tx, own.who.accountId, asDigits(code))
        return cookiesOf(response)
      })
    },
    async end(own, password) {
      const { api } = await auth()
      return audited(own, 'second_factor.off', async () => {
        const asked = { body: body(password), headers: own.headers, asResponse: true } as const
        return cookiesOf(await orProblem(await api.disableTwoFactor(asked)))
      })
    },
    async renewCodes(own, password) {
      const { api } = await auth()
      return audited(own, 'second_factor.new_codes', async () => {
        const asked = { body: body(password), headers: own.headers, asResponse: true } as const
        const made = await orProblem(await api.generateBackupCodes(asked))
        return ((await made.json()) as { backupCodes: string[] }).backupCodes
      })
    },
  }
}
