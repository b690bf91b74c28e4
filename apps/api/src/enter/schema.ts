import { z } from '@hono/zod-openapi'

/** What a file with answers would do; nothing is stored. */
export const entryPreview = z
  .object({
    /** Of this file against the answers of this moment; asked for when it is confirmed. */
    fingerprint: z.string(),
    lines: z.number().int(),
    schools: z.array(
      z.object({
        line: z.number().int(),
        name: z.string(),
        /** 'same': entered before, and nothing changes. 'other': it replaces what was entered before. */
        state: z.enum(['new', 'same', 'other']),
        answers: z.number().int(),
      }),
    ),
    /** About the whole file: with one of these nothing can be entered. */
    problems: z.array(z.string()),
    wrongLines: z.array(z.object({ line: z.number().int(), reasons: z.array(z.string()) })),
  })
  .openapi('EntryPreview')
export type EntryPreview = z.infer<typeof entryPreview>

export const entered = z
  .object({
    added: z.number().int(),
    replaced: z.number().int(),
    same: z.number().int(),
    leftOut: z.number().int(),
  })
  .openapi('Entered')
export type Entered = z.infer<typeof entered>
