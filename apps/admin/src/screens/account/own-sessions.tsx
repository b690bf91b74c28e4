import { useMutation, useQuery } from '@tanstack/react-query'
import { commands, queries, queryClient } from '../../api.ts'
import { account } from '../../nl-accounts.ts'
import { Answered, Trouble } from '../../parts/page.tsx'

const t = account.own

const momentFormat = new Intl.DateTimeFormat('nl-NL', {
  timeZone: 'Europe/Amsterdam',
  day: 'numeric',
  month: 'long',
  hour: '2-digit',
  minute: '2-digit',
})
const moment = (iso: string): string => momentFormat.format(new Date(iso))

/** Where the person is signed in: dates only; and the way to end it everywhere. */
export function OwnSessions() {
  const sessions = useQuery(queries.sessions())
  const end = useMutation({
    mutationFn: commands.endSessions,
    onSuccess: () => {
      queryClient.clear()
      window.location.assign('/inloggen')
    },
  })
  return (
    <section className="card" aria-labelledby="sessions">
      <h2 id="sessions">{t.sessions}</h2>
      <p className="note">{t.sessionsLead}</p>
      <Answered query={sessions} lines={2}>
        {(list) => (
          <ul className="list">
            {list.map((one) => (
              <li key={one.id}>
                {t.begun} {moment(one.begunAt)}
                {one.current && <b> · {t.here}</b>}
                <span className="under">
                  {t.used} {moment(one.usedAt)}
                </span>
              </li>
            ))}
          </ul>
        )}
      </Answered>
      {end.error !== null && <Trouble error={end.error} />}
      <div className="buttons after">
        <button type="button" disabled={end.isPending} onClick={() => end.mutate()}>
          {t.endAll}
        </button>
      </div>
    </section>
  )
}
