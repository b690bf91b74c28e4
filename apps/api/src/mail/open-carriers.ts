import { existsSync } from 'node:fs'
import { mkdir, rename, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { createTransport } from 'nodemailer'
import { writeHtml } from './write-html.ts'

export interface Letter {
  readonly messageId: string
  /** Stands in what a mail server sends back; says nothing to anybody else. */
  readonly returnToken: string
  readonly recipient: string
  readonly subject: string
  readonly text: string
}

/** Takes a mail over; throws what went wrong. */
export interface Carrier {
  carry(letter: Letter): Promise<void>
  close(): void
}

interface Sender {
  /** Its host stands behind the sender and the message ids. */
  readonly publicUrl: string
}

interface Patience {
  readonly connectionTimeout?: number
  readonly greetingTimeout?: number
  readonly socketTimeout?: number
}
const timeouts: Patience = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 }
const mostConnections = 3

function contentOf({ returnToken, recipient, subject, text }: Letter, from: string) {
  return {
    from: { name: 'Kwaliteitsmonitor NT2', address: from },
    to: { name: '', address: recipient },
    subject,
    text,
    html: writeHtml(subject, text),
    messageId: `<${returnToken}@${from.slice(from.indexOf('@') + 1)}>`,
    headers: { 'Auto-Submitted': 'auto-generated' },
    disableFileAccess: true,
    disableUrlAccess: true,
  }
}

/**
 * What asks for a notice that can be recognised (RFC 3461): to an address of its own for each mail where there
 * is a mailbox for that, otherwise to the sender. A delay is not worth a notice.
 */
function askForNotice({ returnToken, recipient }: Letter, from: string, bounces: string | null) {
  const [local, domain] = (bounces ?? '').split('@')
  return {
    dsn: { id: returnToken, return: 'headers', notify: 'failure', recipient },
    envelope: { from: bounces === null ? from : `${local}+${returnToken}@${domain}`, to: recipient },
  }
}

const defaultSender = ({ publicUrl }: Sender): string => `kwaliteitsmonitor@${new URL(publicUrl).hostname}`

/**
 * A mail server, over a few connections that stay open. In the address, `?from=` says who sends and `?bounces=`
 * where notices go, with a part after a plus that differs for each mail. A mail is handed over once: nodemailer
 * may not offer it again by itself.
 */
export function openSmtp(smtpUrl: string, sender: Sender, patience = timeouts): Carrier {
  const url = new URL(smtpUrl)
  const from = url.searchParams.get('from') ?? defaultSender(sender)
  const bounces = url.searchParams.get('bounces')
  const secure = url.protocol === 'smtps:'
  const port = url.port === '' ? (secure ? 465 : 587) : Number(url.port)
  const auth = { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) }
  const transport = createTransport({
    pool: true,
    maxConnections: mostConnections,
    maxRequeues: 0,
    host: url.hostname,
    port,
    secure,
    ...(url.username !== '' && { auth }),
    ...patience,
  })
  return {
    carry: async (letter) => {
      await transport.sendMail({ ...contentOf(letter, from), ...askForNotice(letter, from, bounces) })
    },
    close: () => transport.close(),
  }
}

/** A folder of .eml files, readable for their owner only; each mail once. */
export function openFolder(folder: string, sender: Sender): Carrier {
  const transport = createTransport({ streamTransport: true, buffer: true })
  const keep = async (letter: Letter): Promise<void> => {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const file = path.join(folder, `${letter.messageId}.eml`)
    if (existsSync(file)) return
    const { message } = await transport.sendMail(contentOf(letter, defaultSender(sender)))
    await writeFile(`${file}.part`, message as Buffer, { mode: 0o600 })
    await rename(`${file}.part`, file)
  }
  return {
    carry: (letter) =>
      keep(letter).catch((error: unknown) => {
        // Nothing left the machine: a full disk or a closed folder is for later.
        throw Object.assign(new Error('not written', { cause: error }), { code: 'ECONFIG' })
      }),
    close: () => {},
  }
}
