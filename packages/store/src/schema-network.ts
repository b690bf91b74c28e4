import { sql } from 'drizzle-orm'
import { customType, integer, pgPolicy } from 'drizzle-orm/pg-core'

export const bytea = customType<{ data: Buffer }>({ dataType: () => 'bytea' })

/** The network leads every key; a transaction sees one network only. See `enterNetwork`. */
export const networkId = () => integer('network_id').notNull()
export const networkOnly = () =>
  pgPolicy('network_only', {
    as: 'permissive',
    for: 'all',
    to: 'public',
    using: sql`network_id = nullif(current_setting('km.network', true), '')::int`,
    withCheck: sql`network_id = nullif(current_setting('km.network', true), '')::int`,
  })
