import type { Invitations, RoundPage, SchoolInvitation } from '@km/api'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { commands, type NewLink, queries } from '../../api.ts'
import { nl } from '../../nl.ts'
import { invitationsText as t } from '../../nl-invitations.ts'
import { Answered, Empty, Trouble } from '../../parts/page.tsx'
import { list } from '../../parts/wording.ts'
import { dateWords } from './invitation-words.ts'
import { ClassLinks } from './invitations-class.tsx'
import { MailPreviewDialog } from './invitations-preview.tsx'
import { SchoolMailDialog } from './invitations-school.tsx'
import { hasTrouble, InvitedTable } from './invitations-table.tsx'
import { NewLinks } from './links.tsx'
import { refresh } from './refresh.ts'
import { RoundCounts } from './round-counts.tsx'
import './invitations.css'

const mostReminders = 2

/** Inviting and following: the schools of a round in one table, or a sheet for the classroom. */
export function InvitationsSection({ round }: { round: RoundPage }) {
  const invitations = useQuery(queries.invitations(round.id))
  return (
    <Answered query={invitations}>
      {(all) =>
        all.kind === 'open' ? (
          <ClassLinks round={round} invitations={all} />
        ) : (
          <Schools round={round} invitations={all} />
        )
      }
    </Answered>
  )
}

const addressFor = (one: SchoolInvitation): string | undefined => one.email ?? one.suggestions[0]
const isMailed = (one: SchoolInvitation): boolean => one.mails.some((mail) => mail.kind === 'invitation')
const toInvite = (one: SchoolInvitation): boolean => one.state !== 'done' && !isMailed(one)
/** The server decides again; this only says what the button would do. */
const toRemind = (one: SchoolInvitation): boolean =>
  isMailed(one) &&
  one.email !== undefined &&
  !one.noMail &&
  one.state !== 'done' &&
  one.reminders < mostReminders &&
  !['refused', 'bounced'].includes(one.mails[0]?.state ?? '')

function Schools({ round, invitations }: { round: RoundPage; invitations: Invitations }) {
  const [chosen, setChosen] = useState<SchoolInvitation>()
  const [links, setLinks] = useState<readonly NewLink[]>([])
  const { active } = invitations
  const schools = invitations.schools.filter((one) => one.state !== 'none')
  const isPrivate = schools.some((one) => one.state === 'private')
  const mailed = schools.filter(isMailed).length
  const troubled = schools.filter(hasTrouble).map((one) => one.school)
  if (schools.length === 0) return <Empty>{nl.rounds.noInvitations}</Empty>
  return (
    <section className="card" aria-labelledby="invited">
      <h2 id="invited">{t.title}</h2>
      {(active || mailed > 0) && <p>{t.lead(mailed, schools.length)}</p>}
      {isPrivate && <p className="note">{t.privateLevel}</p>}
      {active && troubled.length > 0 && <p className="note">{t.troubled(list(troubled))}</p>}
      <RoundCounts round={round} />
      {active && <MailActions round={round} invitations={invitations} schools={schools} />}
      {links.length > 0 && <NewLinks links={links} />}
      <InvitedTable
        who={t.school}
        nothing={t.notMailed}
        begun={round.state !== 'planned'}
        rows={schools.map((one) => ({
          ...one,
          key: one.invitationId ?? one.schoolId,
          name: one.school,
          ...(active &&
            one.state !== 'done' && {
              address: addressFor(one) ?? t.noAddress,
              arrange: () => setChosen(one),
            }),
        }))}
      />
      {chosen !== undefined && (
        <SchoolMailDialog
          round={round}
          own={chosen}
          mayRemind={!isPrivate && toRemind(chosen)}
          made={setLinks}
          close={() => setChosen(undefined)}
        />
      )}
    </section>
  )
}

/** What can be mailed to all at once, and when reminders go by themselves. */
function MailActions(props: {
  round: RoundPage
  invitations: Invitations
  schools: readonly SchoolInvitation[]
}) {
  const { round, schools } = props
  const { remindOn } = props.invitations
  const [preview, setPreview] = useState(false)
  const waiting = schools.filter(toInvite)
  const ready = waiting.flatMap((one) => {
    const email = addressFor(one)
    return email === undefined ? [] : [{ schoolId: one.schoolId, email }]
  })
  const late = schools.filter(toRemind)
  const after = { onSuccess: refresh }
  const invite = useMutation({ mutationFn: () => commands.invite(round.id, ready), ...after })
  const remind = useMutation({ mutationFn: () => commands.remind(round.id, {}), ...after })
  const posted: { mails?: number } | undefined = invite.data ?? remind.data
  const failed = invite.error ?? remind.error
  return (
    <>
      <p className="note">
        {remindOn.length === 0 ? t.noRemindOn : t.remindOn(list(remindOn.map(dateWords)))}
      </p>
      {props.invitations.keepsMail && <p className="note">{t.keepsMail}</p>}
      {waiting.length > ready.length && <p className="note">{t.inviteHelp(waiting.length - ready.length)}</p>}
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
        {round.state === 'open' && late.length > 0 && (
          <button type="button" disabled={remind.isPending} onClick={() => remind.mutate()}>
            {round.level === 'F' ? t.remindAll(late.length) : t.remindPrivate}
          </button>
        )}
        <button type="button" onClick={() => setPreview(true)}>
          {t.seeMail}
        </button>
      </div>
      <p role="status">
        {posted === undefined ? '' : posted.mails === undefined ? t.postedPrivate : t.posted(posted.mails)}
      </p>
      {failed !== null && <Trouble error={failed} />}
      {preview && <MailPreviewDialog round={round} close={() => setPreview(false)} />}
    </>
  )
}
