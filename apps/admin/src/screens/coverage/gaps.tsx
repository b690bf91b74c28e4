import type { CoverageView } from '@km/api'
import { nlCoverage as t } from '../../nl-coverage.ts'

/** What the plan or this school year lacks, in words; the names behind each sentence. */
export function Gaps({ gaps }: { gaps: CoverageView['gaps'] }) {
  return (
    <section className="card coverage-gaps" aria-labelledby="gaps">
      <h2 id="gaps">{t.gaps}</h2>
      {gaps.length === 0 && <p>{t.noGaps}</p>}
      {gaps.map((gap) => (
        <details key={gap.text}>
          <summary>{gap.text}</summary>
          <ul>
            {gap.codes.map(({ code, title }) => (
              <li key={code}>
                <span className="code">{code}</span> {title}
              </li>
            ))}
          </ul>
        </details>
      ))}
    </section>
  )
}
