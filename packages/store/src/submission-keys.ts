import { createHmac } from 'node:crypto'

const receiptAlphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const receiptBytes = 10
const bitsPerLetter = 5

/** Text that JSON writes as it is, between quotes. */
const plain = /^[\w .,-]*$/
const quoted = (text: string): string => (plain.test(text) ? `"${text}"` : JSON.stringify(text))

/** JSON with keys in one order, so that equal answers are equal text; without line breaks. */
export function canonicalJson(value: unknown): string {
  if (typeof value === 'string') return quoted(value)
  if (Array.isArray(value)) return `[${value.map((one) => canonicalJson(one ?? null)).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  const members = value as Readonly<Record<string, unknown>>
  let json = ''
  for (const key of Object.keys(members).sort()) {
    const one = members[key]
    if (one !== undefined) json += `${json === '' ? '{' : ','}${quoted(key)}:${canonicalJson(one)}`
  }
  return json === '' ? '{}' : `${json}}`
}

/** HMAC-SHA256 of a text under the key of a round, in hex. */
export const keyedHash = (roundKey: Buffer, text: string): string =>
  createHmac('sha256', roundKey).update(text).digest('hex')

/** First 80 bits of a submission key in Crockford's base32, as 'XXXX-XXXX-XXXX-XXXX'. */
export function receiptOf(submissionKey: string): string {
  const bits = BigInt(`0x${submissionKey.slice(0, receiptBytes * 2)}`)
  const letters = Array.from({ length: (receiptBytes * 8) / bitsPerLetter }, (_, index) => {
    const shift = BigInt(receiptBytes * 8 - bitsPerLetter * (index + 1))
    return receiptAlphabet[Number((bits >> shift) & 31n)]
  }).join('')
  return letters.replace(/(.{4})(?=.)/g, '$1-')
}

/**
 * The first 80 bits of a submission key as a person typed them from a receipt, in hex: capitals, spaces and
 * dashes do not matter, nor letters that look like a digit. Undefined when it cannot be a receipt.
 */
export function readReceipt(typed: string): string | undefined {
  const letters = typed.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1')
  if (letters.length !== (receiptBytes * 8) / bitsPerLetter) return undefined
  let bits = 0n
  for (const letter of letters) {
    const value = receiptAlphabet.indexOf(letter)
    if (value < 0) return undefined
    bits = (bits << BigInt(bitsPerLetter)) | BigInt(value)
  }
  return bits.toString(16).padStart(receiptBytes * 2, '0')
}
