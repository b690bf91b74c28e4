import type { MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { Problem } from './problem.ts'

/** Largest body of most requests, in bytes: a submission in which every text is as long as it may be fits. */
const largestBody = 256 * 1024
/** Largest file that is taken in: a line of full texts for each of five hundred schools. */
export const largestFile = 2 * 1024 * 1024

/** Paths that take a file have 'import' as the last word of a part. */
const takesFile = (path: string): boolean => /[/-]import(\/|$)/.test(path)
const limitOf = (path: string): number => (takesFile(path) ? largestFile : largestBody)

const tooLarge = () => {
  throw new Problem('too_large')
}
const limitStream = bodyLimit({ maxSize: largestBody, onError: tooLarge })
const limitFile = bodyLimit({ maxSize: largestFile, onError: tooLarge })

/** A stated length is enough, because the server reads no further; only what has none is counted. */
export const limitBody: MiddlewareHandler = (c, next) => {
  const length = c.req.header('content-length')
  if (length === undefined) {
    if (c.req.method === 'GET') return next()
    return takesFile(c.req.path) ? limitFile(c, next) : limitStream(c, next)
  }
  if (Number(length) > limitOf(c.req.path)) tooLarge()
  return next()
}
