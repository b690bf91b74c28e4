import type { VisitRecord } from '@km/api'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { queries } from '../../api.ts'
import { nlVisits as t } from '../../nl-visits.ts'
import { Answered, Page } from '../../parts/page.tsx'
import { day } from '../../parts/wording.ts'
import { SchoolSays } from './school-says.tsx'
import { aboutWords, VisitState } from './visit-state.tsx'
import './visits.css'

/** One record of a visit as it was filled in, and what the school says about it. */
export function VisitScreen() {
  const { id = '' } = useParams({ strict: false }) as { id?: string }
  const visit = useQuery(queries.visit(id))
  return (
    <Page
      title={visit.data === undefined ? t.title : titleOf(visit.data)}
      above={<Link to="/bezoeken">{t.title}</Link>}
    >
      <Answered query={visit} lines={6} missing={t.record.missing}>
        {(record) => (
          <div className="visit">
            <Status record={record} />
            <Record record={record} />
            {record.state !== 'sent' && <SchoolSays record={record} />}
          </div>
        )}
      </Answered>
    </Page>
  )
}

const titleOf = (record: VisitRecord): string => {
  const { school, caseNumber } = record
  return school === undefined || caseNumber !== undefined ? aboutWords(record) : t.record.title(school.name)
}

function Status({ record }: { record: VisitRecord }) {
  const { state, visitedOn, sentOn, agreedOn } = record
  const facts = record.school === undefined ? t.record.factsOther : t.record.facts
  return (
    <div className="lead">
      <p>
        {facts(day(visitedOn), day(sentOn ?? visitedOn))}{' '}
        {state === 'agreed' && t.record.agreed(day(agreedOn ?? ''))}
        {state === 'sent' && record.school !== undefined && t.record.sent}
        {state === 'not_agreed' && (record.speaksForSchool ? t.record.own : t.record.notAgreed)}
      </p>
      <p className="visit-status">
        <VisitState visit={record} />
        <button type="button" onClick={() => window.print()}>
          {t.record.print}
        </button>
      </p>
    </div>
  )
}

/** Question and answer, in the order of the form. */
function Record({ record }: { record: VisitRecord }) {
  return record.pages.map((page) => (
    <section key={page.title} className="card">
      <h2>{page.title}</h2>
      <dl className="answers">
        {page.rows.map((row) => (
          <div key={row.item}>
            <dt>{row.question}</dt>
            {row.answers.map((answer) => (
              <dd key={answer}>{answer}</dd>
            ))}
          </div>
        ))}
      </dl>
    </section>
  ))
}
