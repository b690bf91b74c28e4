import { type Store, sweepAttempts, sweepSignIn } from '@km/store'

/** After so many milliseconds everything may be tried again: see `limits.ts`. */
const allTriesBack = 3_600_000

/**
 * Forgets links to sign in with that ended, with the address that was typed, also when no account has it;
 * sessions that ended; and attempts of more than an hour ago.
 */
export async function forgetSignIn({
  store,
  now,
}: {
  readonly store: Store
  readonly now: () => Date
}): Promise<void> {
  const at = now()
  await store.guard(() => sweepSignIn(store.db, at))
  await store.guard(() => sweepAttempts(store.db, new Date(at.getTime() - allTriesBack)))
}
