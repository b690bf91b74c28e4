import type { Finding } from '@km/api'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { queries } from '../../api.ts'
import { nlVoices } from '../../nl-voices.ts'
import { findingOfWish, WishFinding } from '../../parts/wish-finding.tsx'

const t = nlVoices.wishes
const most = 3

/** What schools chose to make better and nobody made a finding of yet, most wanted first. */
export function Candidates({ findings }: { findings: readonly Finding[] }) {
  const wishes = useQuery(queries.wishes())
  const { topics = [], schoolYear } = wishes.data ?? {}
  const open = topics.filter((topic) => findingOfWish(findings, schoolYear, topic) === undefined)
  if (open.length === 0) return null
  const shown = open.slice(0, most)
  return (
    <section className="card candidates" aria-labelledby="candidates">
      <h2 id="candidates">{t.candidates}</h2>
      <p className="note">{t.candidatesLead(shown.length, open.length)}</p>
      <ul className="list">
        {shown.map((topic) => (
          <li key={topic.expectation}>
            <p>
              <b>{topic.title}</b> <span className="under">{t.schools(topic.schools.length)}</span>
            </p>
            <WishFinding topic={topic} finding={undefined} />
          </li>
        ))}
      </ul>
      <Link to="/wensen">{t.allWishes}</Link>
    </section>
  )
}
