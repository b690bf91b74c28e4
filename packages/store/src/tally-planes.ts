import { customType } from 'drizzle-orm/pg-core'

/**
 * Counts as PostgreSQL keeps them: bit planes. Plane k holds bit k of every count, so that the tally of one
 * response is a single row of bits, and adding two tallies (`tally_add`) takes a few operations on whole
 * planes. There is always one plane, however small the counts: its length is the size of the layout.
 * @returns the text of a `bit varying[]`
 */
export function writePlanes(counts: readonly number[]): string {
  const highest = Math.max(0, ...counts)
  const planes: string[] = []
  for (let bit = 1; bit === 1 || bit <= highest; bit *= 2) {
    planes.push(counts.map((count) => Math.floor(count / bit) % 2).join(''))
  }
  return `{${planes.join(',')}}`
}

const one = '1'.charCodeAt(0)
const zero = '0'.charCodeAt(0)

/** The plane of one response: these slots are 1, all others 0. */
export function planeOf(slots: readonly number[], size: number): string {
  const plane = Buffer.alloc(size, zero)
  for (const slot of slots) plane[slot] = one
  return plane.toString('latin1')
}

/** The counts of what `writePlanes` wrote, in the order of the layout. */
export function readPlanes(text: string): number[] {
  const planes = text.slice(1, -1).split(',')
  const size = planes[0]?.length ?? 0
  const counts = new Array<number>(size).fill(0)
  planes.forEach((plane, k) => {
    const bit = 2 ** k
    for (let slot = 0; slot < size; slot += 1) {
      if (plane.charCodeAt(slot) === one) counts[slot] = (counts[slot] ?? 0) + bit
    }
  })
  return counts
}

/** Counts of a tally: a list of numbers here, bit planes in the database. */
export const bitPlanes = customType<{ data: number[]; driverData: string }>({
  dataType: () => 'bit varying[]',
  toDriver: writePlanes,
  fromDriver: readPlanes,
})
