import { mailText } from './nl.ts'

/** What a failed attempt means: again later, never again, or nobody knows. */
export interface Refusal {
  readonly kind: 'later' | 'refused' | 'unknown'
  readonly reason: string
}

/** What nodemailer tells of a failure, as far as we use it. */
interface SendError {
  readonly code?: string
  readonly originalCode?: string
  readonly command?: string
  readonly responseCode?: number
  readonly response?: string
  readonly message: string
}

/** Nothing of the mail was given yet: setting up the connection, or signing in at our own server. */
const beforeMail = new Set(['EDNS', 'ETLS', 'EAUTH', 'EPROXY', 'ECONFIG', 'EREQUIRETLS'])
const neverConnected = new Set(['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'ENOENT'])
const inSetUp = /^(connection timeout|greeting never received|tls handshake)/i

function reasonOf(response: string): string {
  const [, status] = /^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})/.exec(response) ?? []
  if (status === undefined) return /^55[013]/.test(response) ? mailText.noSuchAddress : mailText.refused
  if (/^5\.1\./.test(status)) return mailText.noSuchAddress
  if (status === '5.2.2') return mailText.mailboxFull
  if (status === '5.3.4' || status === '5.2.3') return mailText.tooLarge
  return /^5\.7\./.test(status) ? mailText.notTrusted : mailText.refused
}

/**
 * Reads why a mail was not sent. A connection that was lost without an answer may have delivered it: then
 * nobody knows, and it must not be sent again by itself.
 */
export function readRefusal(error: SendError): Refusal {
  const { code = '', originalCode = '', responseCode, response = '', message } = error
  if (beforeMail.has(code) || neverConnected.has(originalCode) || neverConnected.has(code))
    return { kind: 'later', reason: mailText.noServer }
  if (responseCode !== undefined)
    return responseCode >= 500
      ? { kind: 'refused', reason: reasonOf(response) }
      : { kind: 'later', reason: mailText.notYet }
  if (inSetUp.test(message)) return { kind: 'later', reason: mailText.noServer }
  if (code === 'EENVELOPE' || code === 'EMESSAGE') return { kind: 'refused', reason: mailText.refused }
  return { kind: 'unknown', reason: mailText.unknown }
}
