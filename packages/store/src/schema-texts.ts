import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { finding, round } from './schema.ts'
import { networkId, networkOnly } from './schema-network.ts'

/** What people write about, in the words of the network. */
export const theme = pgTable(
  'theme',
  {
    networkId: networkId(),
    id: integer('id').notNull().generatedAlwaysAsIdentity(),
    /** The one question that it is for; absent: for every open question. */
    item: text('item'),
    name: text('name').notNull(),
    description: text('description').notNull().default(''),
    /** False: not offered any more; what was sorted under it stays counted. */
    active: boolean('active').notNull().default(true),
  },
  (t) => [
    primaryKey({ columns: [t.networkId, t.id] }),
    uniqueIndex('theme_name').on(t.networkId, sql`coalesce(item, '')`, sql`lower(name)`),
    networkOnly(),
  ],
)

/**
 * A text of a released round that was read. `textId` is the id that the text (levels A and V) or the response
 * has after the release; it goes with them.
 */
export const textReading = pgTable(
  'text_reading',
  {
    networkId: networkId(),
    roundId: integer('round_id').notNull(),
    item: text('item').notNull(),
    textId: uuid('text_id').notNull(),
    /** Without what tells who or which school it is about; absent: not cleaned. */
    cleaned: text('cleaned'),
    /** The cleaned text may be read by who reads no texts as they were written. */
    shared: boolean('shared').notNull().default(false),
  },
  (t) => [
    primaryKey({ columns: [t.networkId, t.roundId, t.item, t.textId] }),
    foreignKey({ columns: [t.networkId, t.roundId], foreignColumns: [round.networkId, round.id] }),
    check('text_reading_shared', sql`not shared or cleaned is not null`),
    networkOnly(),
  ],
)

/** A theme that a text is about. */
export const textTheme = pgTable(
  'text_theme',
  {
    networkId: networkId(),
    roundId: integer('round_id').notNull(),
    item: text('item').notNull(),
    textId: uuid('text_id').notNull(),
    themeId: integer('theme_id').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.networkId, t.roundId, t.item, t.textId, t.themeId] }),
    foreignKey({
      name: 'text_theme_reading',
      columns: [t.networkId, t.roundId, t.item, t.textId],
      foreignColumns: [textReading.networkId, textReading.roundId, textReading.item, textReading.textId],
    }).onDelete('cascade'),
    foreignKey({
      name: 'text_theme_theme',
      columns: [t.networkId, t.themeId],
      foreignColumns: [theme.networkId, theme.id],
    }),
    index('text_theme_of').on(t.networkId, t.themeId),
    networkOnly(),
  ],
)

/** How many texts were read and about each theme, of rounds whose texts are past their time. Theme 0: all read. */
export const themeTally = pgTable(
  'theme_tally',
  {
    networkId: networkId(),
    roundId: integer('round_id').notNull(),
    item: text('item').notNull(),
    themeId: integer('theme_id').notNull(),
    texts: integer('texts').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.networkId, t.roundId, t.item, t.themeId] }),
    foreignKey({ columns: [t.networkId, t.roundId], foreignColumns: [round.networkId, round.id] }),
    networkOnly(),
  ],
)

/** Counts per theme as they were shared: suppressed and frozen. A later one stands beside it, with the next number. */
export const themeShare = pgTable(
  'theme_share',
  {
    networkId: networkId(),
    roundId: integer('round_id').notNull(),
    item: text('item').notNull(),
    number: smallint('number').notNull(),
    madeAt: timestamp('made_at', { withTimezone: true }).notNull(),
    /** What is shown, and the themes per text that it was counted from, which never leave the server. */
    content: jsonb('content').$type<Record<string, unknown>>().notNull(),
    sha256: text('sha256').notNull(),
    /** Taken back: shown to nobody else any more, but not forgotten. */
    ended: boolean('ended').notNull().default(false),
  },
  (t) => [
    primaryKey({ columns: [t.networkId, t.roundId, t.item, t.number] }),
    foreignKey({ columns: [t.networkId, t.roundId], foreignColumns: [round.networkId, round.id] }),
    networkOnly(),
  ],
)

/** A cleaned text that was chosen as evidence of a finding. It stays when the text itself is past its time. */
export const findingQuote = pgTable(
  'finding_quote',
  {
    networkId: networkId(),
    id: integer('id').notNull().generatedAlwaysAsIdentity(),
    findingId: integer('finding_id').notNull(),
    instrument: text('instrument').notNull(),
    schoolYear: text('school_year').notNull(),
    period: text('period').notNull(),
    /** The question as it was asked. */
    title: text('title').notNull(),
    quote: text('quote').notNull(),
    anonymityLevel: text('anonymity_level').notNull(),
    addedOn: date('added_on').notNull(),
    sha256: text('sha256').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.networkId, t.id] }),
    foreignKey({ columns: [t.networkId, t.findingId], foreignColumns: [finding.networkId, finding.id] }),
    uniqueIndex('finding_quote_once').on(t.networkId, t.findingId, t.sha256),
    networkOnly(),
  ],
)
