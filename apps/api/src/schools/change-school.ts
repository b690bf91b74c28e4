import type { z } from '@hono/zod-openapi'
import { audit, type Db, lockSchools, type School as SchoolRow, changeSchool as storeChange } from '@km/store'
import type { Deps, Who } from '../deps.ts'
import { Problem } from '../problem.ts'
import { requireFreeName, viewSchool } from './add-school.ts'
import type { changedSchool, School } from './schema.ts'

type Change = Partial<Omit<SchoolRow, 'id' | 'networkId'>>

/** One school, held until the transaction ends; throws Problem `not_found`. */
async function lockSchool(tx: Db, networkId: number, schoolId: number): Promise<SchoolRow> {
  const [found] = await lockSchools(tx, { networkId, schoolIds: [schoolId] })
  if (found === undefined) throw new Problem('not_found')
  return found
}

/** Old and new of every field that differs: so a name of before can be found again. */
export function differences(
  before: SchoolRow,
  after: Change,
): Record<string, { from: unknown; to: unknown }> {
  const changed = (Object.keys(after) as (keyof Change)[]).filter(
    (field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]),
  )
  return Object.fromEntries(changed.map((field) => [field, { from: before[field], to: after[field] }]))
}

interface Step {
  readonly verb: string
  readonly schoolId: number
  /** What changes, seen the school as it is; throws the Problem when it may not. */
  readonly change: (before: SchoolRow, tx: Db) => Promise<Change> | Change
}

async function changeOne(deps: Deps, who: Who, { verb, schoolId, change }: Step): Promise<School> {
  const { networkId } = who
  return deps.store.inNetwork(networkId, async (tx) => {
    const before = await lockSchool(tx, networkId, schoolId)
    const wanted = await change(before, tx)
    const details = differences(before, wanted)
    if (Object.keys(details).length === 0) return viewSchool(before)
    const after = await storeChange(tx, { networkId, schoolId }, wanted)
    await audit(tx, { ...who, at: deps.now(), verb, subject: `school:${schoolId}`, details })
    return viewSchool(after ?? before)
  })
}

/**
 * Changes what is known of a school, also its name; its past stays its own. Throws Problem `not_found` or
 * `already_exists`.
 */
export function changeSchool(
  deps: Deps,
  who: Who,
  { schoolId, ...body }: z.output<typeof changedSchool> & { schoolId: number },
): Promise<School> {
  const { networkId } = who
  const given = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined)) as Change
  return changeOne(deps, who, {
    verb: 'school.change',
    schoolId,
    async change(before, tx) {
      if (given.name !== undefined && given.name !== before.name)
        await requireFreeName(tx, { networkId, name: given.name, schoolId })
      return given
    },
  })
}

/**
 * Says when a school stopped taking part; its answers stay and its running links too. Throws Problem
 * `not_found`, `school_closed`, or `invalid_request` when that is before it began.
 */
export function closeSchool(
  deps: Deps,
  who: Who,
  { schoolId, leftOn }: { schoolId: number; leftOn: string },
): Promise<School> {
  return changeOne(deps, who, {
    verb: 'school.close',
    schoolId,
    change(before) {
      if (before.leftOn !== null) throw new Problem('school_closed')
      if (leftOn < before.joinedOn) throw new Problem('invalid_request', { fields: ['leftOn'] })
      return { leftOn }
    },
  })
}

/**
 * Lets a school take part again, also one that had gone up in another; links that were taken back stay so.
 * Throws Problem `not_found` or `school_running`.
 */
export function reopenSchool(deps: Deps, who: Who, schoolId: number): Promise<School> {
  return changeOne(deps, who, {
    verb: 'school.reopen',
    schoolId,
    change(before) {
      if (before.leftOn === null) throw new Problem('school_running')
      return { leftOn: null, mergedInto: null }
    },
  })
}
