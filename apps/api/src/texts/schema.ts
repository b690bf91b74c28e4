import { z } from '@hono/zod-openapi'
import type { SharedTheme } from '@km/analysis'
import { line, lines, rowId } from '../request-fields.ts'

const item = z.string().regex(/^\w{1,60}$/)

export const textsQuery = z.object({ instrument: z.string().max(30) })
export const themesFileQuery = textsQuery.extend({ item })

/** A theme of the network itself; without `item` it is for every open question. */
export const newTheme = z.object({
  name: line(60),
  description: lines(300).default(''),
  item: item.optional(),
})
export const themeChange = z
  .object({ name: line(60), description: lines(300), active: z.boolean() })
  .partial()
export const theme = z.object({
  id: z.number().int(),
  name: z.string(),
  description: z.string(),
  item: z.string().optional(),
  active: z.boolean(),
})
export type ThemeView = z.infer<typeof theme>

/** What was read of one text: with `read` false it counts as unread again. */
export const reading = z.object({
  roundId: rowId,
  item,
  textId: z.uuid(),
  read: z.boolean(),
  themes: z.array(rowId).max(20),
  /** The text without what tells who or which school it is about; empty: not cleaned. */
  cleaned: lines(1000),
  /** Others may read the cleaned text, where there are texts enough. */
  shared: z.boolean(),
})
export type Reading = z.infer<typeof reading>

export const shareOfThemes = z.object({ roundId: rowId, item, shared: z.boolean() })
export const quoteChoice = z.object({ roundId: rowId, item, textId: z.uuid() })
export const quoteParams = z.object({
  id: z.coerce
    .number()
    .int()
    .min(1)
    .max(2 ** 31 - 1),
  quote: z.coerce
    .number()
    .int()
    .min(1)
    .max(2 ** 31 - 1),
})

/** A cleaned text that is evidence of a finding. */
export const quote = z.object({
  id: z.number().int(),
  instrument: z.string(),
  schoolYear: z.string(),
  period: z.string(),
  title: z.string(),
  quote: z.string(),
  anonymityLevel: z.string(),
  addedOn: z.string(),
})
export type Quote = z.infer<typeof quote>

const round = z.object({ roundId: z.number().int(), schoolYear: z.string(), period: z.string() })

/** What people wrote themselves, by question and round; in order of the alphabet, so that it tells no more. */
export const textsView = z.strictObject({
  themes: z.array(theme),
  items: z.array(
    z.strictObject({
      item: z.string(),
      title: z.string(),
      rounds: z.array(
        z.strictObject({
          ...round.shape,
          /** Fewer than 5 people answered a round of level A or V: there is nothing to read. */
          tooFew: z.boolean(),
          texts: z.array(
            z.strictObject({
              id: z.string(),
              text: z.string(),
              read: z.boolean(),
              themes: z.array(z.number().int()),
              cleaned: z.string(),
              shared: z.boolean(),
            }),
          ),
          /** Of how many texts it was said what they are about, and of how many per theme; also of texts that are gone. */
          sorted: z.strictObject({
            texts: z.number().int(),
            themes: z.array(z.strictObject({ id: z.number().int(), texts: z.number().int() })),
          }),
          /** Others see the counts per theme as they were on this day. */
          sharedOn: z.string().optional(),
          /** There are texts enough for others to see counts and cleaned texts. */
          enough: z.boolean(),
        }),
      ),
    }),
  ),
})
export type TextsView = z.infer<typeof textsView>

const share = z.union([z.number(), z.enum(['below_5', 'above_95'])])
const sharedTheme = z.strictObject({
  id: z.number().int(),
  name: z.string(),
  description: z.string(),
  cell: z.union([
    z.strictObject({
      kind: z.literal('shown'),
      figure: z.strictObject({ count: z.number().int(), of: z.number().int() }),
    }),
    z.strictObject({ kind: z.literal('suppressed'), reason: z.string() }),
  ]),
  share: share.optional(),
}) as unknown as z.ZodType<SharedTheme>

/** What others than the project leader see of it: counts per theme as they were shared, and cleaned texts. */
export const sharedTextsView = z.strictObject({
  /** One Dutch sentence on top, made from the numbers. */
  summary: z.string(),
  instruments: z.array(z.strictObject({ code: z.string(), title: z.string() })),
  items: z.array(
    z.strictObject({
      item: z.string(),
      title: z.string(),
      rounds: z.array(
        z.strictObject({
          ...round.shape,
          sharedOn: z.string().optional(),
          texts: z.number().int().optional(),
          themes: z.array(sharedTheme),
          quotes: z.array(z.string()),
        }),
      ),
    }),
  ),
})
export type SharedTextsView = z.infer<typeof sharedTextsView>
