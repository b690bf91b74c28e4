import type { TallyLayout } from '@km/definition'
import { asc, eq, notInArray } from 'drizzle-orm'
import type { Db } from './open-store.ts'
import { definition } from './schema.ts'

export type PublishedDefinition = typeof definition.$inferSelect

interface NewDefinition {
  readonly instrument: string
  readonly major: number
  readonly minor: number
  /** sha-256 of the file, in hex. */
  readonly sha256: string
  readonly json: Readonly<Record<string, unknown>>
  readonly facts: Readonly<Record<string, unknown>>
  readonly layout: TallyLayout
  readonly publishedAt: Date
}

/** What publishing did; `differs`: this version was published before from another file, and stays as it was. */
export type Publication =
  | { readonly kind: 'published' | 'unchanged'; readonly id: number }
  | { readonly kind: 'differs'; readonly id: number; readonly publishedSha256: string }

/**
 * Freezes a definition; a version that exists is never changed. Runs as the owner (`store.asOwner`), one
 * publication at a time.
 */
export async function publishDefinition(db: Db, values: NewDefinition): Promise<Publication> {
  const [made] = await db
    .insert(definition)
    .values(values)
    .onConflictDoNothing({ target: [definition.instrument, definition.major, definition.minor] })
    .returning({ id: definition.id })
  if (made) return { kind: 'published', id: made.id }
  const existing = await findVersion(db, values)
  if (!existing) throw new Error('a definition was neither made nor found')
  const { id, sha256 } = existing
  if (sha256 === values.sha256) return { kind: 'unchanged', id }
  return { kind: 'differs', id, publishedSha256: sha256 }
}

async function findVersion(
  db: Db,
  { instrument, major, minor }: { instrument: string; major: number; minor: number },
): Promise<{ id: number; sha256: string } | undefined> {
  const found = await db
    .select({
      id: definition.id,
      sha256: definition.sha256,
      major: definition.major,
      minor: definition.minor,
    })
    .from(definition)
    .where(eq(definition.instrument, instrument))
  return found.find((row) => row.major === major && row.minor === minor)
}

/** All published definitions by instrument and version, oldest version first. */
export const listDefinitions = (db: Db): Promise<PublishedDefinition[]> =>
  db
    .select()
    .from(definition)
    .orderBy(asc(definition.instrument), asc(definition.major), asc(definition.minor))

/** Definitions whose ids are not `known`: they never change, so nobody needs to read one twice. */
export const listNewDefinitions = (db: Db, known: readonly number[]): Promise<PublishedDefinition[]> =>
  db
    .select()
    .from(definition)
    .where(known.length === 0 ? undefined : notInArray(definition.id, [...known]))
    .orderBy(asc(definition.instrument), asc(definition.major), asc(definition.minor))

/** Undefined when nothing was published under this id. */
export async function findDefinition(db: Db, id: number): Promise<PublishedDefinition | undefined> {
  const [found] = await db.select().from(definition).where(eq(definition.id, id))
  return found
}
