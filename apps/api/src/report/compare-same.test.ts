import type { Role } from '@km/store'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Cohort, openCohort, type TinyInstrument, yesQuestion } from '../testing-cohort.ts'
import { compareSame } from './compare-same.ts'
import { sameView } from './describe-views.ts'
import { exportSame } from './export-same.ts'
import { withShelf } from './report-deps.ts'

/*
 * helpt is asked of mbo and of vo pupils: six mbo pupils say ja 4, nee 2; five vo pupils say ja 2, nee 3.
 * thuis too, but of the vo pupils only four answered it. alleen has no counterpart.
 */
const mbo: TinyInstrument = {
  ...{ code: 'MBO', title: 'Mbo', unit: 'person', anonymityLevel: 'A' },
  bijlageCodes: ['K4.b'],
}
const vo: TinyInstrument = { code: 'VO', title: 'Vo', unit: 'person', anonymityLevel: 'A' }
const mboAsks = ['helpt', 'thuis', 'alleen'].map((name) => yesQuestion(name, 'RE.4'))
const voAsks = ['helpt', 'thuis'].map((name) => ({ ...yesQuestion(`vo_${name}`, 'RE.4'), sameAs: name }))
let cohort: Cohort

beforeAll(async () => {
  cohort = await openCohort([['Alfa', 'groot']])
  const year = { version: '1.0', schoolYear: '2025-2026' }
  const say = (helpt: string) => ({ helpt, thuis: 'ja', alleen: 'ja' })
  await cohort.round({
    ...{
      ...year,
      instrument: mbo,
      questions: mboAsks,
      definitionId: await cohort.publish(mbo, '1.0', mboAsks),
    },
    answers: ['ja', 'ja', 'ja', 'ja', 'nee', 'nee'].map(say),
  })
  await cohort.round({
    ...{ ...year, instrument: vo, questions: voAsks, definitionId: await cohort.publish(vo, '1.0', voAsks) },
    answers: [
      { vo_helpt: 'ja', vo_thuis: 'ja' },
      { vo_helpt: 'ja', vo_thuis: 'ja' },
      { vo_helpt: 'nee', vo_thuis: 'ja' },
      { vo_helpt: 'nee', vo_thuis: 'nee' },
      { vo_helpt: 'nee' },
    ],
  })
}, 120_000)
afterAll(() => cohort.close())

const seenBy = async (role: Role, instrument: string) => {
  const view = await compareSame(withShelf(cohort.deps), { ...cohort.who, role }, { instrument })
  return sameView.parse(view).items.map(({ code, sides }) => ({
    code,
    sides: sides.map((side) => {
      const cell = side.row.periods[0]?.cell
      if (cell?.kind !== 'shown' || !('distribution' in cell)) return `${side.instrument} ${cell?.kind}`
      const counts = cell.distribution.levels.map((one) => `${one.label} ${one.count}`)
      return `${side.instrument} ${counts.join(', ')} van ${cell.distribution.n}`
    }),
  }))
}

it('sets the same question beside each other, each side under its own threshold', async () => {
  expect(await seenBy('project_leader', 'MBO')).toEqual([
    {
      code: 'helpt',
      sides: [expect.stringMatching(/^MBO .*van 6$/), expect.stringMatching(/^VO .*van 5$/)],
    },
    { code: 'thuis', sides: [expect.stringMatching(/^MBO .*van 6$/), 'VO suppressed'] },
  ])
})

it('begins with the instrument that was asked for, whichever names the other', async () => {
  const [first] = await seenBy('member', 'VO')
  expect(first?.code).toBe('helpt')
  expect(first?.sides.map((side) => side.slice(0, 3))).toEqual(['VO ', 'MBO'])
})

it('shows nobody a side that is not for that role', async () => {
  // A contact person of the ROC reads the mbo pilot only; a coordinator reads no pupils at all.
  expect(await seenBy('roc_contact', 'MBO')).toEqual([])
  expect(await seenBy('coordinator', 'VO')).toEqual([])
})

it('gives a board percentages only', async () => {
  const view = await compareSame(
    withShelf(cohort.deps),
    { ...cohort.who, role: 'board' },
    { instrument: 'MBO' },
  )
  const periods = view.items.flatMap(({ sides }) => sides).flatMap((side) => side.row.periods)
  expect(new Set(periods.map(({ cell }) => cell.kind))).toEqual(new Set(['suppressed']))
  expect(periods[0]?.shares?.parts.find((one) => one.value === 'ja')?.share).toBe(67)
})

it('is a file with a line for each answer and a reason where there is none', async () => {
  const { text } = await exportSame(withShelf(cohort.deps), cohort.who, { instrument: 'MBO' })
  const lines = text.split('\r\n')
  expect(lines).toContain('helpt;VO;vo_helpt;2025-2026;5;ja;2')
  expect(lines).toContain('thuis;VO;vo_thuis;2025-2026;;;;;niet getoond: te weinig antwoorden')
})

it('knows only instruments that were published', async () => {
  await expect(seenBy('project_leader', 'NIETS')).rejects.toMatchObject({ code: 'not_found' })
})
