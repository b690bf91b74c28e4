import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { StartProblem } from '../env.ts'
import { startText } from '../terminal-nl.ts'

/** How long requests under way get at a stop, in milliseconds. */
const longestGoodbye = 10_000

export interface Listening {
  /** Takes no new requests and resolves when those under way are answered. */
  close(): Promise<void>
}

async function listen(server: Server, port: number): Promise<void> {
  server.listen(port)
  try {
    await once(server, 'listening')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'EADDRINUSE') throw new StartProblem(startText.portTaken(port))
    if (code === 'EACCES') throw new StartProblem(startText.portForbidden(port))
    throw error
  }
}

/** Throws StartProblem when the port cannot be had: said before the database is started. */
export async function tryPort(port: number): Promise<void> {
  const server = createServer()
  await listen(server, port)
  server.close()
  await once(server, 'close')
}

/** Serves an app on a port; throws StartProblem when the port is taken or not allowed. */
export async function serve(
  app: { fetch: (request: Request, env: object) => Response | Promise<Response> },
  port: number,
): Promise<Listening> {
  const server = createServer(getRequestListener(app.fetch))
  await listen(server, port)
  return {
    async close() {
      const closed = once(server, 'close')
      server.close()
      server.closeIdleConnections()
      const timer = setTimeout(() => server.closeAllConnections(), longestGoodbye)
      await closed
      clearTimeout(timer)
    },
  }
}
