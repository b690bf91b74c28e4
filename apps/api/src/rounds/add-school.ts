import type { z } from '@hono/zod-openapi'
import { audit, createSchool, type School as SchoolRow, listSchools as storedSchools } from '@km/store'
import type { Deps, Who } from '../deps.ts'
import type { newSchool, School } from './schema.ts'

const view = ({ id, name, type, joinedOn, leftOn }: SchoolRow): School => ({
  id,
  name,
  type,
  joinedOn,
  ...(leftOn !== null && { leftOn }),
})

/** Adds a school to the network; the name may stand there once (Problem `already_exists`). */
export async function addSchool(deps: Deps, who: Who, body: z.output<typeof newSchool>): Promise<School> {
  return deps.store.inNetwork(who.networkId, async (tx) => {
    const made = await createSchool(tx, { ...body, networkId: who.networkId })
    await audit(tx, { ...who, at: deps.now(), verb: 'school.add', subject: `school:${made.id}` })
    return view(made)
  })
}

/** Schools of the network by name, also those that left. */
export async function listSchools({ store }: Deps, networkId: number): Promise<School[]> {
  return (await store.inNetwork(networkId, (tx) => storedSchools(tx, networkId))).map(view)
}
