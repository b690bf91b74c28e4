import { createHash, randomBytes } from 'node:crypto'

/** 32 letters and digits without those that look alike. */
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'
/** 26 × 5 = 130 random bits. */
const secretLength = 26
const pattern = /^([0-9a-z]{1,6})-([0-9a-hjkmnp-tv-z]{26})$/
const largestNetworkId = 2 ** 31 - 1

/** A link's token: `<networkId base36>-<26 characters>`. */
export interface LinkToken {
  readonly networkId: number
  /** sha-256 of the secret: the only thing of it that is stored. */
  readonly tokenHash: Buffer
}

/** Makes a token and its hash. The token cannot be found again. */
export function makeToken(networkId: number): LinkToken & { readonly token: string } {
  const secret = Array.from(randomBytes(secretLength), (byte) => alphabet[byte & 31]).join('')
  return { networkId, token: `${networkId.toString(36)}-${secret}`, tokenHash: hash(secret) }
}

/** Reads a token from a link, capitals too; undefined when it cannot be one. */
export function readToken(token: string): LinkToken | undefined {
  const match = pattern.exec(token.trim().toLowerCase())
  if (!match?.[1] || !match[2]) return undefined
  const networkId = Number.parseInt(match[1], 36)
  if (networkId < 1 || networkId > largestNetworkId) return undefined
  return { networkId, tokenHash: hash(match[2]) }
}

const hash = (secret: string): Buffer => createHash('sha256').update(secret).digest()
