import { z } from '@hono/zod-openapi'
import { Problem } from '../problem.ts'
import { day, integer, line } from '../request-fields.ts'
import { describeKind, type FieldType, type RegisterField } from './kinds.ts'
import type { GivenEntry } from './schema.ts'

const largestCount = 100_000

function schemaOf(field: FieldType, activities: readonly string[]): z.ZodType {
  switch (field.type) {
    case 'count':
      return integer.max(largestCount)
    case 'date':
      return day
    case 'yes_no':
      return z.boolean()
    case 'choice':
      return z.enum(field.values as [string, ...string[]])
    case 'activity':
      return z.enum(activities as [string, ...string[]])
    case 'line':
      return line(field.longest)
  }
}

const isAsked = (field: RegisterField): boolean => field.own !== true

/**
 * Checks a line of a register against the description of its kind: no field too many, none missing, each of
 * its type. Throws Problem `invalid_request` that names what is wrong.
 */
export function checkEntry(given: GivenEntry, activities: readonly string[]): GivenEntry {
  const { about, lasts, states, fields } = describeKind(given.kind)
  const shape = Object.fromEntries(
    fields.filter(isAsked).map((field) => {
      const schema = schemaOf(field, activities)
      return [field.name, field.required ? schema : schema.optional()]
    }),
  )
  const checked = z.strictObject(shape).safeParse(given.values)
  const wrong = checked.success
    ? []
    : checked.error.issues.flatMap((issue) =>
        issue.code === 'unrecognized_keys' ? issue.keys : [String(issue.path[0] ?? 'values')],
      )
  const { schoolId, attended, startsOn, endsOn, state } = given
  if (!states.includes(state)) wrong.push('state')
  if (about === 'school' ? schoolId === undefined : about !== 'maybe_school' && schoolId !== undefined)
    wrong.push('schoolId')
  if (about !== 'attended' && attended.length > 0) wrong.push('attended')
  if (endsOn !== undefined && (!lasts || endsOn < startsOn)) wrong.push('endsOn')
  if (wrong.length > 0) throw new Problem('invalid_request', { fields: [...new Set(wrong)] })
  return { ...given, values: checked.data as GivenEntry['values'] }
}
