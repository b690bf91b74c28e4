import { createHash } from 'node:crypto'
import type { MiddlewareHandler } from 'hono'
import { Problem } from './problem.ts'

/** A style sheet that stands in a page is named by its hash: no other one works. */
const hashOf = (css: string): string => `'sha256-${createHash('sha256').update(css).digest('base64')}'`

const contentSecurityPolicy = (css: string | undefined): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self'${css === undefined ? '' : ` ${hashOf(css)}`}`,
    "img-src 'self' data: blob:",
    "connect-src 'self'",
    "font-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join('; ')

/**
 * Headers of every response; `https` adds that the browser may use nothing else for a year. `css`: the one
 * style sheet that stands in a page itself.
 */
export function securityHeaders(https: boolean, css?: string): MiddlewareHandler {
  const headers: readonly (readonly [string, string])[] = [
    ['content-security-policy', contentSecurityPolicy(css)],
    // The address of a form is the key to it: it goes nowhere.
    ['referrer-policy', 'no-referrer'],
    ['x-content-type-options', 'nosniff'],
    ['x-frame-options', 'DENY'],
    ['cross-origin-opener-policy', 'same-origin'],
    ['cross-origin-resource-policy', 'same-origin'],
    ['permissions-policy', 'camera=(), geolocation=(), microphone=()'],
    ...(https ? ([['strict-transport-security', 'max-age=31536000']] as const) : []),
  ]
  return async (c, next) => {
    await next()
    for (const [name, value] of headers) c.res.headers.set(name, value)
    if (!c.res.headers.has('cache-control')) c.res.headers.set('cache-control', 'no-store')
  }
}

const changes = new Set(['POST', 'PUT', 'PATCH', 'DELETE'])

/**
 * Refuses what another site makes a signed-in browser send. A browser always names the origin of such a
 * request; a program that names none has no cookies that it did not get itself. Links of respondents need
 * no cookie and are left alone.
 */
export function ownOriginOnly(publicUrl: string): MiddlewareHandler {
  const own = new URL(publicUrl).origin
  const isOwn = (origin: string, host: string | undefined): boolean =>
    origin === own || (URL.canParse(origin) && new URL(origin).host === host)
  return async (c, next) => {
    if (!changes.has(c.req.method) || c.req.path.startsWith('/api/respond/')) return next()
    const origin = c.req.header('origin')
    const foreign =
      origin === undefined
        ? ['cross-site', 'same-site'].includes(c.req.header('sec-fetch-site') ?? '')
        : !isOwn(origin, c.req.header('host') ?? new URL(c.req.url).host)
    if (foreign) throw new Problem('foreign_origin')
    await next()
  }
}
