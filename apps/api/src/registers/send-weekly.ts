import { audit, listNetworks, listPeople, type PersonRole } from '@km/store'
import { addDays, amsterdamDate, schoolYearOf } from '../clock.ts'
import type { Deps, PostOffice } from '../deps.ts'
import { getsWeeklyMail } from '../gets-weekly-mail.ts'
import { Problem } from '../problem.ts'
import { findMoments } from './find-moments.ts'
import { listRegisters } from './list-registers.ts'
import type { RegistersDeps } from './registers-deps.ts'
import type { CalendarMoment, RegisterSignal } from './schema.ts'
import { writeWeekly } from './write-weekly.ts'

export interface WeeklyDeps extends Deps, Pick<RegistersDeps, 'publicUrl' | 'whoIs'> {
  readonly postOffice: PostOffice
}

const program = { accountId: 'program', role: 'program' } as const

/** '2026-11-25' -> '2026-11-23', the Monday of that week. */
function mondayOf(date: string): string {
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay()
  return addDays(date, -((weekday + 6) % 7))
}

/** What waits for this account and what comes, in all its roles of a network. */
async function readWeek(deps: WeeklyDeps, networkId: number, roles: readonly PersonRole[]) {
  const today = amsterdamDate(deps.now())
  const years = [...new Set([schoolYearOf(today), schoolYearOf(addDays(today, 7))])]
  const signals: RegisterSignal[] = []
  const moments: CalendarMoment[] = []
  for (const { userId: accountId, role } of roles) {
    const who = await deps.whoIs({ networkId, accountId, role })
    if (who === undefined) continue
    signals.push(...(await listRegisters(deps, who, {})).signals)
    moments.push(...(await deps.store.inNetwork(networkId, (tx) => findMoments(tx, who, years))))
  }
  return { today, signals, moments }
}

/** False when this account had its mail of this week, or there is nothing to tell. */
async function sendTo(deps: WeeklyDeps, networkId: number, roles: readonly PersonRole[]): Promise<boolean> {
  const [person] = roles
  if (person === undefined) return false
  const week = await readWeek(deps, networkId, roles)
  const mail = writeWeekly({ ...week, name: person.name, publicUrl: deps.publicUrl })
  if (mail === undefined) return false
  const once = `${person.userId}.${mondayOf(week.today)}`
  const at = deps.now()
  return deps.store
    .inNetwork(networkId, async (tx) => {
      await deps.postOffice.post(tx, { networkId, kind: 'weekly', recipient: person.email, ...mail, once })
      const subject = `account:${person.userId}`
      await audit(tx, { ...program, networkId, at, verb: 'mail.weekly', subject })
      return true
    })
    .catch((error: unknown) => {
      if (error instanceof Problem && error.code === 'already_mailed') return false
      throw error
    })
}

/**
 * Mails what waits and what comes this week to who has to act on it, in every network: at most once a week, only
 * when there is something, and not to who does not want it. Returns how many.
 */
export async function sendWeekly(deps: WeeklyDeps): Promise<number> {
  let sent = 0
  for (const { id: networkId } of await deps.store.guard(() => listNetworks(deps.store.db))) {
    const people = await deps.store.guard(() => listPeople(deps.store.db, networkId))
    const wanted = people.filter(({ role, weeklyMail }) => weeklyMail && getsWeeklyMail(role))
    for (const userId of new Set(wanted.map((one) => one.userId)))
      if (
        await sendTo(
          deps,
          networkId,
          wanted.filter((one) => one.userId === userId),
        )
      )
        sent += 1
  }
  return sent
}
