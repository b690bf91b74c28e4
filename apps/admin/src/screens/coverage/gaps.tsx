import type { CoverageView } from '@km/api'
import { Link } from '@tanstack/react-router'
import { nlCoverage as t } from '../../nl-coverage.ts'
import { ExpectationLink } from '../../parts/expectation-link.tsx'

/** What the plan or this school year lacks, in words; the names behind each sentence. */
export function Gaps({ view }: { view: CoverageView }) {
  const { gaps } = view
  return (
    <section className="card coverage-gaps" aria-labelledby="gaps">
      <h2 id="gaps">{t.gaps}</h2>
      {gaps.length === 0 && <p>{t.noGaps}</p>}
      {gaps.map((gap) => (
        <details key={gap.text} className="on-paper">
          <summary>{gap.text}</summary>
          <ul>
            {gap.codes.map(({ code, title }) => (
              <li key={code}>
                <ToRow code={code} title={title} view={view} />
              </li>
            ))}
          </ul>
        </details>
      ))}
    </section>
  )
}

/** Where a row stands: on this page, in another part of it, or on the page of an expectation. */
function ToRow({ code, title, view }: { code: string; title: string; view: CoverageView }) {
  const name = (
    <>
      <span className="code">{code}</span> {title}
    </>
  )
  if (view.expectations.some((one) => one.code === code))
    return <ExpectationLink code={code}>{name}</ExpectationLink>
  const isRow = view.combinations.some((one) => one.code === code)
  return (
    <Link
      to="/dekking"
      search={{ jaar: view.schoolYear, ...(isRow ? { deel: 'bijlage' } : {}) }}
      hash={code}
      onClick={() => openAround(code)}
    >
      {name}
    </Link>
  )
}

/** Opens the goal that holds a row, so that the way to it is not closed. */
function openAround(code: string): void {
  const goal = document.getElementById(code)?.closest<HTMLDetailsElement>('details.coverage-goal')
  if (goal) goal.open = true
}
