import { type FoundLink, findLinks, type LinkToken, type Store } from '@km/store'

/** What a link opens; `undefined` when it is unknown or taken back. */
export type FindLink = (link: LinkToken) => Promise<FoundLink | undefined>

interface Waiting {
  readonly tokenHash: Buffer
  resolve(found: FoundLink | undefined): void
  reject(error: unknown): void
}

interface Queue {
  waiting: Waiting[]
  inFlight: number
  scheduled: boolean
}

const largestBatch = 100
const mostInFlight = 2

/**
 * Looks links up together: what was asked in one turn of the event loop goes in one transaction per
 * network, the next when one comes back. Alone, a link is looked up at once.
 */
export function findLinksTogether(store: Store): FindLink {
  const queues = new Map<number, Queue>()

  const look = async (networkId: number, batch: readonly Waiting[]): Promise<void> => {
    const tokenHashes = batch.map((each) => each.tokenHash)
    try {
      const found = await findLinks(store, { networkId, tokenHashes })
      for (const each of batch) each.resolve(found.get(each.tokenHash.toString('hex')))
    } catch (error) {
      for (const each of batch) each.reject(error)
    }
  }
  const send = (networkId: number, queue: Queue): void => {
    queue.scheduled = false
    while (queue.inFlight < mostInFlight && queue.waiting.length > 0) {
      const batch = queue.waiting.splice(0, largestBatch)
      queue.inFlight += 1
      void look(networkId, batch).finally(() => {
        queue.inFlight -= 1
        if (queue.waiting.length > 0) schedule(networkId, queue)
        else if (queue.inFlight === 0) queues.delete(networkId)
      })
    }
  }
  const schedule = (networkId: number, queue: Queue): void => {
    if (queue.scheduled || queue.inFlight >= mostInFlight) return
    queue.scheduled = true
    setImmediate(send, networkId, queue)
  }
  return ({ networkId, tokenHash }) =>
    new Promise((resolve, reject) => {
      const queue = queues.get(networkId) ?? { waiting: [], inFlight: 0, scheduled: false }
      queues.set(networkId, queue)
      queue.waiting.push({ tokenHash, resolve, reject })
      schedule(networkId, queue)
    })
}
