import type { RegisterView } from '@km/api'
import { useQuery } from '@tanstack/react-query'
import { queries } from '../../api.ts'
import { privacy } from '../../nl-privacy.ts'
import { Answered, Page } from '../../parts/page.tsx'
import { ScrollRegion } from '../../parts/scroll-region.tsx'
import { day } from '../../parts/wording.ts'
import './privacy.css'

const t = privacy.register

/** Register: what is stored, why, how long, who sees it; printable for the privacy officer. */
export function RegisterScreen() {
  const register = useQuery(queries.register())
  return (
    <Page
      title={t.title}
      lead={register.data !== undefined && <p>{t.lead(register.data.network, day(register.data.on))}</p>}
    >
      <Answered query={register}>{(view) => <Register view={view} />}</Answered>
    </Page>
  )
}

function Register({ view }: { view: RegisterView }) {
  return (
    <div className="register">
      {view.demo && <p className="note">{t.demo}</p>}
      <p className="note">{t.made}</p>
      <p className="actions no-print">
        <button type="button" onClick={() => window.print()}>
          {t.print}
        </button>
      </p>
      <h2>{t.instruments}</h2>
      {view.instruments.map((one) => (
        <Instrument key={one.code} one={one} />
      ))}
      <h2>{t.others}</h2>
      <ScrollRegion label={t.others}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t.what}</th>
              <th scope="col">{t.keep}</th>
              <th scope="col">{t.after}</th>
            </tr>
          </thead>
          <tbody>
            {view.others.map((one) => (
              <tr key={one.data}>
                <td>{one.data}</td>
                <td>{one.keep}</td>
                <td>{one.after}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      <section className="card">
        <h2>{t.accountsBasis}</h2>
        <p>{view.basisOfAccounts}</p>
        <h2>{t.where}</h2>
        <p>{view.where}</p>
        <h2>{t.receivers}</h2>
        <p>{view.receivers}</p>
      </section>
      <section className="card">
        <h2>{t.thresholds}</h2>
        <ul className="bullets">
          {view.thresholds.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </section>
      <Deletions view={view} />
    </div>
  )
}

function Instrument({ one }: { one: RegisterView['instruments'][number] }) {
  const rows = [
    [t.columns.respondent, `${one.respondent}; ${one.rhythm}`],
    [t.columns.data, one.data],
    [t.columns.connected, one.connected],
    [t.columns.basis, one.basis],
    [t.columns.seenBy, one.seenBy],
  ] as const
  return (
    <section className="card" aria-label={one.title}>
      <h3>{one.title}</h3>
      <p className="note">
        {one.levelText} · {t.version} {one.version} · {t.rounds(one.rounds)}
      </p>
      <dl className="kept-facts">
        {rows.map(([name, text]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{text}</dd>
          </div>
        ))}
        <div>
          <dt>{t.columns.keep}</dt>
          {one.keep.map(({ data, keep, after }) => (
            <dd key={data}>
              {data}: {keep}. {t.after} {after}.
            </dd>
          ))}
        </div>
        <div>
          <dt>{t.columns.privacyLine}</dt>
          <dd>{one.privacyLine}</dd>
        </div>
      </dl>
    </section>
  )
}

function Deletions({ view }: { view: RegisterView }) {
  return (
    <section className="card">
      <h2>{t.deletions}</h2>
      <p>{view.lastRun === null ? t.never : t.last(day(view.lastRun))}</p>
      {view.deletions.length === 0 ? (
        <p>{t.nothing}</p>
      ) : (
        <ul className="list">
          {view.deletions.map(({ on, data, what }) => (
            <li key={`${on} ${data}`}>
              {day(on)}: {what}. <span className="under">{data}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
