import type { Evidence } from '@km/api'
import { type Address, start, writeAddress } from '../compare/address.ts'

/** The comparison that the evidence was taken from, as an address. */
export function evidenceAddress({ reference }: Pick<Evidence, 'reference'>): Address {
  return writeAddress({
    ...start,
    instrument: reference.instrument,
    years: reference.years,
    level: reference.level,
    ...(reference.school === undefined ? {} : { school: reference.school }),
    ...(reference.group === undefined ? {} : { group: reference.group }),
  })
}

/** '2025-2026' and 1 to '2026-2027'. */
export function yearAfter(year: string, count: number): string {
  const from = Number(year.slice(0, 4)) + count
  return `${from}-${from + 1}`
}
