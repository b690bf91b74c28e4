import { z } from '@hono/zod-openapi'
import { type ProblemCode, problems } from './problem.ts'

/** Every refusal, as `app.onError` sends it. */
export const problemBody = z
  .object({
    code: z.enum(Object.keys(problems) as [ProblemCode, ...ProblemCode[]]),
    message: z.string(),
    details: z.record(z.string(), z.unknown()),
  })
  .openapi('Problem')

/** A JSON answer in the description of a route. */
export const json = <T extends z.ZodType>(schema: T, description: string) => ({
  description,
  content: { 'application/json': { schema } },
})

/** The refusals of a route: each status with the codes of the catalogue that it may carry. */
export function refusals<Code extends ProblemCode>(...codes: readonly Code[]) {
  const byStatus = new Map<number, Code[]>()
  for (const code of codes)
    byStatus.set(problems[code][0], [...(byStatus.get(problems[code][0]) ?? []), code])
  const entries = [...byStatus].map(([status, list]) => [status, json(problemBody, list.join(', '))] as const)
  return Object.fromEntries(entries) as Record<
    (typeof problems)[Code][0],
    ReturnType<typeof json<typeof problemBody>>
  >
}
