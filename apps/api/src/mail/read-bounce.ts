import { type Attachment, type ParsedMail, type StructuredHeader, simpleParser } from 'mailparser'
import { reasonOfNotice } from './read-refusal.ts'
import type { MailKey, ReturnTokens } from './return-token.ts'

/** What a mail that came back says. */
export type Bounce =
  /** A mail of ours was not delivered and will not be. */
  | {
      readonly kind: 'failed'
      readonly mail: MailKey
      readonly reason: string
      readonly recipients: string[]
    }
  /** Written by a machine, and nothing has to be done: a delay, a receipt, somebody who is away. */
  | { readonly kind: 'nothing' }
  /** Not understood, not about a mail of ours, or written by a person. */
  | { readonly kind: 'unknown' }

const status = /^message\/(global-)?delivery-status$/
const returned = /^(message\/(rfc822|global|rfc822-headers|global-headers)|text\/rfc822-headers)$/
const deliveredTo = ['to', 'delivered-to', 'x-original-to', 'envelope-to']
/** Headers end at the first empty line; ours are short. */
const longestHeaders = 20_000

type Fields = ReadonlyMap<string, string>

/** Groups of fields, as RFC 3464 parts them: first of the message, then of each recipient. */
function fieldsOf(text: string): Fields[] {
  const unfolded = text.replaceAll('\r\n', '\n').replace(/\n[ \t]+/g, ' ')
  return unfolded
    .split(/\n{2,}/)
    .map((group) => new Map(group.split('\n').map(fieldOf)))
    .filter((group) => [...group.keys()].some((name) => name !== ''))
}

function fieldOf(line: string): [string, string] {
  const colon = line.indexOf(':')
  return colon < 1 ? ['', ''] : [line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()]
}

/** 'rfc822; bob@example.org' -> 'bob@example.org' */
const addressIn = (value: string): string =>
  value
    .slice(value.indexOf(';') + 1)
    .trim()
    .toLowerCase()

const partsOf = (mail: ParsedMail, type: RegExp): Attachment[] =>
  mail.attachments.filter((part) => type.test(part.contentType))
const textOf = (part: Attachment | undefined): string =>
  Buffer.isBuffer(part?.content) ? part.content.toString('utf8') : ''

/** Where a token of ours may stand: never in what somebody wrote. */
function tokenPlaces(mail: ParsedMail, perMessage: Fields | undefined): string {
  const [headers = ''] = textOf(partsOf(mail, returned)[0])
    .slice(0, longestHeaders)
    .split(/\r?\n\r?\n/)
  const messageId = fieldsOf(headers)[0]?.get('message-id') ?? ''
  const lines = mail.headerLines.filter(({ key }) => deliveredTo.includes(key)).map(({ line }) => line)
  return [perMessage?.get('original-envelope-id') ?? '', messageId, ...lines].join(' ')
}

/** Somebody is away, or a program answered by itself. */
function isAutomatic({ headers }: ParsedMail): boolean {
  const automatic = String(headers.get('auto-submitted') ?? 'no').toLowerCase()
  return (
    (automatic !== 'no' && automatic !== '') ||
    headers.has('x-autoreply') ||
    headers.has('x-autorespond') ||
    /^(auto_reply|auto-reply)$/i.test(String(headers.get('precedence') ?? ''))
  )
}

/** The kind of report that this mail is; undefined when it is none. */
function reportOf({ headers }: ParsedMail): string | undefined {
  // The parser makes this of Content-Type, whatever stood there.
  const type = headers.get('content-type') as StructuredHeader | undefined
  return type?.value === 'multipart/report' ? (type.params['report-type'] ?? '').toLowerCase() : undefined
}

function readNotice(mail: ParsedMail, tokens: ReturnTokens): Bounce {
  const [perMessage, ...perRecipient] = fieldsOf(textOf(partsOf(mail, status)[0]))
  const key = tokens.read(tokenPlaces(mail, perMessage))
  if (key === undefined) return { kind: 'unknown' }
  const failed = perRecipient.find((group) => group.get('action')?.toLowerCase() === 'failed')
  if (failed === undefined) return { kind: 'nothing' }
  const told = { status: failed.get('status') ?? '', diagnostic: failed.get('diagnostic-code') ?? '' }
  const recipients = ['original-recipient', 'final-recipient']
    .map((name) => addressIn(failed.get(name) ?? ''))
    .filter((address) => address !== '')
  return { kind: 'failed', mail: key, reason: reasonOfNotice(told), recipients }
}

/** Our own limits stand beside the parser's: an embedded mail is not opened, nothing is made of HTML. */
const sparing = {
  keepDeliveryStatus: true,
  ignoreEmbedded: true,
  skipHtmlToText: true,
  skipTextToHtml: true,
  skipTextLinks: true,
  skipImageLinks: true,
  maxHeadSize: 256_000,
  maxChildNodes: 100,
}

/** Reads a mail that came back (RFC 3464). What cannot be read is 'unknown', never an error. */
export async function readBounce(raw: Buffer, tokens: ReturnTokens): Promise<Bounce> {
  const mail = await simpleParser(raw, sparing).catch(() => undefined)
  if (mail === undefined) return { kind: 'unknown' }
  const report = reportOf(mail)
  if (report === 'delivery-status') return readNotice(mail, tokens)
  // A receipt that a mail was read.
  if (report === 'disposition-notification' || isAutomatic(mail)) return { kind: 'nothing' }
  return { kind: 'unknown' }
}
