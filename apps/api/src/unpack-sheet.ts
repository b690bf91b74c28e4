import { crc32, inflateRawSync } from 'node:zlib'
import { checkSheet } from './check-sheet.ts'
import { Problem } from './problem.ts'

/**
 * A spreadsheet is a zip of XML. What a zip says about sizes cannot be trusted, so every part is unpacked
 * here under one limit, and written again in a zip that says what is true: the reader gets nothing else.
 */

/** A full sheet of 5,000 schools, or of 10,000 counts, is below 8 MB. */
const mostBytes = 24 * 1024 * 1024
const mostParts = 200
/** Empty lines and one with titles that may stand between the others. */
const moreRows = 1000

const endSignature = 0x06054b50
const centralSignature = 0x02014b50
const localSignature = 0x04034b50
const endSize = 22
const centralSize = 46
const localSize = 30
const stored = 0
const deflated = 8
const longestComment = 65_535

interface Part {
  readonly name: string
  readonly data: Buffer
}

const unreadable = () => new Problem('unreadable_file')

function findEnd(zip: Buffer): number {
  const first = Math.max(0, zip.length - endSize - longestComment)
  for (let at = zip.length - endSize; at >= first; at -= 1)
    if (zip.readUInt32LE(at) === endSignature) return at
  throw unreadable()
}

/** One part: the central directory says where it is; what it holds is found out by unpacking. */
function unpack(zip: Buffer, at: number, room: number): Buffer {
  const method = zip.readUInt16LE(at + 10)
  const packed = zip.readUInt32LE(at + 20)
  const local = zip.readUInt32LE(at + 42)
  if (zip.readUInt32LE(local) !== localSignature) throw unreadable()
  const begin = local + localSize + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28)
  const bytes = zip.subarray(begin, begin + packed)
  if (bytes.length !== packed || (method !== stored && method !== deflated)) throw unreadable()
  const data = method === stored ? bytes : inflateRawSync(bytes, { maxOutputLength: Math.max(1, room) })
  if (data.length > room) throw unreadable()
  return data
}

function unpackAll(zip: Buffer): Part[] {
  const end = findEnd(zip)
  const count = zip.readUInt16LE(end + 10)
  if (count > mostParts) throw unreadable()
  const parts: Part[] = []
  let at = zip.readUInt32LE(end + 16)
  let room = mostBytes
  for (let index = 0; index < count; index += 1) {
    if (zip.readUInt32LE(at) !== centralSignature) throw unreadable()
    const nameLength = zip.readUInt16LE(at + 28)
    const name = zip.toString('utf8', at + centralSize, at + centralSize + nameLength)
    if (/\.xml(\.rels)?$/.test(name)) {
      const data = unpack(zip, at, room)
      room -= data.length
      parts.push({ name, data })
    }
    at += centralSize + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32)
  }
  return parts
}

/** The header of a stored part, in the directory (with its place) or before its bytes. */
function headerOf({ name, data }: Part, place?: number): Buffer {
  const nameBytes = Buffer.from(name)
  const inDirectory = place !== undefined
  const header = Buffer.alloc(inDirectory ? centralSize : localSize)
  header.writeUInt32LE(inDirectory ? centralSignature : localSignature, 0)
  const shift = inDirectory ? 2 : 0
  if (inDirectory) header.writeUInt16LE(20, 4)
  header.writeUInt16LE(20, 4 + shift)
  header.writeUInt32LE(crc32(data), 14 + shift)
  header.writeUInt32LE(data.length, 18 + shift)
  header.writeUInt32LE(data.length, 22 + shift)
  header.writeUInt16LE(nameBytes.length, 26 + shift)
  if (inDirectory) header.writeUInt32LE(place, 42)
  return Buffer.concat([header, nameBytes])
}

function packAgain(parts: readonly Part[]): Buffer {
  const bodies: Buffer[] = []
  const directory: Buffer[] = []
  let place = 0
  for (const part of parts) {
    directory.push(headerOf(part, place))
    const body = Buffer.concat([headerOf(part), part.data])
    bodies.push(body)
    place += body.length
  }
  const end = Buffer.alloc(endSize)
  end.writeUInt32LE(endSignature, 0)
  end.writeUInt16LE(parts.length, 8)
  end.writeUInt16LE(parts.length, 10)
  end.writeUInt32LE(
    directory.reduce((sum, one) => sum + one.length, 0),
    12,
  )
  end.writeUInt32LE(place, 16)
  return Buffer.concat([...bodies, ...directory, end])
}

/**
 * A spreadsheet with the same sheets, of which every size is true and small. Throws Problem `unreadable_file`
 * or `too_many_lines`.
 */
export function unpackSheet(bytes: Uint8Array, mostLines: number): Buffer {
  try {
    const parts = unpackAll(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
    for (const { data } of parts) checkSheet(data, mostLines + moreRows)
    return packAgain(parts)
  } catch (error) {
    throw error instanceof Problem ? error : unreadable()
  }
}
