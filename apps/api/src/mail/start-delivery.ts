import { listNetworks, listWaiting, markUnknown } from '@km/store'
import type { Ids, Queue } from '../queue/open-queue.ts'
import { type DeliverDeps, deliverMail, mostAttempts } from './deliver-mail.ts'
import { mailText } from './nl.ts'
import { mailJob } from './open-post-office.ts'

/** Younger than this and its own job is still on its way, in milliseconds. */
const ownJobFirst = 60_000
const together = 3

/** Mail that was kept while no queue ran, or whose job was cut off, gets a job of its own. */
async function handInWaiting(
  { store, now }: DeliverDeps,
  queue: Queue,
  { olderThan, marks = {} }: { olderThan: number; marks?: Ids },
): Promise<void> {
  const before = new Date(now().getTime() - olderThan)
  for (const { id: networkId } of await store.guard(() => listNetworks(store.db)))
    await store.inNetwork(networkId, async (tx) => {
      for (const mailId of await listWaiting(tx, { networkId, before }))
        await queue.hand(tx, mailJob, { networkId, mailId, ...marks })
    })
}

/**
 * Starts delivering, in the one server of this database: what a crash left half sent becomes 'unknown', what
 * waits is sent, and what comes in is sent at once.
 */
export async function startDelivery(deps: DeliverDeps, queue: Queue): Promise<void> {
  const { store } = deps
  const reason = mailText.unknown
  for (const { id: networkId } of await store.guard(() => listNetworks(store.db)))
    await store.inNetwork(networkId, (tx) => markUnknown(tx, { networkId, reason }))
  const work = ({ networkId = 0, mailId = 0 }) => deliverMail(deps, { networkId, mailId })
  await queue.take(mailJob, work, { together, retries: mostAttempts })
  // Jobs that a crash cut off still count as busy: a mark of this start sets the new ones apart.
  await handInWaiting(deps, queue, { olderThan: 0, marks: { start: deps.now().getTime() } })
  const often = { name: 'mail-waiting', cron: '*/5 * * * *', atStart: false }
  await queue.schedule(often, () => handInWaiting(deps, queue, { olderThan: ownJobFirst }))
}
