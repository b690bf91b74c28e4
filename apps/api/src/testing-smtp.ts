import { once } from 'node:events'
import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'

interface Received {
  readonly recipient: string
  /** Where a notice would go, and the id that it would repeat (RFC 3461). */
  readonly sender: string
  readonly envelopeId: string
  readonly mail: ParsedMail
}

/** How the server treats a recipient; default: it takes the mail. */
export interface Treatment {
  /** Answer to the recipient: '550 5.1.1 no such user'. */
  readonly refuse?: string
  /** Once the whole text is in, before the answer: throws to refuse, never resolves to hold. */
  readonly beforeAnswer?: () => Promise<void>
}

/** A real mail server on a free port of this machine, which keeps what it accepts. */
export async function openTestSmtp(treat: (recipient: string) => Treatment = () => ({})) {
  const received: Received[] = []
  const watchers = new Set<() => void>()
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    hideDSN: false,
    logger: false,
    onRcptTo({ address }, _session, done) {
      const { refuse } = treat(address)
      if (refuse === undefined) return done()
      const [, code, text] = /^(\d{3}) (.*)$/.exec(refuse) ?? []
      done(Object.assign(new Error(text), { responseCode: Number(code) }))
    },
    onData(stream, session, done) {
      const recipient = session.envelope.rcptTo[0]?.address ?? ''
      const { beforeAnswer } = treat(recipient)
      simpleParser(stream)
        .then(async (mail) => {
          await beforeAnswer?.()
          const { mailFrom, dsn } = session.envelope
          const sender = mailFrom === false ? '' : mailFrom.address
          received.push({ recipient, sender, envelopeId: dsn?.envid ?? '', mail })
          done()
          for (const watch of watchers) watch()
        })
        .catch((error: Error) => done(error))
    },
  })
  server.on('error', () => {})
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  const address = server.server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    url: `smtp://127.0.0.1:${port}`,
    received,
    /** Resolves when so many mails are in. */
    until: (count: number) =>
      new Promise<readonly Received[]>((resolve) => {
        const watch = () => {
          if (received.length < count) return
          watchers.delete(watch)
          resolve(received)
        }
        watchers.add(watch)
        watch()
      }),
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  }
}
