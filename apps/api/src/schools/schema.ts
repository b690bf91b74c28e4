import { z } from '@hono/zod-openapi'
import { day, lines, nameLine, rowId } from '../request-fields.ts'
import { characteristics, schoolTypes } from './nl.ts'

/** Longest texts of a school, in characters. */
export const longest = { name: 120, words: 60 } as const

/** A value that a characteristic may have; one without a list takes any short text. */
export function isValueOf(code: string, value: string): boolean {
  const known = characteristics.find((one) => one.code === code)
  if (known === undefined) return false
  return known.values.length === 0
    ? value.length > 0 && value.length <= longest.words
    : known.values.includes(value)
}

const profile = z
  .record(z.string(), z.string().trim())
  .refine((given) => Object.entries(given).every(([code, value]) => isValueOf(code, value)))

const facts = z.object({
  name: nameLine(longest.name),
  type: z.enum(schoolTypes),
  joinedOn: day,
  /** A function, such as 'NT2-coördinator'; never a name. */
  contactFunction: nameLine(longest.words),
  comparisonGroup: lines(longest.words),
  /** By context code of the framework; compared within a type or group, never scored. */
  profile,
})

export const newSchool = facts.extend({
  contactFunction: facts.shape.contactFunction.optional(),
  comparisonGroup: facts.shape.comparisonGroup.optional(),
  profile: profile.optional(),
})
export const changedSchool = facts.partial()

export const school = z
  .object({
    id: z.number().int(),
    name: z.string(),
    type: z.string(),
    joinedOn: z.string(),
    leftOn: z.string().optional(),
    contactFunction: z.string(),
    comparisonGroup: z.string(),
    profile: z.record(z.string(), z.string()),
    /** The school that this one went up in. */
    mergedInto: z.number().int().optional(),
  })
  .openapi('RegisteredSchool')
export type School = z.infer<typeof school>

export const closing = z.object({ leftOn: day })
export const merging = z.object({
  into: rowId,
  leftOn: day,
  /** What becomes of links that were not used yet: they go along, or they stop working. */
  invitations: z.enum(['move', 'revoke']),
})
export const merged = z.object({
  school,
  /** Links that went along, and links that stopped working (also where the other school has one). */
  moved: z.number().int(),
  revoked: z.number().int(),
})

/** What may be chosen for a school. */
export const schoolChoices = z
  .object({
    types: z.array(z.string()),
    contactFunctions: z.array(z.string()),
    /** Groups that are in use. */
    comparisonGroups: z.array(z.string()),
    characteristics: z.array(z.object({ code: z.string(), title: z.string(), values: z.array(z.string()) })),
  })
  .openapi('SchoolChoices')
export type SchoolChoices = z.infer<typeof schoolChoices>

/** What a file would do; nothing is stored. */
export const importPreview = z
  .object({
    /** Of this file against the schools of this moment; asked for when it is confirmed. */
    fingerprint: z.string(),
    lines: z.number().int(),
    schools: z.array(z.object({ line: z.number().int(), name: z.string(), type: z.string() })),
    /** About the whole file: with one of these nothing can be imported. */
    problems: z.array(z.string()),
    wrongLines: z.array(z.object({ line: z.number().int(), reasons: z.array(z.string()) })),
  })
  .openapi('SchoolImportPreview')
export type ImportPreview = z.infer<typeof importPreview>
export const imported = z.object({ added: z.number().int(), leftOut: z.number().int() })
