import { describe, expect, it } from 'vitest'
import { nameLine } from './request-fields.ts'

const named = nameLine(20)

describe('a name', () => {
  it.each([
    ['School De Brug', 'School De Brug'],
    ['  School \r\n De\tBrug ', 'School De Brug'],
    ['Zoë’s school 👩‍🏫', 'Zoë’s school 👩‍🏫'],
    ['مدرسة', 'مدرسة'],
  ])('%j becomes %j: on one line, in any script', (given, kept) => {
    expect(named.parse(given)).toBe(kept)
  })

  it.each([' \n ', 'x'.repeat(21), 'a\u0000b', '\ud800', 'school\u202elooc'])('is not %j', (given) => {
    expect(named.safeParse(given).success).toBe(false)
  })
})
