import type { Invitations, RoundView, SchoolInvitation } from '@km/api'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { commands, queries, queryClient } from '../../api.ts'
import { invitationsText as t } from '../../nl-invitations.ts'
import { Answered, Trouble } from '../../parts/page.tsx'
import { dateWords } from './invitation-words.ts'
import { ClassLinks } from './invitations-class.tsx'
import { MailPreviewDialog } from './invitations-preview.tsx'
import { SchoolMailDialog } from './invitations-school.tsx'
import './invitations.css'

const mostReminders = 2

/** Inviting for a round: by mail per school, or a sheet for the classroom. */
export function InvitationsSection({ round }: { round: RoundView }) {
  const invitations = useQuery(queries.invitations(round.id))
  return (
    <Answered query={invitations}>
      {(all) =>
        all.kind === 'open' ? (
          <ClassLinks round={round} invitations={all} />
        ) : (
          <MailSection round={round} invitations={all} />
        )
      }
    </Answered>
  )
}

const addressFor = (one: SchoolInvitation): string | undefined => one.email ?? one.suggestions[0]
const isMailed = (one: SchoolInvitation): boolean => one.mails.some((mail) => mail.kind === 'invitation')
const toInvite = (one: SchoolInvitation): boolean =>
  one.state !== 'none' && one.state !== 'done' && !isMailed(one)
/** The server decides again; this only says what the button would do. */
const toRemind = (one: SchoolInvitation): boolean =>
  isMailed(one) &&
  one.email !== undefined &&
  !one.noMail &&
  one.state !== 'done' &&
  one.reminders < mostReminders &&
  one.mails[0]?.state !== 'refused'

/** Mail that needs a person: it did not arrive, or nobody knows. */
const hasTrouble = (one: SchoolInvitation): boolean =>
  one.state !== 'done' && ['refused', 'bounced', 'unknown'].includes(one.mails[0]?.state ?? '')

export const refreshInvitations = () => queryClient.invalidateQueries({ queryKey: ['invitations'] })

function MailSection({ round, invitations }: { round: RoundView; invitations: Invitations }) {
  const [school, setSchool] = useState<SchoolInvitation>()
  const [preview, setPreview] = useState(false)
  const { schools, active, remindOn } = invitations
  const inRound = schools.filter((one) => one.state !== 'none')
  const waiting = inRound.filter(toInvite)
  const ready = waiting.flatMap((one) => {
    const email = addressFor(one)
    return email === undefined ? [] : [{ schoolId: one.schoolId, email }]
  })
  const late = inRound.filter(toRemind)
  const invite = useMutation({
    mutationFn: () => commands.invite(round.id, ready),
    onSuccess: refreshInvitations,
  })
  const remind = useMutation({
    mutationFn: () => commands.remind(round.id, {}),
    onSuccess: refreshInvitations,
  })
  const isPrivate = schools.some((one) => one.state === 'private')
  const posted: { mails?: number } | undefined = invite.data ?? remind.data
  const failed = invite.error ?? remind.error
  return (
    <section className="card" aria-labelledby="mail-invitations">
      <h2 id="mail-invitations">{t.title}</h2>
      <p>{t.lead(inRound.filter(isMailed).length, round.done, inRound.length)}</p>
      {active && (
        <>
          <p className="note">
            {remindOn.length === 0 ? t.noRemindOn : t.remindOn(remindOn.map(dateWords).join(t.and))}
          </p>
          <div className="buttons after">
            {ready.length > 0 && (
              <button
                type="button"
                className="primary"
                disabled={invite.isPending}
                onClick={() => invite.mutate()}
              >
                {t.inviteAll(ready.length)}
              </button>
            )}
            {late.length > 0 && (
              <button type="button" disabled={remind.isPending} onClick={() => remind.mutate()}>
                {isPrivate ? t.remindPrivate : t.remindAll(late.length)}
              </button>
            )}
            <button type="button" onClick={() => setPreview(true)}>
              {t.seeMail}
            </button>
          </div>
          {waiting.length > ready.length && (
            <p className="note">{t.inviteHelp(waiting.length - ready.length)}</p>
          )}
        </>
      )}
      <p role="status">
        {posted === undefined ? '' : posted.mails === undefined ? t.postedPrivate : t.posted(posted.mails)}
      </p>
      {failed !== null && <Trouble error={failed} />}
      <details className="per-school" open={inRound.some(hasTrouble)}>
        <summary>{t.perSchool}</summary>
        <MailTable schools={inRound} active={active} choose={setSchool} />
      </details>
      {preview && <MailPreviewDialog round={round} close={() => setPreview(false)} />}
      {school !== undefined && (
        <SchoolMailDialog
          round={round}
          own={school}
          mayRemind={!isPrivate && toRemind(school)}
          close={() => setSchool(undefined)}
        />
      )}
    </section>
  )
}

/** '…, geweigerd' with the reason of the newest mail. */
export function mailWords(one: Pick<SchoolInvitation, 'mails' | 'noMail'>): string {
  const [last] = one.mails
  if (one.noMail) return t.noMail
  if (last === undefined) return t.notMailed
  return `${t.kinds[last.kind] ?? last.kind}${last.kind === 'reminder' ? t.number(last.number) : ''}: ${t.mailStates[last.state]}`
}

function MailTable(props: {
  schools: readonly SchoolInvitation[]
  active: boolean
  choose: (one: SchoolInvitation) => void
}) {
  return (
    <table className="mail-table">
      <thead>
        <tr>
          <th scope="col">{t.school}</th>
          <th scope="col">{t.address}</th>
          <th scope="col">{t.state}</th>
          <th scope="col">{t.mail}</th>
          <th scope="col">
            <span className="sr">{t.arrange}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {props.schools.map((one) => (
          <tr key={one.schoolId}>
            <th scope="row">{one.school}</th>
            <td className="mail-address">
              {one.email ?? <span className="quiet-text">{one.suggestions[0] ?? t.noAddress}</span>}
            </td>
            <td>{t.states[one.state]}</td>
            <td>
              {mailWords(one)}
              {one.mails[0]?.reason ? <small>{one.mails[0].reason}</small> : null}
            </td>
            <td>
              {props.active && one.state !== 'done' && (
                <button type="button" aria-label={t.arrangeFor(one.school)} onClick={() => props.choose(one)}>
                  {t.arrange}
                </button>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
