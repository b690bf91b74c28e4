import { forgetSignIn } from '../accounts/forget-sign-in.ts'
import { whoIs } from '../accounts/who-is.ts'
import type { Deps, PostOffice } from '../deps.ts'
import { announceDue } from '../invite/announce-rounds.ts'
import { remindDue } from '../invite/remind-schools.ts'
import type { ReturnTokens } from '../mail/return-token.ts'
import { endPastRoles } from '../people/change-roles.ts'
import { countsText, nothing } from '../privacy/nl-retention.ts'
import { runRetentionOnce } from '../privacy/run-retention.ts'
import { sendWeekly } from '../registers/send-weekly.ts'
import { freezeRelease } from '../report/freeze-release.ts'
import { releaseDue } from '../rounds/release-round.ts'
import type { RoundsDeps } from '../rounds/rounds-deps.ts'
import { openDue } from '../rounds/start-round.ts'
import { startText } from '../terminal-nl.ts'

export interface PeriodicDeps extends Deps {
  readonly publicUrl: string
  readonly postOffice: PostOffice
  /** Where mail is kept when there is no mail server. */
  readonly postFolder: string
  /** Where a mail server puts what comes back; absent: nothing is read. */
  readonly bouncesDir: string | undefined
  readonly returnTokens: ReturnTokens
  readonly print: (line: string) => void
}

interface Periodic {
  /** Name of its queue. */
  readonly name: string
  /** By the clock in the Netherlands. */
  readonly cron: string
  /** Once at the start too. */
  readonly atStart: boolean
  readonly work: (deps: PeriodicDeps) => Promise<void>
}

const roundsOf = (deps: PeriodicDeps): RoundsDeps => ({
  ...deps,
  freeze: async (tx, asked) => ({ ...(await freezeRelease(tx, deps, asked)) }),
})

/** Fixes the version and the schools of each round whose first day has come. */
async function openRounds(deps: PeriodicDeps): Promise<void> {
  await openDue(roundsOf(deps))
}

async function release(deps: PeriodicDeps): Promise<void> {
  const released = await releaseDue(roundsOf(deps))
  for (const round of released)
    deps.print(startText.released(`${round.instrument} ${round.schoolYear} ${round.period}`.trim()))
}

/** Deletes what is past its time; a second time on one day it does nothing. */
async function retain(deps: PeriodicDeps): Promise<void> {
  for (const { counts } of await runRetentionOnce(deps))
    if (countsText(counts) !== nothing) deps.print(startText.retained(countsText(counts)))
}

/** The parser is loaded only where there is something to read. */
async function readReturned({ bouncesDir, ...deps }: PeriodicDeps): Promise<void> {
  if (bouncesDir === undefined) return
  const { emptyBounces } = await import('../mail/empty-bounces.ts')
  await emptyBounces({ ...deps, bouncesDir })
}

/** What the server does from time to time, without anybody asking. */
export const periodicWork: readonly Periodic[] = [
  { name: 'open-rounds', cron: '* * * * *', atStart: true, work: openRounds },
  { name: 'release', cron: '*/10 * * * *', atStart: true, work: release },
  {
    name: 'reminders',
    cron: '0 8-18 * * *',
    atStart: false,
    work: async (deps) => {
      await announceDue(deps)
      await remindDue(deps)
    },
  },
  {
    name: 'weekly-mail',
    cron: '30 8-17 * * 1-5',
    atStart: false,
    work: async (deps) => void (await sendWeekly({ ...deps, whoIs: (asked) => whoIs(deps, asked) })),
  },
  { name: 'bounces', cron: '*/5 * * * *', atStart: true, work: readReturned },
  { name: 'sign-in', cron: '*/10 * * * *', atStart: true, work: forgetSignIn },
  { name: 'roles', cron: '5 0 * * *', atStart: true, work: endPastRoles },
  { name: 'retention', cron: '15 3 * * *', atStart: true, work: retain },
]
