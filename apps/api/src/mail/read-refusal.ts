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

/** What an enhanced status code (RFC 3463) means, for who has to do something about it. */
function reasonOfStatus(status: string): string {
  if (/^[45]\.1\./.test(status)) return mailText.noSuchAddress
  if (/^[45]\.2\.1$/.test(status)) return mailText.mailboxOff
  if (/^[45]\.2\.2$/.test(status)) return mailText.mailboxFull
  if (/^[45]\.(3\.4|2\.3)$/.test(status)) return mailText.tooLarge
  if (/^[45]\.4\./.test(status)) return mailText.unreachable
  return /^5\.7\./.test(status) ? mailText.notTrusted : mailText.refused
}

function reasonOf(response: string): string {
  const [, status] = /^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})/.exec(response) ?? []
  if (status !== undefined) return reasonOfStatus(status)
  return /^55[013]/.test(response) ? mailText.noSuchAddress : mailText.refused
}

/**
 * Why a mail came back, from the fields of the notice. Some servers give no more than '5.0.0' themselves and
 * repeat what the next one answered.
 */
export function reasonOfNotice({ status, diagnostic }: { status: string; diagnostic: string }): string {
  const own = /^[45]\.\d{1,3}\.\d{1,3}/.exec(status)?.[0] ?? ''
  if (own !== '' && !own.endsWith('.0.0')) return reasonOfStatus(own)
  const answer = diagnostic.slice(diagnostic.indexOf(';') + 1).trim()
  if (/^\d{3}/.test(answer)) return reasonOf(answer)
  return own.startsWith('4') ? mailText.gaveUp : mailText.refused
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
