import type { SchoolReport, SchoolView } from '@km/api'
import type { Words } from '../../nl.ts'

type Row = SchoolReport['domains'][number]['subdomains'][number]['rows'][number]

const levelNames = ['Nog niet', 'Begin', 'Op orde', 'Geborgd'] as const

/** One school's levels, strengths, attention and movement; prints on at most four sheets. */
export function SchoolPicture({ view, t }: { view: SchoolView; t: Words }) {
  const report = view.reports[0]
  if (report === undefined) return null
  const r = t.report
  const rows = report.domains.flatMap((domain) => domain.subdomains.flatMap((sub) => sub.rows))
  return (
    <article className="picture">
      <header className="picture-top">
        <h1 className="page-title">{r.title(view.school.name, report.schoolYear)}</h1>
        <button type="button" className="button-second no-print" onClick={() => window.print()}>
          {r.print}
        </button>
      </header>
      <p className="picture-line">
        {strengthLine(rows, report, r)} {movedLine(report, r)}
      </p>
      <p className="hint">{r.noScore}</p>
      {report.otherCoordinator && report.previousYear ? (
        <p className="hint">{r.otherCoordinator(report.previousYear)}</p>
      ) : null}
      {report.profileChanges.length > 0 && report.previousYear ? (
        <section className="profile-changes">
          <h2>{r.profileChanged(report.previousYear)}</h2>
          <ul>
            {report.profileChanges.map(({ item, title, before, now }) => (
              <li key={item}>{r.profileChange(title, before, now)}</li>
            ))}
          </ul>
        </section>
      ) : null}
      <div className="two">
        <Named
          title={r.strengths}
          body={r.strengthsBody}
          empty={r.noStrengths}
          rows={pick(rows, report.strengths)}
        />
        <Named
          title={r.attention}
          body={r.attentionBody}
          empty={r.noAttention}
          rows={pick(rows, report.attention)}
        />
      </div>
      {report.domains.map((domain) => (
        <section className="domain" key={domain.code}>
          <h2>{domain.title}</h2>
          {domain.subdomains.map((sub) => (
            <section key={sub.code}>
              {sub.title !== domain.title ? (
                <h3>
                  {sub.title}
                  {sub.median === undefined ? null : (
                    <span className="median"> · {r.median(levelNames[sub.median - 1] ?? '')}</span>
                  )}
                </h3>
              ) : null}
              <ul className="topics">
                {sub.rows.map((row) => (
                  <Topic key={row.item} row={row} report={report} t={t} />
                ))}
              </ul>
            </section>
          ))}
        </section>
      ))}
    </article>
  )
}

/** Words before figures: where it goes well, where the next step is. No score. */
function strengthLine(rows: readonly Row[], report: SchoolReport, r: Words['report']): string {
  const named = (items: readonly string[]) =>
    pick(rows, items)
      .slice(0, 2)
      .map((row) => `‘${row.shortTitle}’`)
      .join(r.and)
  const [strong, step] = [named(report.strengths), named(report.attention)]
  return [strong && r.strongIn(strong), step && r.biggestStep(step)].filter(Boolean).join(' ')
}

function movedLine(report: SchoolReport, r: Words['report']): string {
  if (report.previousYear === undefined) return r.firstYear
  const { up, same, down, notComparable } = report.moved
  const line = r.movedSince(report.previousYear, up, down, same)
  return notComparable > 0 ? `${line} ${r.notComparable(notComparable)}` : line
}

function pick(rows: readonly Row[], items: readonly string[]): readonly Row[] {
  return items.flatMap((item) => rows.find((row) => row.item === item) ?? [])
}

function Named(props: { title: string; body: string; empty: string; rows: readonly Row[] }) {
  return (
    <section className="card">
      <h2>{props.title}</h2>
      {props.rows.length === 0 ? (
        <p>{props.empty}</p>
      ) : (
        <>
          <p className="hint">{props.body}</p>
          <ul className="named">
            {props.rows.map((row) => (
              <li key={row.item}>
                {row.shortTitle} <span className="hint">({row.label})</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}

function Topic({ row, report, t }: { row: Row; report: SchoolReport; t: Words }) {
  const r = t.report
  return (
    <li className="topic">
      <div className="topic-name">
        <strong>{row.shortTitle}</strong>
        <span className="hint">
          {row.expectationCode} {row.expectationTitle}
        </span>
      </div>
      <Level row={row} />
      <div className="topic-text">
        {row.anchor ? (
          <p>
            <span className="hint">{r.now}:</span> {row.anchor}
          </p>
        ) : null}
        {row.next ? (
          <p>
            <span className="hint">{r.next}:</span> {row.next}
          </p>
        ) : null}
      </div>
      <Moved row={row} report={report} t={t} />
    </li>
  )
}

/** Four steps, filled up to the level, always with its word. An escape has no fill. */
function Level({ row }: { row: Row }) {
  return (
    <div className="topic-level">
      <span className={`steps steps-${row.level ?? 0}`} aria-hidden="true">
        <i />
        <i />
        <i />
        <i />
      </span>
      <span>{row.label}</span>
    </div>
  )
}

const arrows = { up: '↑', same: '→', down: '↓', not_comparable: '≠', none: '' } as const

function Moved({ row, report, t }: { row: Row; report: SchoolReport; t: Words }) {
  const r = t.report
  const text = {
    up: r.up,
    same: r.same,
    down: r.down,
    not_comparable: r.break,
    none: row.previous ? '' : r.none,
  }[row.movement]
  if (report.previousYear === undefined) return <div className="topic-moved" />
  return (
    <div className="topic-moved">
      <span>
        {arrows[row.movement]} {text}
      </span>
      {row.previous && row.movement !== 'same' ? (
        <span className="hint">
          {r.previous(report.previousYear)}: {row.previous.label}
        </span>
      ) : null}
      {row.movement === 'not_comparable' && row.reason ? <span className="hint">{row.reason}</span> : null}
    </div>
  )
}
