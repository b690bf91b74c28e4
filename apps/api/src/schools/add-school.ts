import type { z } from '@hono/zod-openapi'
import {
  audit,
  createSchool,
  type Db,
  type School as SchoolRow,
  listSchools as storedSchools,
} from '@km/store'
import type { Deps, Who } from '../deps.ts'
import { Problem } from '../problem.ts'
import { characteristics, contactFunctions, schoolTypes } from './nl.ts'
import type { newSchool, School, SchoolChoices } from './schema.ts'

/** A school as the register shows it. */
export const viewSchool = ({ networkId: _network, leftOn, mergedInto, ...row }: SchoolRow): School => ({
  ...row,
  ...(leftOn !== null && { leftOn }),
  ...(mergedInto !== null && { mergedInto }),
})

/** Names that differ in capitals or spaces only are the same school to a person. */
export const nameKey = (name: string): string =>
  name.normalize('NFC').trim().replace(/\s+/g, ' ').toLocaleLowerCase('nl')

/** Throws Problem `already_exists` when another school has this name. */
export async function requireFreeName(
  tx: Db,
  { networkId, name, schoolId }: { networkId: number; name: string; schoolId?: number },
): Promise<void> {
  const taken = (await storedSchools(tx, networkId)).some(
    (each) => each.id !== schoolId && nameKey(each.name) === nameKey(name),
  )
  if (taken) throw new Problem('already_exists')
}

/** Adds a school to the network; the name may stand there once (Problem `already_exists`). */
export async function addSchool(deps: Deps, who: Who, body: z.output<typeof newSchool>): Promise<School> {
  const { networkId } = who
  const { contactFunction, comparisonGroup, profile, ...facts } = body
  return deps.store.inNetwork(networkId, async (tx) => {
    await requireFreeName(tx, { networkId, name: body.name })
    const made = await createSchool(tx, {
      ...facts,
      networkId,
      ...(contactFunction !== undefined && { contactFunction }),
      ...(comparisonGroup !== undefined && { comparisonGroup }),
      ...(profile !== undefined && { profile }),
    })
    const details = { name: made.name }
    await audit(tx, { ...who, at: deps.now(), verb: 'school.add', subject: `school:${made.id}`, details })
    return viewSchool(made)
  })
}

/** Schools by name, also those that left; a coordinator's own, everybody else's all. */
export async function listSchools({ store }: Deps, who: Who): Promise<School[]> {
  const all = await store.inNetwork(who.networkId, (tx) => storedSchools(tx, who.networkId))
  const seen = who.role === 'coordinator' ? all.filter(({ id }) => who.schoolIds.includes(id)) : all
  return seen.map(viewSchool)
}

/** What may be chosen for a school, and the comparison groups that are in use. */
export async function listChoices({ store }: Deps, networkId: number): Promise<SchoolChoices> {
  const all = await store.inNetwork(networkId, (tx) => storedSchools(tx, networkId))
  const groups = new Set(all.map((each) => each.comparisonGroup).filter((group) => group !== ''))
  return {
    types: [...schoolTypes],
    contactFunctions: [...contactFunctions],
    comparisonGroups: [...groups].sort((a, b) => a.localeCompare(b, 'nl')),
    characteristics: characteristics.map(({ code, title, values }) => ({ code, title, values: [...values] })),
  }
}
