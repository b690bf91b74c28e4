import { createHmac, timingSafeEqual } from 'node:crypto'

/** The mail that a token speaks of. */
export interface MailKey {
  readonly networkId: number
  readonly mailId: number
}

/** What a mail carries, so that a notice about it can be told from one that somebody made up. */
export interface ReturnTokens {
  make(key: MailKey): string
  /** The mail of the first token in this text that we made; undefined when there is none. */
  read(text: string): MailKey | undefined
}

/** Digits and letters without those that look alike; a mail server may make capitals of them. */
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'
/** 26 × 5 = 130 bits. */
const sealLength = 26
const pattern = /(?<![0-9a-z])([0-9a-z]{1,6})-([0-9a-z]{1,6})-([0-9a-hjkmnp-tv-z]{26})(?![0-9a-z])/gi

/** Tokens under the secret of this installation: `<network>-<mail>-<seal>`, without an address in them. */
export function openReturnTokens(secret: string): ReturnTokens {
  const key = createHmac('sha256', secret).update('mail that comes back').digest()
  const sealOf = (ids: string): string =>
    [...createHmac('sha256', key).update(ids).digest()]
      .slice(0, sealLength)
      .map((byte) => alphabet[byte & 31])
      .join('')
  const isOurs = (ids: string, seal: string): boolean =>
    timingSafeEqual(Buffer.from(sealOf(ids)), Buffer.from(seal))
  return {
    make({ networkId, mailId }) {
      const ids = `${networkId.toString(36)}-${mailId.toString(36)}`
      return `${ids}-${sealOf(ids)}`
    },
    read(text) {
      for (const [, network = '', mail = '', seal = ''] of text.toLowerCase().matchAll(pattern))
        if (isOurs(`${network}-${mail}`, seal))
          return { networkId: Number.parseInt(network, 36), mailId: Number.parseInt(mail, 36) }
      return undefined
    },
  }
}
