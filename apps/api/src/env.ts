import path from 'node:path'
import { z } from 'zod'
import { settingText } from './terminal-nl.ts'

/** Where people of a school or a board sign in with their own account (OpenID Connect). */
export interface OidcProvider {
  /** Stands in addresses; letters, digits and dashes. */
  readonly id: string
  /** As it stands on the button. */
  readonly name: string
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  /** What stands behind the @ of its people; absent: it may speak for every address. */
  readonly domains?: readonly string[] | undefined
}

export interface Env {
  readonly port: number
  /** Absolute; absent when DATA_DIR was not given. */
  readonly dataDir: string | undefined
  readonly databaseUrl: string | undefined
  /** Without a slash at the end. */
  readonly publicUrl: string
  readonly smtpUrl: string | undefined
  /** Where a mail server puts what comes back; absolute. */
  readonly bouncesDir: string | undefined
  readonly oidcProviders: readonly OidcProvider[]
}

/** Stops the start; the message is one Dutch sentence for the person at the terminal. */
export class StartProblem extends Error {}

const empty = (value: unknown) => (value === '' ? undefined : value)
const address = (schemes: readonly string[]): z.ZodString =>
  z.string().refine((value) => URL.canParse(value) && schemes.includes(new URL(value).protocol))

/** JSON in a text; what is no JSON is refused by the schema that follows. */
const parsed = (value: unknown): unknown => {
  if (typeof value !== 'string' || value === '') return value === '' ? undefined : value
  try {
    return JSON.parse(value)
  } catch {
    return value
  }
}
const oidcProvider = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,29}$/),
  name: z.string().trim().min(1).max(60),
  issuer: address(['http:', 'https:']),
  clientId: z.string().min(1),
  clientSecret: z.string().min(1),
  domains: z
    .array(z.string().regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/))
    .min(1)
    .optional(),
})

/** Addresses behind the question mark are written as one. */
const mailServer = address(['smtp:', 'smtps:']).refine((value) =>
  ['from', 'bounces'].every(
    (name) =>
      z
        .email()
        .optional()
        .safeParse(new URL(value).searchParams.get(name) ?? undefined).success,
  ),
)

const settings = z.object({
  PORT: z.preprocess(
    empty,
    z
      .string()
      .regex(/^\d{1,5}$/)
      .transform(Number)
      .pipe(z.number().min(1).max(65_535))
      .default(3000),
  ),
  DATA_DIR: z.preprocess(empty, z.string().optional()),
  DATABASE_URL: z.preprocess(empty, address(['postgres:', 'postgresql:']).optional()),
  PUBLIC_URL: z.preprocess(
    empty,
    address(['http:', 'https:'])
      .regex(/^https?:\/\/[^/?#@]+\/?$/i)
      .optional(),
  ),
  SMTP_URL: z.preprocess(empty, mailServer.optional()),
  BOUNCES_DIR: z.preprocess(empty, z.string().optional()),
  OIDC_PROVIDERS: z.preprocess(
    parsed,
    z
      .array(oidcProvider)
      .refine((all) => new Set(all.map(({ id }) => id)).size === all.length)
      // One school may not say who somebody of another school is.
      .refine((all) => all.length < 2 || all.every(({ domains }) => domains !== undefined))
      .default([]),
  ),
})

/**
 * Reads the settings once, from variables such as `process.env`. An empty one counts as absent. Throws
 * StartProblem that names the first wrong setting; its value is not repeated, because it may hold a password.
 */
export function readEnv(variables: Readonly<Record<string, string | undefined>>): Env {
  const read = settings.safeParse(variables)
  if (!read.success) {
    const name = String(read.error.issues[0]?.path[0])
    throw new StartProblem(settingText[name as keyof typeof settingText] ?? name)
  }
  const { PORT, DATA_DIR, DATABASE_URL, PUBLIC_URL, SMTP_URL, BOUNCES_DIR, OIDC_PROVIDERS } = read.data
  return {
    port: PORT,
    dataDir: DATA_DIR === undefined ? undefined : path.resolve(DATA_DIR),
    databaseUrl: DATABASE_URL,
    publicUrl: (PUBLIC_URL ?? `http://localhost:${PORT}`).replace(/\/$/, ''),
    smtpUrl: SMTP_URL,
    bouncesDir: BOUNCES_DIR === undefined ? undefined : path.resolve(BOUNCES_DIR),
    oidcProviders: OIDC_PROVIDERS,
  }
}
