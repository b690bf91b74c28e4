import { createHash, randomInt, timingSafeEqual } from 'node:crypto'
import type { z } from '@hono/zod-openapi'
import {
  audit,
  createNetwork,
  enterNetwork,
  lockFirstAccount,
  needsFirstAccount,
  type Store,
} from '@km/store'
import { Problem } from '../problem.ts'
import { createAccount } from './create-account.ts'
import { hashOf } from './open-accounts.ts'
import type { setupBody } from './schema.ts'

/** Without letters and digits that look alike. */
const alphabet = '23456789ABCDEFGHJKMNPQRSTVWXYZ'

/** A code for the first account, such as 'K7TM-2XQ9' (39 bits): printed, never stored. */
export function makeSetupCode(): string {
  const part = () => Array.from({ length: 4 }, () => alphabet[randomInt(alphabet.length)]).join('')
  return `${part()}-${part()}`
}

const digest = (code: string): Buffer =>
  createHash('sha256').update(code.toUpperCase().replace(/[\s-]/g, '')).digest()

/** Compares without telling by its time how much was right; spaces, dashes and capitals do not matter. */
export function isSetupCode(given: string, code: string): boolean {
  return timingSafeEqual(digest(given), digest(code))
}

interface SetUp {
  readonly store: Store
  readonly now: () => Date
  readonly setupCode: string
}

/**
 * First run: makes the network and its first account, a project leader. Throws Problem `wrong_setup_code`,
 * or `already_set_up` when somebody was first.
 */
export async function setUpNetwork(deps: SetUp, body: z.output<typeof setupBody>): Promise<void> {
  const { store, now, setupCode } = deps
  if (!(await needsFirstAccount(store.db))) throw new Problem('already_set_up')
  if (!isSetupCode(body.code, setupCode)) throw new Problem('wrong_setup_code')
  const passwordHash = await hashOf(body.password)
  await store.guard(() =>
    store.db.transaction(async (tx) => {
      await lockFirstAccount(tx)
      if (!(await needsFirstAccount(tx))) throw new Problem('already_set_up')
      const { id: networkId } = await createNetwork(tx, { name: body.networkName })
      await enterNetwork(tx, networkId)
      const { name, email } = body
      const [at, role] = [now(), 'project_leader'] as const
      const accountId = await createAccount(tx, { networkId, role, name, email, passwordHash, at })
      const subject = `network:${networkId}`
      await audit(tx, { networkId, at, accountId, role, verb: 'network.set_up', subject })
    }),
  )
}
