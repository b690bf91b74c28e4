import { z } from '@hono/zod-openapi'
import { line } from '../request-fields.ts'

/** `demo`: this installation holds a fictitious network, which every page says. */
export const setupState = z.object({ needed: z.boolean(), demo: z.boolean() })
export const setupBody = z.object({
  /** The code that the program printed in the terminal. */
  code: z.string().max(40),
  networkName: line(120),
  name: line(120),
  email: z.email().max(200),
  password: z.string().min(12).max(200),
})
export const me = z.object({
  name: z.string(),
  email: z.string(),
  role: z.string(),
  network: z.object({ id: z.number().int(), name: z.string(), demo: z.boolean() }),
})
export type Me = z.infer<typeof me>

export const signInBody = z.object({
  email: z
    .string()
    .max(200)
    .transform((email) => email.trim().toLowerCase())
    .pipe(z.email()),
  password: z.string().min(1).max(200),
})
/** Of routes under /api/auth: nobody is `null`. */
export const sessionView = z.object({
  user: z.object({ name: z.string(), email: z.string() }).nullable(),
})
