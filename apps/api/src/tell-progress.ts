import { setImmediate as nextTurn } from 'node:timers/promises'
import { z } from '@hono/zod-openapi'
import type { Problem } from './problem.ts'

/** How far long work is: counted, never guessed. */
export const progress = z
  .object({
    phase: z.enum(['check', 'store']),
    /** Lines looked at, or counts stored. */
    done: z.number().int(),
    of: z.number().int(),
  })
  .openapi('Progress')
export type Progress = z.infer<typeof progress>

/** Says how far the work is, and lets the server answer others before it goes on. */
export type Tell = (now: Progress) => Promise<void>

/** For who waits for the outcome only; others still get their turn. */
export const silently: Tell = async () => nextTurn()

export const progressKind = 'application/x-ndjson'

/** Lines of JSON: any number of progress, then the outcome or the refusal. */
export const progressLines = {
  [progressKind]: {
    schema: z.string().openapi({
      description: 'One JSON per line: {progress}, …, and last {outcome} or {problem}; for who accepts it',
    }),
  },
}

interface Work {
  readonly run: (tell: Tell) => Promise<object>
  /** Never throws: what a person reads about an error, which is logged when it was not expected. */
  readonly problemOf: (error: unknown) => Problem
}

/**
 * Work as a stream of lines, for who asked for them. The status is said before the outcome is known, so it is
 * 200 whatever comes: the last line tells. The work is finished also when nobody listens any more.
 */
export function streamProgress({ run, problemOf }: Work): Response {
  const encoder = new TextEncoder()
  let gone = false
  const body = new ReadableStream<Uint8Array>({
    async start(controller) {
      const line = (what: object) => {
        if (!gone) controller.enqueue(encoder.encode(`${JSON.stringify(what)}\n`))
      }
      const tell: Tell = async (now) => {
        line({ progress: now })
        await nextTurn()
      }
      const last = await run(tell).then(
        (outcome) => ({ outcome }),
        (error: unknown) => {
          const { code, status, message, details } = problemOf(error)
          return { problem: { code, status, message, details } }
        },
      )
      line(last)
      if (!gone) controller.close()
    },
    cancel() {
      gone = true
    },
  })
  return new Response(body, { headers: { 'content-type': progressKind, 'x-accel-buffering': 'no' } })
}
