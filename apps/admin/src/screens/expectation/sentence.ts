import type { ComparisonRow, Period } from '@km/analysis'
import { nl } from '../../nl.ts'
import { rowNow } from '../../parts/cells.ts'
import { periodName } from '../../parts/wording.ts'

const t = nl.expectation.sentence

/** What the numbers of one expectation say, in one or two sentences; nothing that is not shown is hinted at. */
export function expectationSentence(row: ComparisonRow | undefined, periods: readonly Period[]): string {
  const last = periods.findLast((period) => period.released)
  if (row === undefined || last === undefined) return t.nothing
  const { reading, reason, movement, broken, step } = rowNow(row, periods)
  if (reading === undefined) return t.hidden(periodName(last), nl.suppressed[reason ?? 'no_answers'])
  const now =
    reading.sufficient === undefined
      ? t.answered(periodName(last), reading.n)
      : t.now(periodName(last), reading.sufficient.count, reading.sufficient.of)
  if (broken !== undefined) return `${now} ${t.broken(broken)}`
  const before = periods.find((period) => period.roundId === step?.fromRoundId)
  if (movement === undefined || before === undefined) return now
  return `${now} ${t.moved(movement.n, periodName(before), { up: movement.up, same: movement.same, down: movement.down })}`
}
