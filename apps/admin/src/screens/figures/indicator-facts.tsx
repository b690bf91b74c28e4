import type { IndicatorPage } from '@km/api'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { queries } from '../../api.ts'
import { nlIndicator } from '../../nl-indicator.ts'
import { ExpectationLink } from '../../parts/expectation-link.tsx'
import { capital, list } from '../../parts/wording.ts'

const t = nlIndicator.facts

/** What it counts, of whom, when and by whom; and which goals and expectations it says something about. */
export function IndicatorFacts({ page }: { page: IndicatorPage }) {
  const main = page.parts
  return (
    <div className="two">
      <section className="card" aria-labelledby="what">
        <h2 id="what">{nlIndicator.what}</h2>
        <dl className="figure-facts">
          <Fact title={t.parts}>
            {main.length === 1 ? (
              capital(main[0]?.text ?? '')
            ) : (
              <ul className="bullets">
                {main.map((part) => (
                  <li key={part.code}>
                    <b>{part.title}</b>: {part.text}
                  </li>
                ))}
              </ul>
            )}
          </Fact>
          <Fact title={t.denominator}>{capital(page.denominator ?? nlIndicator.count)}</Fact>
          <Fact title={t.days}>{capital(list(page.days))}</Fact>
          <Fact title={t.source}>{capital(page.source)}</Fact>
          {page.asked.length > 0 && (
            <Fact title={t.asked}>
              <ul>
                {page.asked.map((one) => (
                  <li key={one.instrument}>
                    {one.title} <span className="code">{one.instrument}</span>
                    {one.items.length > 0 && `: ${list(one.items.map((item) => item.replaceAll('_', '.')))}`}
                  </li>
                ))}
              </ul>
            </Fact>
          )}
          {page.register && <Fact title={t.asked}>{capital(t.register)}</Fact>}
          {page.norm !== undefined && <Fact title={t.norm}>{page.norm}</Fact>}
        </dl>
        {page.note !== undefined && <p>{page.note}</p>}
        {page.about === 'pupils' && <p className="note">{nlIndicator.rules}</p>}
      </section>
      <Belongs page={page} />
    </div>
  )
}

function Fact({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div>
      <dt>{title}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function Belongs({ page }: { page: IndicatorPage }) {
  const role = useQuery(queries.me()).data?.role ?? ''
  const seesCoverage = ['project_leader', 'member', 'director', 'board'].includes(role)
  return (
    <section className="card" aria-labelledby="belongs">
      <h2 id="belongs">{nlIndicator.belongs}</h2>
      <ul className="list">
        {page.goals.map(({ code, title }) => (
          <li key={code}>
            <span className="code">{code}</span>
            {seesCoverage ? (
              <Link to="/dekking" hash={code}>
                {title}
              </Link>
            ) : (
              title
            )}
          </li>
        ))}
        {page.expectations.map(({ code, title }) => (
          <li key={code}>
            <span className="code">{code}</span>
            <ExpectationLink code={code}>{title}</ExpectationLink>
          </li>
        ))}
      </ul>
    </section>
  )
}
