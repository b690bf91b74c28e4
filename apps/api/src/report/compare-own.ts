import type { Db } from '@km/store'
import { leaveOutOwn, ofOwn, readGuard } from './leave-out-own.ts'
import { benchmarkSentence } from './nl-benchmark.ts'
import { readBenchmark, readNewest } from './read-benchmark.ts'
import type { Network, RoundRow } from './read-network.ts'
import { ownSchools, type Reader } from './readers.ts'
import type { ReportDeps } from './report-deps.ts'
import type { SchoolView } from './schema.ts'

interface Own {
  readonly schoolId: number
  /** Of the newest report. */
  readonly round: RoundRow | undefined
  readonly reader: Reader
}

/**
 * The other schools beside a school's newest report, as the newest release shows them: the same group as on
 * the comparison screen, under the same rules. Undefined where that report is of another round.
 */
export async function compareOwn(
  tx: Db,
  deps: ReportDeps,
  network: Network,
  { schoolId, round, reader }: Own,
): Promise<SchoolView['benchmark']> {
  if (round === undefined || reader.groups === 'none') return undefined
  const newest = await readNewest(tx, network, { instrument: round.instrument, reader })
  if (newest?.round.id !== round.id) return undefined
  const ofOthers = reader.groups === 'own'
  const own = ofOthers ? ownSchools(reader) : [schoolId]
  const guard = await readGuard(tx, network, { instrument: round.instrument, known: own })
  const found = await readBenchmark(tx, network, { newest, schoolId, known: own, guard })
  if (found === undefined) return undefined
  const { choice, groups } = found
  const { content } = newest
  const cut = content.cuts.find((one) => choice !== undefined && one.group === choice.group)
  const rows = cut === undefined ? [] : leaveOutOwn(deps, network, { content, cut, own })
  return {
    sentence: benchmarkSentence(choice, groups, ofOthers ? 'own' : 'other'),
    schoolYear: round.schoolYear,
    rows: rows.flatMap((row) => {
      const { key: item, cell } = ofOwn(row, { content, guard, own })
      const sufficient = cell.kind === 'shown' ? cell.distribution.sufficient : undefined
      return sufficient === undefined ? [] : [{ item, sufficient }]
    }),
  }
}
