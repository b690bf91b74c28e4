import net from 'node:net'

const pauseMs = 50

/**
 * A socket that says 'error' before 'close', and 'close' a moment later. postgres.js 3.4 throws where
 * nobody can catch it when something is written after 'close' (its own rollback, for one), and never uses
 * the connection well again (porsager/postgres #1154, #1208). By the time of this 'close' all that was
 * under way has been rejected and written off.
 */
class PatientSocket extends net.Socket {
  #failed = false
  /** The other side ended it; Node then ends ours as well. */
  #lost = false

  override emit(event: string | symbol, ...args: unknown[]): boolean {
    if (event === 'error') this.#failed = true
    if (event === 'end' && !this.writableEnded) this.#lost = true
    const endedByUs = this.writableEnded && !this.#lost && !this.#failed
    if (event !== 'close' || endedByUs) return super.emit(event, ...args)
    if (!this.#failed && this.listenerCount('error') > 0) {
      super.emit('error', Object.assign(new Error('the connection was lost'), { code: 'CONNECTION_CLOSED' }))
    }
    const hadError = false
    setTimeout(() => setImmediate(() => super.emit('close', hadError)), pauseMs)
    return true
  }
}

/** What postgres.js hands to its `socket` option. */
interface Target {
  readonly path?: string | false
  readonly host: readonly string[]
  readonly port: readonly number[]
}

/** Opens a connection for postgres.js; it may be written to at once. */
export function openSocket({ path, host, port }: Target): net.Socket {
  const socket = new PatientSocket()
  if (path) return socket.connect(path)
  socket.connect(port[0] ?? 5432, host[0] ?? 'localhost')
  // postgres.js reads the name here when it goes on with TLS.
  return Object.assign(socket, { host: host[0] })
}
