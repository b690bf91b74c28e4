import type { FlywheelView } from '@km/api'
import { useQuery } from '@tanstack/react-query'
import { queries } from '../../api.ts'
import { nlFlywheel as t } from '../../nl-flywheel.ts'
import { BarTable, SaveBars, SaveRows } from '../../parts/bar-table.tsx'
import type { BarRow } from '../../parts/draw-bars.ts'
import { Answered } from '../../parts/page.tsx'
import { useReader } from '../../parts/reader.ts'
import { capital, reasonText, strongParts, units } from '../../parts/wording.ts'

/** The questionnaire with which a visitor records the phases. */
export const flywheelInstrument = 'SB-NT2'

/** A row for each stage, a bar for each round of visits; a round that is not shown says so in every row. */
export function flywheelRows(view: FlywheelView): readonly BarRow[] {
  const row = (label: string, count: (year: FlywheelView['years'][number]) => number, part: boolean) => ({
    label,
    bars: view.years.map((year, at) => {
      const name = view.periods[at] ?? ''
      const { cell } = year
      if (cell.kind === 'suppressed') return { name, words: reasonText(cell.reason) }
      const of = { name: `${name} (${units(cell.n, 'school')})` }
      if (!part) return { ...of, words: String(count(year)) }
      return { ...of, words: t.of(count(year), cell.n), part: cell.n === 0 ? 0 : count(year) / cell.n }
    }),
  })
  const counts = ({ cell }: FlywheelView['years'][number]) => (cell.kind === 'shown' ? cell.stages : [])
  const unknown = ({ cell }: FlywheelView['years'][number]) => (cell.kind === 'shown' ? cell.unknown : 0)
  return [
    ...view.stages.map((stage, at) => row(capital(stage), (year) => counts(year)[at] ?? 0, true)),
    ...(view.years.some((year) => unknown(year) > 0) ? [row(t.unknown, unknown, false)] : []),
  ]
}

/** How many schools are in which phase of the flywheel, round by round. */
export function FlywheelCard({ years }: { years: readonly string[] }) {
  const { countsSchools } = useReader()
  const flywheel = useQuery({ ...queries.flywheel(years.join(',')), enabled: countsSchools })
  if (!countsSchools) return null
  return (
    <section className="card" aria-labelledby="flywheel">
      <h2 id="flywheel">{t.title}</h2>
      <Answered query={flywheel} lines={4}>
        {(view) => <Stages view={view} />}
      </Answered>
    </section>
  )
}

function Stages({ view }: { view: FlywheelView }) {
  const rows = flywheelRows(view)
  const save = { title: t.title, lead: view.summary, filter: view.filter, rows, fileName: 'vliegwiel' }
  return (
    <>
      <p>
        {strongParts(view.summary).map((part) =>
          part.strong ? <b key={part.text}>{part.text}</b> : part.text,
        )}
      </p>
      <p className="note">{t.note}</p>
      {view.years.length > 0 && (
        <>
          <BarTable title={t.title} head={t.stage} rows={rows} />
          <p className="buttons after">
            <SaveRows {...save} head={t.stage} />
            <SaveBars {...save} />
          </p>
        </>
      )}
    </>
  )
}
