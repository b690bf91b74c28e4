import { Problem } from '../problem.ts'
import type { Wishes } from '../voices/schema.ts'
import { sha256 } from './freeze-cell.ts'
import * as nl from './nl.ts'
import type { Evidence } from './schema.ts'

const monitor = 'KM-NT2'

/**
 * What schools chose to make better as evidence: how many of those that sent the monitor want this, and how
 * many want it most. No names: who reads the finding next year needs none. `not_found` when no school of
 * the last round chose the expectation.
 */
export function freezeWish(
  { schoolYear, schools: of, topics }: Wishes,
  expectation: string,
  made: { readonly on: string; readonly by: string },
): Evidence {
  const topic = topics.find((one) => one.expectation === expectation)
  if (topic === undefined || schoolYear === undefined) throw new Problem('not_found')
  const chosen = topic.schools.length
  const first = topic.schools.filter(({ place }) => place === 1).length
  const body = {
    kind: 'wishes' as const,
    reference: { instrument: monitor, years: [schoolYear], level: 'expectation' as const, key: expectation },
    instrument: monitor,
    versions: [],
    filter: nl.wishFilter(schoolYear),
    title: topic.title,
    n: of,
    outcome: nl.wishOutcome({ chosen, first, of }),
    value: { chosen, first, of },
    frozenOn: made.on,
    madeBy: made.by,
  }
  return { ...body, sha256: sha256(body) }
}
