import type { MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { Problem } from './problem.ts'

/** Largest body of any request, in bytes: a submission in which every text is as long as it may be fits. */
const largestBody = 256 * 1024

const tooLarge = () => {
  throw new Problem('too_large')
}
const limitStream = bodyLimit({ maxSize: largestBody, onError: tooLarge })

/** A stated length is enough, because the server reads no further; only what has none is counted. */
export const limitBody: MiddlewareHandler = (c, next) => {
  const length = c.req.header('content-length')
  if (length === undefined) return c.req.method === 'GET' ? next() : limitStream(c, next)
  if (Number(length) > largestBody) tooLarge()
  return next()
}
