import type { AuditView } from '@km/api'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { commands, queries, queryClient } from '../../api.ts'
import { nl } from '../../nl.ts'
import { privacy } from '../../nl-privacy.ts'
import { Dialog } from '../../parts/dialog.tsx'
import { TextField } from '../../parts/form.tsx'
import { Answered, Empty, Page, Trouble } from '../../parts/page.tsx'
import './privacy.css'

const t = privacy.audit
const moment = new Intl.DateTimeFormat('nl-NL', {
  ...{ day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit' },
  timeZone: 'Europe/Amsterdam',
})
const filters = ['from', 'until', 'verb', 'subject', 'account'] as const

type Search = Readonly<Record<string, string>>
const queryOf = (search: Search): string =>
  new URLSearchParams(
    Object.entries(search).filter(
      ([key, value]) => value !== '' && (key === 'page' || filters.some((one) => one === key)),
    ),
  ).toString()

/** Logboek: who did what; for the administrator. */
export function AuditLogScreen() {
  const search = useSearch({ strict: false }) as Search
  const audit = useQuery(queries.audit(queryOf(search)))
  return (
    <Page title={t.title} lead={<p>{t.lead}</p>}>
      <Answered query={audit}>
        {(view) => (
          <>
            <Filters view={view} search={search} key={queryOf(search)} />
            <Lines view={view} search={search} />
          </>
        )}
      </Answered>
      <p className="note">{t.kept}</p>
    </Page>
  )
}

function Filters({ view, search }: { view: AuditView; search: Search }) {
  const navigate = useNavigate()
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const values = [...new FormData(event.currentTarget)].map(([key, value]) => [key, String(value)])
    void navigate({ to: '/logboek', search: Object.fromEntries(values.filter(([, value]) => value !== '')) })
  }
  return (
    <form className="card log-filters" onSubmit={send} aria-label={t.filters}>
      <TextField label={t.from} type="date" name="from" defaultValue={search.from ?? ''} />
      <TextField label={t.until} type="date" name="until" defaultValue={search.until ?? ''} />
      <Choice
        label={t.account}
        name="account"
        all={t.everybody}
        value={search.account}
        options={view.accounts.map(({ id, name }) => [id, name] as const)}
      />
      <Choice
        label={t.verb}
        name="verb"
        all={t.all}
        value={search.verb}
        options={view.verbs.map(({ verb, sentence }) => [verb, sentence] as const)}
      />
      <Choice
        label={t.subject}
        name="subject"
        all={t.all}
        value={search.subject}
        options={view.subjects.map(({ kind, name }) => [kind, name] as const)}
      />
      <div className="buttons">
        <button type="submit" className="primary">
          {t.show}
        </button>
        <a className="button" href={`/api/audit.csv?${queryOf({ ...search, page: '' })}`} download>
          {t.csv}
        </a>
        <Erase view={view} accountId={search.account} />
      </div>
    </form>
  )
}

function Choice(props: {
  label: string
  name: string
  all: string
  value: string | undefined
  options: readonly (readonly [string, string])[]
}) {
  return (
    <label className="field">
      <span>{props.label}</span>
      <select name={props.name} defaultValue={props.value ?? ''}>
        <option value="">{props.all}</option>
        {props.options.map(([value, label]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    </label>
  )
}

function Lines({ view, search }: { view: AuditView; search: Search }) {
  const pages = Math.max(1, Math.ceil(view.total / view.size))
  if (view.rows.length === 0) return <Empty>{t.empty}</Empty>
  return (
    <>
      <p className="note">{t.found(view.total, view.page, pages)}</p>
      <ol className="card list log-lines">
        {view.rows.map((row) => (
          <li key={row.id}>
            <time dateTime={row.at}>{moment.format(new Date(row.at))}</time>
            <p>
              <b>{row.name}</b> {row.role === '' ? '' : `(${row.role}) `}
              {t.line(row.sentence, row.about)}
            </p>
          </li>
        ))}
      </ol>
      <p className="actions">
        {view.page > 1 && <Turn search={search} page={view.page - 1} label={t.previous} />}
        {view.page < pages && <Turn search={search} page={view.page + 1} label={t.next} />}
      </p>
    </>
  )
}

function Turn({ search, page, label }: { search: Search; page: number; label: string }) {
  const navigate = useNavigate()
  return (
    <button
      type="button"
      onClick={() => void navigate({ to: '/logboek', search: { ...search, page: String(page) } })}
    >
      {label}
    </button>
  )
}

/** Everything of the chosen account goes, after one more question. */
function Erase({ view, accountId }: { view: AuditView; accountId: string | undefined }) {
  const [asking, setAsking] = useState(false)
  const navigate = useNavigate()
  const chosen = view.accounts.find(({ id }) => id === accountId)
  const erase = useMutation({
    mutationFn: commands.eraseAccount,
    onSuccess: async () => {
      await queryClient.invalidateQueries()
      setAsking(false)
      void navigate({ to: '/logboek', search: {} })
    },
  })
  if (chosen === undefined || !chosen.erasable) return null
  return (
    <>
      <button type="button" onClick={() => setAsking(true)}>
        {t.erase}
      </button>
      {asking && (
        <Dialog title={t.eraseTitle} close={() => setAsking(false)}>
          {t.eraseText(chosen.name).map((line) => (
            <p key={line}>{line}</p>
          ))}
          {erase.error !== null && <Trouble error={erase.error} />}
          <div className="buttons">
            <button
              type="button"
              className="primary"
              disabled={erase.isPending}
              onClick={() => erase.mutate(chosen.id)}
            >
              {erase.isPending ? nl.busy : t.eraseDo}
            </button>
            <button type="button" onClick={() => setAsking(false)}>
              {nl.cancel}
            </button>
          </div>
        </Dialog>
      )}
    </>
  )
}
