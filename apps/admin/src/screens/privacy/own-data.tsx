import type { OwnData } from '@km/api'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { queries } from '../../api.ts'
import { privacy } from '../../nl-privacy.ts'
import { Answered, Page } from '../../parts/page.tsx'
import { day } from '../../parts/wording.ts'
import './privacy.css'

const t = privacy.own

/** Mijn gegevens: everything about the own account, to read and to take along. */
export function OwnDataScreen() {
  const own = useQuery(queries.ownData())
  return (
    <Page title={t.title} lead={<p>{t.lead}</p>}>
      <Answered query={own}>{(data) => <Own data={data} />}</Answered>
    </Page>
  )
}

function Own({ data }: { data: OwnData }) {
  const { account } = data
  return (
    <>
      <p className="actions">
        <a className="button primary" href="/api/me/data" download="mijn-gegevens.json">
          {t.download}
        </a>
      </p>
      <section className="card">
        <h2>{t.account}</h2>
        <dl className="kept-facts">
          <Fact name={t.name}>{account.name}</Fact>
          <Fact name={t.email}>{account.email}</Fact>
          <Fact name={t.created}>{day(account.createdAt)}</Fact>
          <Fact name={t.secondFactor}>{account.secondFactor ? t.yes : t.no}</Fact>
          <Fact name={t.weeklyMail}>{account.weeklyMail ? t.yes : t.no}</Fact>
          <Fact name={t.roles}>{data.roles.map(({ name }) => name).join(', ') || t.none}</Fact>
        </dl>
        <p className="note">{t.secrets}</p>
      </section>
      <List
        title={t.held}
        lines={data.held.map(
          (one) =>
            `${one.school}, ${t.from} ${day(one.from)} ${t.until} ${one.until === null ? t.now : day(one.until)}`,
        )}
      />
      <List
        title={t.sessions}
        lines={data.sessions.map((one) => t.session(day(one.createdAt), day(one.expiresAt)))}
      />
      <List title={t.calendars} lines={data.calendars.map((one) => t.calendar(day(one.madeOn)))} />
      <List title={t.mails} lines={data.mails.map((one) => `${day(one.createdAt)}: ${one.subject}`)} />
      <List title={t.done} lines={data.done.map((one) => `${day(one.at)}: ${one.sentence}`)} />
      <List title={t.findings} lines={data.findings} />
      <p>{t.wrong}</p>
    </>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function List({ title, lines }: { title: string; lines: readonly string[] }) {
  return (
    <section className="card">
      <h2>{title}</h2>
      {lines.length === 0 ? (
        <p>{t.none}</p>
      ) : (
        <ul className="bullets">
          {lines.map((line, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two lines may be alike, and they never move
            <li key={at}>{line}</li>
          ))}
        </ul>
      )}
    </section>
  )
}
