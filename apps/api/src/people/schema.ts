import { z } from '@hono/zod-openapi'
import { accountParams, day, nameLine, rowId } from '../request-fields.ts'

const role = z.enum([
  'admin',
  'project_leader',
  'member',
  'director',
  'coordinator',
  'board',
  'coach',
  'roc_contact',
  'po_contact',
])
/** Roles that go with schools of their own. */
const schoolRole = z.enum(['coordinator', 'member'])

const heldSchool = z.object({
  id: z.number().int(),
  schoolId: z.number().int(),
  name: z.string(),
  heldFrom: z.string(),
  /** Last day; absent: still held. */
  heldUntil: z.string().optional(),
})
const person = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  secondFactor: z.boolean(),
  /** Who asks. */
  self: z.boolean(),
  roles: z.array(
    z.object({
      role,
      heldFrom: z.string(),
      /** Last day, when that is known. */
      until: z.string().optional(),
      schools: z.array(heldSchool),
    }),
  ),
})
const invite = z.object({
  id: z.number().int(),
  name: z.string(),
  email: z.string(),
  role,
  schools: z.array(z.string()),
  expiresOn: z.string(),
  expired: z.boolean(),
  /** Why its newest mail did not arrive, as far as that is known. */
  undelivered: z.string().optional(),
})
export const peopleView = z.object({
  people: z.array(person),
  invites: z.array(invite),
  /** Roles that who asks may give. */
  mayGive: z.array(role),
})
export type PeopleView = z.infer<typeof peopleView>
export type Person = z.infer<typeof person>

const schoolIds = z.array(rowId).max(200).default([])
export const inviteBody = z.object({
  email: z
    .string()
    .max(200)
    .transform((text) => text.trim().toLowerCase())
    .pipe(z.email()),
  name: nameLine(120),
  role,
  /** For a coordinator or a member only. */
  schoolIds,
})
export type InviteBody = z.output<typeof inviteBody>
export const made = z.object({ id: z.number().int() })
export const done = z.object({ done: z.literal(true) })

export const personParams = accountParams
export const roleParams = personParams.extend({ role })
export const holdingParams = personParams.extend({ holding: z.coerce.number().pipe(rowId) })
/** The last day of a role; absent: today. */
export const untilQuery = z.object({ until: day.optional() })
/** A role begins today or did so before; a school may be held from a later day. */
export const roleBody = z.object({ role, heldFrom: day.optional(), schoolIds })
export type RoleBody = z.output<typeof roleBody>
export const schoolBody = z.object({ role: schoolRole, schoolId: rowId, heldFrom: day.optional() })
export type SchoolBody = z.output<typeof schoolBody>
/** Its last day; absent: today. */
export const endBody = z.object({ heldUntil: day.optional() })

export const keyBody = z.object({ key: z.string().min(1).max(100) })
export const acceptBody = keyBody.extend({
  name: nameLine(120),
  /** Not for who has an account, or signs in with the school's own. */
  password: z.string().min(12).max(200).optional(),
})
export const inviteSeen = z.object({
  name: z.string(),
  email: z.string(),
  role,
  networkName: z.string(),
  demo: z.boolean(),
  /** An account with this address is there: it gets the role and keeps its password. */
  hasAccount: z.boolean(),
})
