import type { OwnInput } from '@km/api'
import { useQuery } from '@tanstack/react-query'
import { queries } from '../../api.ts'
import { nl } from '../../nl.ts'
import { nlOwn as t } from '../../nl-own.ts'
import { Answered, Empty } from '../../parts/page.tsx'
import { ReviewWords } from '../../parts/review-words.tsx'
import { day, list } from '../../parts/wording.ts'

/** What became of our input: findings in which the own answers were part, and what is done about them. */
export function OwnInputList() {
  const input = useQuery(queries.ownInput())
  return (
    <section aria-labelledby="own-input">
      <h2 id="own-input">{t.input}</h2>
      <p className="lead">{t.inputLead}</p>
      <Answered query={input}>
        {(all) =>
          all.length === 0 ? (
            <Empty>{t.noInput}</Empty>
          ) : (
            <ul className="findings">
              {[...new Set(all.map(({ code }) => code))].map((code) => (
                <Item key={code} schools={all.filter((one) => one.code === code)} />
              ))}
            </ul>
          )
        }
      </Answered>
    </section>
  )
}

/** One finding, with each own school that was part of it: the years may differ per school. */
function Item({ schools }: { schools: readonly OwnInput[] }) {
  const [one] = schools
  if (one === undefined) return null
  return (
    <li className="card">
      <p>
        <span className="code">{one.code}</span>
        <span className={`kind ${one.kind}`}>{nl.finding.kinds[one.kind]}</span>
        <span className={`state ${one.status}`}>{nl.findings.statuses[one.status]}</span>
      </p>
      <h3>{one.title}</h3>
      {schools.map(({ school, years }) => (
        <p className="under" key={school.id}>
          {school.name} · {t.years(list(years))}
        </p>
      ))}
      {one.actions.length === 0 ? (
        <p>{t.noActions}</p>
      ) : (
        <ul className="bullets">
          {one.actions.map((action) => (
            <li key={action.code}>
              {action.title} ({action.ownerRole}, {t.due(day(action.dueOn))},{' '}
              {nl.findings.actionStatuses[action.status]})
              {action.review !== undefined && (
                <div className="review">
                  <p className="under">{t.lookedBack(day(action.review.reviewedOn))}</p>
                  <ReviewWords review={action.review} />
                </div>
              )}
            </li>
          ))}
        </ul>
      )}
    </li>
  )
}
