/**
 * Mails that come back, written by hand after the examples in the appendix of RFC 3464 and the forms that common
 * mail servers give them; no mail of a real server or person.
 */

interface Report {
  readonly from: string
  readonly to?: string
  readonly subject: string
  readonly headers?: readonly string[]
  readonly words: string
  /** Of the message, without the fields of the recipient. */
  readonly perMessage: readonly string[]
  readonly perRecipient: readonly string[]
  readonly original: string
  readonly originalType?: string
}

const crlf = (lines: readonly string[]): Buffer => Buffer.from(lines.join('\r\n'))

/** The mail that was sent, as a server repeats it. */
export const originalOf = (token: string, recipient = 'bob@example.org'): string =>
  [
    `Message-ID: <${token}@monitor.example>`,
    'From: Kwaliteitsmonitor NT2 <kwaliteitsmonitor@monitor.example>',
    `To: ${recipient}`,
    'Subject: Vul je mee in?',
  ].join('\r\n')

function report(values: Report): Buffer {
  const { from, to = 'kwaliteitsmonitor@monitor.example', subject, headers = [], words } = values
  const boundary = 'R3464/monitor.example'
  return crlf([
    ...['Return-Path: <>', `From: ${from}`, `To: ${to}`, `Subject: ${subject}`, ...headers],
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status;',
    `\tboundary="${boundary}"`,
    '',
    'This is a MIME-encapsulated message.',
    '',
    ...[`--${boundary}`, 'Content-Type: text/plain; charset=us-ascii', '', words, ''],
    ...[`--${boundary}`, 'Content-Type: message/delivery-status', '', ...values.perMessage, ''],
    ...[...values.perRecipient, ''],
    ...[`--${boundary}`, `Content-Type: ${values.originalType ?? 'message/rfc822'}`, '', values.original, ''],
    ...['Tot en met 3 november.', '', `--${boundary}--`, ''],
  ])
}

const action = (name: string, status: string, diagnostic?: string, recipient = 'bob@example.org') => [
  `Final-Recipient: rfc822; ${recipient}`,
  `Action: ${name}`,
  `Status: ${status}`,
  ...(diagnostic === undefined ? [] : [`Diagnostic-Code: ${diagnostic}`]),
]

/** Of Postfix: a folded answer, and the whole mail. */
export const postfix = (token: string, status = '5.1.1'): Buffer =>
  report({
    from: 'MAILER-DAEMON@mx.example (Mail Delivery System)',
    subject: 'Undelivered Mail Returned to Sender',
    headers: ['Auto-Submitted: auto-replied'],
    words: 'I am sorry to have to inform you that your message could not be delivered.',
    perMessage: ['Reporting-MTA: dns; mx.example', 'X-Postfix-Queue-ID: 4Y'],
    perRecipient: [
      'Final-Recipient: rfc822; bob@example.org',
      'Original-Recipient: rfc822;bob@example.org',
      'Action: failed',
      `Status: ${status}`,
      'Remote-MTA: dns; mail.example.org',
      `Diagnostic-Code: smtp; 550 ${status} <bob@example.org>: Recipient`,
      '    address rejected',
    ],
    original: originalOf(token),
  })

/** Of Exim: '5.0.0', and what the next server answered; headers only. */
export const exim = (token: string): Buffer =>
  report({
    from: 'Mail Delivery System <Mailer-Daemon@relay.example>',
    subject: 'Mail delivery failed: returning message to sender',
    headers: ['Auto-Submitted: auto-replied', 'X-Failed-Recipients: bob@example.org'],
    words: 'A message that you sent could not be delivered to one or more of its recipients.',
    perMessage: ['Reporting-MTA: dns; relay.example'],
    perRecipient: action('failed', '5.0.0', 'smtp; 552 5.2.2 The mailbox is full'),
    original: originalOf(token),
    originalType: 'text/rfc822-headers',
  })

/** Of Sendmail, as in RFC 3464: two recipients, of which one failed; capitals in the token. */
export const sendmail = (token: string): Buffer =>
  report({
    from: 'Mail Delivery Subsystem <MAILER-DAEMON@cs.example>',
    subject: 'Returned mail: Cannot send message for 5 days',
    words: 'The original message was received at Sat, 2 Jul',
    perMessage: ['Reporting-MTA: dns; cs.example', `Original-Envelope-Id: ${token.toUpperCase()}`],
    perRecipient: [
      ...action('delivered', '2.0.0', undefined, 'carol@example.org'),
      '',
      ...action('failed', '4.4.7', 'smtp; 426 connection timed out'),
    ],
    original: originalOf('none'),
    originalType: 'text/rfc822-headers',
  })

/** Of Exchange: to the address that was made for this mail, without the mail itself in a form we know. */
export const exchange = (token: string): Buffer =>
  report({
    from: 'Microsoft Outlook <MicrosoftExchange@school.example>',
    to: `retour+${token}@monitor.example`,
    subject: 'Undeliverable: Vul je mee in?',
    headers: ['Auto-Submitted: auto-generated', 'X-Auto-Response-Suppress: All'],
    words: 'Your message to bob@example.org couldn’t be delivered.',
    perMessage: ['Reporting-MTA: dns;mail.school.example', 'Received-From-MTA: dns;relay.example'],
    perRecipient: action('failed', '5.7.133', 'smtp;550 5.7.133 RESOLVER.RST.SenderNotAuthenticatedForGroup'),
    original: 'From: iemand',
  })

/** The address forwards to one that does not exist. */
export const forwarded = (token: string): Buffer =>
  report({
    from: 'Mail Delivery System <MAILER-DAEMON@mx.example>',
    subject: 'Undelivered Mail Returned to Sender',
    words: 'Could not be delivered.',
    perMessage: ['Reporting-MTA: dns; mx.example'],
    perRecipient: action('failed', '5.1.1', 'smtp; 550 5.1.1 unknown', 'carol@elsewhere.example'),
    original: originalOf(token),
  })

/** Not there yet: the server goes on trying. */
export const delayed = (token: string): Buffer =>
  report({
    from: 'Mail Delivery System <MAILER-DAEMON@mx.example>',
    subject: 'Delayed Mail (still being retried)',
    words: 'THIS IS A WARNING ONLY.',
    perMessage: ['Reporting-MTA: dns; mx.example'],
    perRecipient: [...action('delayed', '4.4.1'), 'Will-Retry-Until: Thu, 7 Jul 2026 17:15:49 -0400'],
    original: originalOf(token),
  })

/** Somebody is away (RFC 3834). */
export const outOfOffice = (token: string): Buffer =>
  crlf([
    'From: Bob <bob@example.org>',
    `To: retour+${token}@monitor.example`,
    'Subject: Automatisch antwoord: Vul je mee in?',
    'Auto-Submitted: auto-replied (vacation)',
    `In-Reply-To: <${token}@monitor.example>`,
    'Content-Type: text/plain',
    '',
    'Ik ben er niet. Action: failed',
    '',
  ])

/** A person writes back. */
export const personal = (token: string): Buffer =>
  crlf([
    'From: Bob <bob@example.org>',
    'To: kwaliteitsmonitor@monitor.example',
    'Subject: Re: Vul je mee in?',
    `In-Reply-To: <${token}@monitor.example>`,
    'Content-Type: text/plain',
    '',
    'Kan dit ook een week later?',
    '',
  ])

/** Says that it failed, as a part of a mail that is no report and not from a machine. */
export const pretended = (token: string): Buffer =>
  Buffer.from(
    postfix(token)
      .toString()
      .replace('multipart/report; report-type=delivery-status', 'multipart/mixed')
      .replace('Auto-Submitted: auto-replied\r\n', ''),
  )
