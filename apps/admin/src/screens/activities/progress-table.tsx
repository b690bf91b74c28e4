import type { RegistersView } from '@km/api'
import { nlActivities } from '../../nl-activities.ts'
import { day } from '../../parts/wording.ts'

const t = nlActivities.progress

/** Per school which of the three rounds were held, are planned, or still have to be planned. */
export function ProgressTable({ progress }: { progress: RegistersView['progress'] }) {
  if (progress.length === 0) return null
  return (
    <section aria-labelledby="progress">
      <h2 id="progress">{t.title}</h2>
      <table className="invitations rounds-of-schools">
        <thead>
          <tr>
            <th scope="col">{t.school}</th>
            {[1, 2, 3].map((round) => (
              <th key={round} scope="col">
                {t.round(round)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {progress.map(({ school, rounds }) => (
            <tr key={school.id}>
              <th scope="row">{school.name}</th>
              {rounds.map(({ round, on, held }) => (
                <td key={round} className={held ? '' : 'muted'}>
                  <span className="label">{t.round(round)}: </span>
                  {on === undefined ? t.toPlan : held ? day(on) : t.planned(day(on))}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
