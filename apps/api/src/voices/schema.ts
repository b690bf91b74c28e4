import { z } from '@hono/zod-openapi'
import { day, line, lines, rowId, schoolYear } from '../request-fields.ts'

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

/** What the round before counted, of everybody together; no numbers: fewer than five people answered. */
export const lastNumbers = z.object({
  schoolYear: z.string(),
  period: z.string(),
  numbers: z.array(
    z.object({ title: z.string(), n: z.number().int(), total: z.number(), median: z.number().optional() }),
  ),
})
export type LastNumbers = z.infer<typeof lastNumbers>

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

/** GET /api/wishes: what schools want to make better and ask for, and what the team may talk about. */
export const wishes = z.object({
  schoolYear: z.string().optional(),
  /** Schools that sent the monitor of that year, of those that this person may see. */
  schools: z.number().int(),
  topics: z.array(
    z.object({
      expectation: z.string(),
      title: z.string(),
      /** In the order of their names; `place` is where the school put it, from 1. */
      schools: z.array(z.object({ id: z.number().int(), name: z.string(), place: z.number().int() })),
    }),
  ),
  /** What each school needs for it, in its own words. */
  help: z.array(z.object({ id: z.number().int(), school: z.string(), text: z.string() })),
  /** For the agenda of the team: no names and no numbers. */
  agenda: z.array(
    z.object({ topic: z.literal('mbo_knowledge'), schoolYear: z.string(), period: z.string() }),
  ),
})
export type Wishes = z.infer<typeof wishes>

const vote = z.object({
  code: z.string(),
  instrument: z.string(),
  /** Who answered. */
  who: z.string(),
  asked: z.string(),
  /** The newest released round; absent when there is none. */
  schoolYear: z.string().optional(),
  period: z.string().optional(),
  /** People who answered; absent when it is not shown. */
  n: z.number().int().optional(),
  answers: z.array(z.object({ label: z.string(), count: z.number().int() })),
})
export type Vote = z.infer<typeof vote>

/** What one figure about the pilot says now, in the sentence of its own page. */
const pilotFigure = z.object({
  code: z.string(),
  title: z.string(),
  /** False: nobody handed it in yet. */
  delivered: z.boolean(),
  /** With numerator, denominator and the year before, or why it is not shown. */
  summary: z.string(),
  note: z.string().optional(),
  signals: z.array(z.string()),
})
export type PilotFigure = z.infer<typeof pilotFigure>

export const newDecision = z.strictObject({
  outcome: z.enum(['continue', 'adjust', 'stop']),
  reasons: line(2000),
  conditions: lines(2000),
  /** A function or a meeting. */
  decidedBy: line(100),
  decidedOn: day,
  schoolYear,
  actionId: rowId.optional(),
})
export type NewDecision = z.infer<typeof newDecision>

/** GET /api/pilot: what is known for a decision about the mbo pilot, and what was decided. */
export const pilotPage = z.object({
  schoolYear: z.string(),
  /** Absent for who reads only what was decided. */
  votes: z.array(vote).optional(),
  /** I.M01 to I.M09, as far as this person may see them. */
  figures: z.array(pilotFigure),
  /** What the school can take over, and what it took over already; only for the project leader. */
  takeOver: z.object({ coaches: z.array(z.string()), roc: z.array(z.string()) }).optional(),
  /** Actions in the phase 'made to last'. */
  actions: z.array(z.object({ id: z.number().int(), code: z.string(), title: z.string() })),
  /** Newest first. */
  decisions: z.array(
    newDecision.extend({
      id: z.number().int(),
      action: z.object({ code: z.string(), title: z.string() }).optional(),
      votes: z.array(vote),
      figures: z.array(pilotFigure),
    }),
  ),
})
export type PilotPage = z.infer<typeof pilotPage>
