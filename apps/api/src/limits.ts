import { createHmac } from 'node:crypto'
import { type Store, takeAttempt } from '@km/store'
import { Problem } from './problem.ts'

/** A bucket of `burst` requests that fills again with `perSecond`. */
export interface Limit {
  readonly burst: number
  readonly perSecond: number
}

/**
 * Limits delay and never lock: who is refused reads in how many seconds to try again. They hang on a
 * link, an account name or one act, because thirty students share one address. Only links that do not
 * exist are counted per address.
 */
export interface Limits {
  /** One personal link: one person, who saves often. */
  readonly personalLink: Limit
  /** One open link: a whole school year may start at the same bell. */
  readonly openLink: Limit
  readonly unknownLink: Limit
  /** Codes typed at one open link: several classes at the same bell, and slow for who guesses. */
  readonly classCode: Limit
  /** New links asked for with one old link. */
  readonly newLink: Limit
  /** Receipts tried over one link: typing errors, not guessing. */
  readonly withdrawal: Limit
  readonly signIn: Limit
  /** Links to sign in with, asked for one address. */
  readonly signInLink: Limit
  /** Codes of a second factor, tried for one account. */
  readonly secondFactor: Limit
  /** Mails with an invitation, sent by one account. */
  readonly invite: Limit
  /** The own password, asked again within a session. */
  readonly password: Limit
  readonly setup: Limit
}

export const defaultLimits: Limits = {
  personalLink: { burst: 120, perSecond: 10 },
  openLink: { burst: 3000, perSecond: 300 },
  unknownLink: { burst: 30, perSecond: 0.5 },
  classCode: { burst: 300, perSecond: 1 },
  newLink: { burst: 2, perSecond: 1 / 300 },
  withdrawal: { burst: 30, perSecond: 0.5 },
  signIn: { burst: 10, perSecond: 0.1 },
  signInLink: { burst: 3, perSecond: 1 / 120 },
  // Of a million codes three are right at any moment: a guesser needs years.
  secondFactor: { burst: 10, perSecond: 1 / 120 },
  password: { burst: 10, perSecond: 0.1 },
  invite: { burst: 60, perSecond: 0.1 },
  setup: { burst: 10, perSecond: 0.1 },
}

/** More keys than this at once and those that are full again are forgotten. */
const mostKeys = 10_000

interface Bucket {
  left: number
  at: number
}

/** Takes one request of `key`; throws Problem `too_many_requests` with `retryAfter` in seconds. */
export type Take = (key: string) => void

/**
 * One kind of limit, kept in memory only: what was counted is gone with the process, and no key is ever
 * written down. For what nobody gains by a restart; signing in has `createStoredLimit`.
 */
export function createLimit(limit: Limit, now: () => Date): Take {
  const buckets = new Map<string, Bucket>()
  const refill = (bucket: Bucket, moment: number): number =>
    Math.min(limit.burst, bucket.left + (Math.max(0, moment - bucket.at) / 1000) * limit.perSecond)
  const forgetFull = (moment: number): void => {
    for (const [key, bucket] of buckets) if (refill(bucket, moment) >= limit.burst) buckets.delete(key)
  }
  return (key) => {
    const moment = now().getTime()
    if (buckets.size > mostKeys) forgetFull(moment)
    const bucket = buckets.get(key) ?? { left: limit.burst, at: moment }
    bucket.left = refill(bucket, moment)
    bucket.at = moment
    buckets.set(key, bucket)
    if (bucket.left < 1) {
      throw new Problem('too_many_requests', { retryAfter: Math.ceil((1 - bucket.left) / limit.perSecond) })
    }
    bucket.left -= 1
  }
}

/** As `Take`, once the database has counted it. */
export type TakeStored = (key: string) => Promise<void>

/**
 * One kind of limit that is kept in the database: guessing goes on where it was after a restart. What was
 * tried for whom is not written down: the key is hashed with the secret of this installation.
 */
export function createStoredLimit(
  { store, now, secret }: { readonly store: Store; readonly now: () => Date; readonly secret: string },
  kind: string,
  limit: Limit,
): TakeStored {
  return async (key) => {
    const hashed = createHmac('sha256', secret).update(`${kind}:${key}`).digest('hex')
    const taken = { key: hashed, ...limit, at: now() }
    const retryAfter = await store.guard(() => takeAttempt(store.db, taken))
    if (retryAfter > 0) throw new Problem('too_many_requests', { retryAfter })
  }
}
