import { encode } from 'uqr'

export interface QrCode {
  readonly size: number
  readonly path: string
}

/** A QR code as one SVG path in a square of `size`: a square of one by one for every dark module. */
export function drawQr(text: string): QrCode {
  const { size, data } = encode(text, { ecc: 'M', border: 4 })
  const squares = data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : '')))
  return { size, path: squares.join('') }
}
