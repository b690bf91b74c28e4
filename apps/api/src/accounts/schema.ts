import { z } from '@hono/zod-openapi'
import { nameLine } from '../request-fields.ts'

/** `demo`: this installation holds a fictitious network, which every page says. */
export const setupState = z.object({ needed: z.boolean(), demo: z.boolean() })
const newPassword = z.string().min(12).max(200)
export const setupBody = z.object({
  /** The code that the program printed in the terminal. */
  code: z.string().max(40),
  networkName: nameLine(120),
  name: nameLine(120),
  email: z.email().max(200),
  password: newPassword,
})

/** What a person who signed in does next: the code of the second factor, setting it up, or nothing. */
export const nextStep = z.enum(['done', 'second_factor', 'set_up_second_factor'])
export type NextStep = z.infer<typeof nextStep>

export const membership = z.object({
  networkId: z.number().int(),
  networkName: z.string(),
  demo: z.boolean(),
  role: z.string(),
})
export const me = z.object({
  name: z.string(),
  email: z.string(),
  role: z.string(),
  network: z.object({ id: z.number().int(), name: z.string(), demo: z.boolean() }),
  /** Every role of this person, in every network. */
  memberships: z.array(membership),
  /** `required`: this role is not to be had without one. */
  secondFactor: z.object({ enabled: z.boolean(), required: z.boolean() }),
  /** Until this is 'done' every other route answers `second_factor_needed`. */
  next: nextStep,
})
export type Me = z.infer<typeof me>
export const meView = me.extend({
  /** Those that go with the role today: a coordinator's own, a member's portfolio. */
  schools: z.array(z.object({ id: z.number().int(), name: z.string() })),
  /** False for who signs in with a link or with the school's own account only. */
  hasPassword: z.boolean(),
  /** Does a mail come each week with what waits? Absent: in no role of this person. */
  weeklyMail: z.boolean().optional(),
})
export type MeView = z.infer<typeof meView>

const email = z
  .string()
  .max(200)
  .transform((text) => text.trim().toLowerCase())
  .pipe(z.email())
export const signInBody = z.object({ email, password: z.string().min(1).max(200) })
/** `new_password`: the link leads to choosing another password. */
export const linkBody = z.object({ email, purpose: z.enum(['sign_in', 'new_password']).default('sign_in') })
export const keyBody = z.object({ key: z.string().min(1).max(100) })
export const codeBody = z.object({ code: z.string().min(1).max(40) })

/** Of routes under /api/auth: nobody is `null`. */
export const sessionView = z.object({
  user: z.object({ name: z.string(), email: z.string() }).nullable(),
})
export const enteredView = sessionView.extend({ next: nextStep })
export const received = z.object({ received: z.literal(true) })
export const done = z.object({ done: z.literal(true) })

export const weeklyMailBody = z.object({ on: z.boolean() })
export const roleBody = z.object({ networkId: z.number().int(), role: z.string().max(40) })
export const passwordBody = z.object({
  /** Not needed within fifteen minutes after signing in with a link, or when there is none. */
  old: z.string().max(200).optional(),
  password: newPassword,
})
/** The own password, asked again; for who has none it is left out. */
export const askedAgain = z.object({ password: z.string().max(200).optional() })
/** Shown this once. */
export const secondFactorSetup = z.object({
  secret: z.string(),
  /** For the app on a phone: 'otpauth://…'. */
  address: z.string(),
  /** The address as a picture (SVG). */
  qr: z.string(),
  recoveryCodes: z.array(z.string()),
})
export type SecondFactorSetup = z.infer<typeof secondFactorSetup>
export const recoveryCodes = z.object({ recoveryCodes: z.array(z.string()) })
/** Without address or browser: neither is kept. */
export const ownSessions = z.array(
  z.object({ id: z.string(), begunAt: z.string(), usedAt: z.string(), current: z.boolean() }),
)

export const providersView = z.array(z.object({ id: z.string(), name: z.string() }))
export const providerBody = z.object({ id: z.string().min(1).max(30) })
export const providerStart = z.object({ url: z.string() })
export const providerParams = z.object({ provider: z.string().max(30) })
