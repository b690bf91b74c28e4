import type { Wishes } from '@km/api'
import { useQuery } from '@tanstack/react-query'
import { queries } from '../../api.ts'
import { nlVoices } from '../../nl-voices.ts'
import { ExpectationLink } from '../../parts/expectation-link.tsx'
import { Answered, Empty, Page } from '../../parts/page.tsx'
import { findingOfWish, WishFinding } from '../../parts/wish-finding.tsx'
import { periodName } from '../../parts/wording.ts'

const t = nlVoices.wishes

/** What do schools want to make better, and what do they need for it? */
export function WishesScreen() {
  const wishes = useQuery(queries.wishes())
  const data = wishes.data
  return (
    <Page
      title={t.nav}
      lead={
        data?.schoolYear !== undefined &&
        data.schools > 0 && <p>{t.lead(data.schoolYear, data.schools, data.topics.length)}</p>
      }
    >
      <Answered query={wishes} lines={6}>
        {(view) => (
          <>
            {view.schools === 0 ? <Empty>{t.none}</Empty> : <Asked view={view} />}
            {view.agenda.length > 0 && (
              <section className="card" aria-labelledby="agenda">
                <h2 id="agenda">{t.agenda}</h2>
                {view.agenda.map((one) => (
                  <p key={one.topic}>{t.knowledge(periodName(one))}</p>
                ))}
              </section>
            )}
          </>
        )}
      </Answered>
    </Page>
  )
}

function Asked({ view }: { view: Wishes }) {
  const me = useQuery(queries.me())
  const leads = me.data?.role === 'project_leader'
  const findings = useQuery({ ...queries.findings(), enabled: leads })
  return (
    <>
      <p className="note">{t.at}</p>
      <section className="card" aria-labelledby="topics">
        <h2 id="topics">{t.topics}</h2>
        <ul className="list">
          {view.topics.map((topic) => (
            <li key={topic.expectation}>
              <p>
                <b>{topic.title}</b>: {t.schools(topic.schools.length)}
              </p>
              <p className="under">
                {topic.schools.map(({ name, place }) => t.place(name, place)).join(', ')}
              </p>
              <p>
                <ExpectationLink code={topic.expectation}>
                  {t.toExpectation} ({topic.expectation})
                </ExpectationLink>
              </p>
              {findings.data !== undefined && (
                <WishFinding topic={topic} finding={findingOfWish(findings.data, view.schoolYear, topic)} />
              )}
            </li>
          ))}
        </ul>
      </section>
      <section className="card" aria-labelledby="help">
        <h2 id="help">{t.help}</h2>
        {view.help.length === 0 && <p className="note">{t.noHelp}</p>}
        <ul className="list">
          {view.help.map(({ id, school, text }) => (
            <li key={id}>
              <p>
                <b>{school}</b>
              </p>
              <p>{text}</p>
            </li>
          ))}
        </ul>
      </section>
    </>
  )
}
