import type { MeView } from '@km/api'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import { commands, queries, queryClient } from '../../api.ts'
import { account } from '../../nl-accounts.ts'
import { privacy } from '../../nl-privacy.ts'
import { Form, TextField } from '../../parts/form.tsx'
import { Answered, Page } from '../../parts/page.tsx'
import { OwnSecondFactor } from './own-second-factor.tsx'
import { OwnSessions } from './own-sessions.tsx'
import { OwnWeeklyMail } from './own-weekly-mail.tsx'
import './account.css'

const t = account.own

/** The own account: who, password, second factor, sessions. */
export function AccountScreen() {
  const me = useQuery(queries.me())
  return (
    <Page title={t.title}>
      <Answered query={me}>
        {(view) => (
          <div className="two">
            <div>
              <Who me={view} />
              <OwnPassword me={view} />
            </div>
            <div>
              <OwnSecondFactor me={view} />
              <OwnWeeklyMail me={view} />
              <OwnSessions />
              <section className="card" aria-labelledby="own-data">
                <h2 id="own-data">{privacy.own.title}</h2>
                <p>{privacy.own.card}</p>
                <p className="actions">
                  <Link className="button" to="/mijn-gegevens">
                    {privacy.own.open}
                  </Link>
                </p>
              </section>
            </div>
          </div>
        )}
      </Answered>
    </Page>
  )
}

function Who({ me }: { me: MeView }) {
  const roleOf = ({ role, networkName }: { role: string; networkName: string }) =>
    `${account.roles[role] ?? role}, ${networkName}`
  return (
    <section className="card" aria-labelledby="who">
      <h2 id="who">{t.who}</h2>
      <dl className="own-facts">
        <dt>{t.name}</dt>
        <dd>{me.name}</dd>
        <dt>{t.email}</dt>
        <dd>{me.email}</dd>
        <dt>{t.roles}</dt>
        {me.memberships.map((one) => (
          <dd key={`${one.networkId}-${one.role}`}>{roleOf(one)}</dd>
        ))}
        {me.schools.length > 0 && <dt>{t.schools}</dt>}
        {me.schools.map(({ id, name }) => (
          <dd key={id}>{name}</dd>
        ))}
      </dl>
    </section>
  )
}

function OwnPassword({ me }: { me: MeView }) {
  const { wachtwoord } = useSearch({ strict: false }) as { wachtwoord?: string }
  const change = useMutation({
    mutationFn: commands.changePassword,
    onSuccess: () => queryClient.invalidateQueries(),
  })
  const cameByLink = wachtwoord === 'nieuw'
  // A link is enough for fifteen minutes; after that the server asks the old one.
  const asksOld = me.hasPassword && (!cameByLink || change.isError)
  return (
    <section className="card" aria-labelledby="password">
      <h2 id="password">{t.password}</h2>
      {change.isSuccess ? (
        <output>{t.passwordChanged}</output>
      ) : (
        <>
          {cameByLink && <p className="note">{t.chooseNew}</p>}
          {!me.hasPassword && <p className="note">{t.noPassword}</p>}
          <Form
            label={me.hasPassword ? t.changePassword : t.addPassword}
            pending={change.isPending}
            error={change.error}
            submit={({ old, password = '' }) =>
              change.mutate({ password, ...(old === undefined ? {} : { old }) })
            }
          >
            <input type="hidden" name="username" autoComplete="username" value={me.email} />
            {asksOld && (
              <TextField label={t.old} name="old" type="password" required autoComplete="current-password" />
            )}
            <TextField
              label={t.next}
              help={t.nextHelp}
              name="password"
              type="password"
              required
              minLength={12}
              maxLength={200}
              autoComplete="new-password"
            />
          </Form>
        </>
      )}
    </section>
  )
}
