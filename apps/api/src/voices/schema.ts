import { z } from '@hono/zod-openapi'
import { lines } from '../request-fields.ts'

/** One thing that came out, as who answered reads it. */
export const toldResult = z.object({
  item: z.string(),
  /** The question as it was asked. */
  asked: z.string(),
  /** What most of them said; of everybody or nearly everybody no number is said. */
  said: z.string(),
})
export type Told = z.infer<typeof toldResult>

/** The result of a round as it stands at its links: `told` when it was published, `few` when n < 5. */
export const publicResult = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('told'),
    /** '14 studenten deden mee.' */
    people: z.string(),
    results: z.array(toldResult),
    /** 'Dit gaan we doen', a sentence each. */
    doing: z.array(z.string()),
  }),
  z.object({ kind: z.literal('few'), sentence: z.string() }),
])
export type PublicResult = z.infer<typeof publicResult>

/** GET /api/rounds/{id}/result: what the project leader writes for who answered. */
export const resultPage = z.object({
  round: z.object({
    id: z.number().int(),
    instrument: z.string(),
    title: z.string(),
    schoolYear: z.string(),
    period: z.string(),
  }),
  /** `open`: not released yet. `few`: fewer than three questions were answered by five people or more. */
  state: z.enum(['open', 'few', 'ready']),
  people: z.string().optional(),
  /** Everything that may be told, in the order of the questions. */
  choices: z.array(toldResult),
  chosen: z.array(z.string()),
  doing: z.string(),
  publishedOn: z.string().optional(),
  /** Words of the three results and the text together. */
  mostWords: z.number().int(),
  words: z.number().int(),
  /** Sentences of the text that are long for A2. */
  longSentences: z.array(z.string()),
})
export type ResultPage = z.infer<typeof resultPage>

export const resultChange = z.strictObject({
  /** Three to publish; fewer can be kept. */
  items: z
    .array(z.string().max(60))
    .max(3)
    .refine((items) => new Set(items).size === items.length),
  doing: lines(800),
  publish: z.boolean(),
})
export type ResultChange = z.infer<typeof resultChange>
