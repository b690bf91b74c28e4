import type { SchoolView } from '@km/api'
import { Link } from '@tanstack/react-router'
import { nlBeside as t } from '../../nl-beside.ts'
import { ExpectationLink } from '../../parts/expectation-link.tsx'
import { ScrollRegion } from '../../parts/scroll-region.tsx'
import { capital, day, list } from '../../parts/wording.ts'

type Visits = NonNullable<SchoolView['visits']>
type Phase = Visits['flywheel'][number]['phases'][number]

const Chip = ({ level, label }: { level?: number | undefined; label: string }) => (
  <span className={`own-chip${level === undefined ? '' : ` l${level}`}`}>{label}</span>
)

/** The school's level beside the visitor's; who looks decides what it means. */
export function Beside({ beside }: { beside: Visits['beside'] }) {
  if (beside.length === 0) return null
  const apart = beside.filter((one) => one.discuss).length
  return (
    <section className="card" aria-labelledby="beside">
      <h2 id="beside">{t.title}</h2>
      <p>{t.lead(apart, beside.length)}</p>
      <table className="own-years">
        <thead>
          <tr>
            <th scope="col">{t.topic}</th>
            <th scope="col">{t.school}</th>
            <th scope="col">{t.visitor}</th>
          </tr>
        </thead>
        <tbody>
          {beside.map((one) => (
            <tr key={`${one.visitId} ${one.expectationCode}`}>
              <th scope="row">
                <span className="code">{one.expectationCode}</span>
                <ExpectationLink code={one.expectationCode}>{one.title}</ExpectationLink>
                {one.discuss && (
                  <span className="under">
                    <b>≠ {t.discuss}</b>
                  </span>
                )}
              </th>
              <td data-label={t.school}>
                {one.school === undefined ? (
                  t.nothing
                ) : (
                  <>
                    <Chip level={one.school.level} label={one.school.label} />
                    <span className="under">{one.school.schoolYear}</span>
                  </>
                )}
              </td>
              <td data-label={t.visitor}>
                <Chip level={one.level} label={one.label} />
                <span className="under">
                  <Link to="/bezoeken/$id" params={{ id: String(one.visitId) }}>
                    {day(one.visitedOn)}
                  </Link>
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

const phaseWords = ({ name, levels }: Phase): string =>
  t.sufficient(name, levels.filter((one) => (one.level ?? 0) >= 3).length, levels.length)

/** Where the school stands in the flywheel: a row a phase, a column a visit, oldest first. */
export function Flywheel({ flywheel }: { flywheel: Visits['flywheel'] }) {
  const newest = flywheel[0]
  if (newest === undefined) return null
  const visits = [...flywheel].reverse()
  return (
    <section className="card" aria-labelledby="flywheel">
      <h2 id="flywheel">{t.flywheel}</h2>
      <p>{t.flywheelLead(day(newest.visitedOn), list(newest.phases.map(phaseWords)))}</p>
      <ScrollRegion label={t.flywheel}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t.phase}</th>
              {visits.map((visit) => (
                <th key={visit.visitId} scope="col">
                  {day(visit.visitedOn)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {newest.phases.map(({ name }) => (
              <tr key={name}>
                <th scope="row">{capital(name)}</th>
                {visits.map((visit) => (
                  <td key={visit.visitId}>
                    {visit.phases
                      .find((phase) => phase.name === name)
                      ?.levels.map((one) => (
                        <p key={one.title} className="phase-level">
                          <Chip level={one.level} label={one.label} />
                          <span className="under">{one.title}</span>
                        </p>
                      ))}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </section>
  )
}
