import { isIP } from 'node:net'
import { getConnInfo } from '@hono/node-server/conninfo'
import type { Context } from 'hono'

const isLoopback = (address: string): boolean => /^(::1|(::ffff:)?127\.)/.test(address)

/**
 * Address that a request came from; only ever counted in memory. Behind a proxy on this machine: the last
 * one that the proxy named. '' without a connection, as in tests.
 */
export function addressOf(c: Context): string {
  if (c.env?.incoming === undefined) return ''
  const own = getConnInfo(c).remote.address ?? ''
  if (!isLoopback(own)) return own
  const named = c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim()
  return named !== undefined && isIP(named) !== 0 ? named : own
}
