import { audit, dropFromRegister } from '@km/store'
import type { Who } from '../deps.ts'
import type { RegistersDeps } from './registers-deps.ts'
import { findEntry } from './save-entry.ts'

/** Takes a line out of a register. Throws Problem `not_found`, `not_allowed`. */
export async function dropEntry(deps: RegistersDeps, who: Who, id: number): Promise<{ done: true }> {
  const { networkId } = who
  return deps.store.inNetwork(networkId, async (tx) => {
    const { kind } = await findEntry(tx, who, id)
    await dropFromRegister(tx, { networkId, id })
    const subject = `register:${id}`
    await audit(tx, { ...who, at: deps.now(), verb: 'register.drop', subject, details: { kind } })
    return { done: true }
  })
}
