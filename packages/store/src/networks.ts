import { asc, eq } from 'drizzle-orm'
import type { Db } from './open-store.ts'
import { network } from './schema.ts'

export type Network = typeof network.$inferSelect

/** Adds a network; `enterNetwork` with its id before writing anything else in the same transaction. */
export async function createNetwork(db: Db, values: { name: string; demo?: boolean }): Promise<Network> {
  const [made] = await db.insert(network).values(values).returning()
  if (!made) throw new Error('no network was made')
  return made
}

/** All networks, oldest first: a name and an id, nothing of what is in them. */
export const listNetworks = (db: Db): Promise<Network[]> => db.select().from(network).orderBy(asc(network.id))

/** Undefined when there is no network with this id. */
export async function findNetwork(db: Db, networkId: number): Promise<Network | undefined> {
  const [found] = await db.select().from(network).where(eq(network.id, networkId))
  return found
}
