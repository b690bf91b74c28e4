import type { IndicatorPage } from '@km/api'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { queries } from '../../api.ts'
import { nlIndicator as t } from '../../nl-indicator.ts'
import { codeOfPath } from '../../parts/expectation-link.tsx'
import { Answered, Page } from '../../parts/page.tsx'
import { FigureChart } from './figure-chart.tsx'
import { isDelivered } from './figure-rows.ts'
import { IndicatorActs } from './indicator-acts.tsx'
import { IndicatorFacts } from './indicator-facts.tsx'
import { IndicatorSplit } from './indicator-split.tsx'
import { IndicatorYears } from './indicator-years.tsx'
import './figures.css'

/** Cijfer: what is it, how did it go over the years, and what must be known before using it? */
export function IndicatorScreen() {
  const { code: path = '' } = useParams({ strict: false }) as { code?: string }
  const code = codeOfPath(path)
  const indicator = useQuery(queries.indicator(code))
  const page = indicator.data
  return (
    <Page
      title={page === undefined ? code : page.title}
      above={<Link to="/cijfers">{t.back}</Link>}
      lead={page !== undefined && <p>{page.summary}</p>}
    >
      <Answered query={indicator} lines={7} missing={t.missing}>
        {(known) => <Body page={known} />}
      </Answered>
    </Page>
  )
}

function Body({ page }: { page: IndicatorPage }) {
  return (
    <>
      {page.signals.length > 0 && (
        <section className="card figure-signals" aria-labelledby="signals">
          <h2 id="signals">{t.signals}</h2>
          <ul className="bullets">
            {page.signals.map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </section>
      )}
      {isDelivered(page.moments) && (
        <>
          <IndicatorYears page={page} />
          <FigureChart page={page} />
          <IndicatorSplit page={page} />
        </>
      )}
      <IndicatorFacts page={page} />
      <IndicatorActs page={page} />
    </>
  )
}
