import { setTimeout as sleep } from 'node:timers/promises'
import type { Db } from '@km/store'
import { isConnectionLoss } from '@km/store'
import { mailJob, openPostOffice } from '../mail/open-post-office.ts'
import { openReturnTokens } from '../mail/return-token.ts'
import { postFolder } from '../post-folder.ts'
import type { Queue } from '../queue/open-queue.ts'
import { type PeriodicDeps, periodicWork } from './periodic-work.ts'

type BackgroundDeps = Omit<PeriodicDeps, 'postOffice' | 'postFolder' | 'returnTokens'> & {
  readonly dataDir: string
  readonly smtpUrl: string | undefined
  /** What mail carries to be known again is sealed with it. */
  readonly secret: string
  readonly log: (where: string, error: unknown) => void
}

const retryMs = 2000

/**
 * The work behind the screens: mail that goes out and what is done by the clock. Mail can be kept from the
 * first moment; `start` begins sending, and does not hold up the port.
 */
export function openBackground(deps: BackgroundDeps) {
  let queue: Queue | undefined
  let stopping = false
  let closeCarriers = (): void => {}
  const handIn = async (tx: Db, job: { networkId: number; mailId: number }): Promise<void> => {
    await queue?.hand(tx, mailJob, job)
  }
  const returnTokens = openReturnTokens(deps.secret)
  const postOffice = openPostOffice({ now: deps.now, handIn })

  const begin = async (): Promise<void> => {
    const { openFolder, openSmtp } = await import('../mail/open-carriers.ts')
    const { startDelivery } = await import('../mail/start-delivery.ts')
    const { openQueue } = await import('../queue/open-queue.ts')
    const smtp = deps.smtpUrl === undefined ? undefined : openSmtp(deps.smtpUrl, deps)
    closeCarriers = () => smtp?.close()
    const opened = await openQueue(deps)
    queue = opened
    const folder = openFolder(postFolder(deps.dataDir), deps)
    await startDelivery({ ...deps, smtp, folder, returnTokens }, opened)
    const own = { postOffice, postFolder: postFolder(deps.dataDir), returnTokens }
    for (const { work, ...when } of periodicWork) await opened.schedule(when, () => work({ ...deps, ...own }))
  }
  const untilBegun = async (): Promise<void> => {
    while (!stopping)
      try {
        return await begin()
      } catch (error) {
        await queue?.stop().catch(() => {})
        closeCarriers()
        if (!isConnectionLoss(error)) return deps.log('queue', error)
        await sleep(retryMs)
      }
  }
  let begun: Promise<void> = Promise.resolve()
  return {
    postOffice,
    start: (): void => {
      begun = untilBegun()
    },
    async stop(): Promise<void> {
      stopping = true
      await begun
      await queue?.stop()
      closeCarriers()
    },
  }
}
