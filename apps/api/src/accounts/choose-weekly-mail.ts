import { audit, setWeeklyMail } from '@km/store'
import type { Deps, Who } from '../deps.ts'

/** Turns the weekly mail of the own account on or off, in all its networks. */
export async function chooseWeeklyMail({ store, now }: Deps, who: Who, on: boolean): Promise<void> {
  await store.inNetwork(who.networkId, async (tx) => {
    await setWeeklyMail(tx, { userId: who.accountId, on })
    const subject = `account:${who.accountId}`
    const verb = on ? 'weekly_mail.on' : 'weekly_mail.off'
    await audit(tx, { ...who, at: now(), verb, subject })
  })
}
