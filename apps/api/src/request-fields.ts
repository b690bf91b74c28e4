import { z } from '@hono/zod-openapi'
import { isStorableText } from './storable.ts'

/** Fields that requests share: what passes here also fits in its column. */

/** Largest `integer` of PostgreSQL. */
const largestInteger = 2 ** 31 - 1

export const integer = z.number().int().min(0).max(largestInteger)
export const rowId = z.number().int().min(1).max(largestInteger)
/** An id in a path. */
export const idParams = z.object({ id: z.coerce.number().int().min(1).max(largestInteger) })

/** The id of an account in a path: letters and digits of better-auth's making. */
export const accountParams = z.object({ id: z.string().regex(/^[\w-]{1,80}$/) })

/** Text that stands on a line of its own: without spaces around it, and not empty. */
export const line = (longest: number) => z.string().trim().min(1).max(longest).refine(isStorableText)
/** Characters that turn the text around them, so that it reads as something else. */
const turning = /[\u202a-\u202e\u2066-\u2069]/
/** A name: on one line, however it was pasted, and read as it is written. */
export const nameLine = (longest: number) =>
  z
    .string()
    .transform((text) => text.replace(/\s+/g, ' ').trim())
    .pipe(
      z
        .string()
        .min(1)
        .max(longest)
        .refine((text) => isStorableText(text) && !turning.test(text)),
    )
/** Text of any number of lines, also none. */
export const lines = (longest: number) => z.string().trim().max(longest).refine(isStorableText)

/** A day that a person can mean; PostgreSQL knows no year 0. */
export const day = z.iso.date().refine((date) => date >= '1900-01-01')

/** '2025-2026' */
export const schoolYear = z
  .string()
  .regex(/^\d{4}-\d{4}$/)
  .refine((year) => Number(year.slice(5)) === Number(year.slice(0, 4)) + 1)
