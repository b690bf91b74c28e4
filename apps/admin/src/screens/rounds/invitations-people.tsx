import type { InvitedByName, RoundPage } from '@km/api'
import { useMutation, useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { commands, type NewLink, queries } from '../../api.ts'
import { invitationsText as mailText } from '../../nl-invitations.ts'
import { peopleText as t } from '../../nl-people-by-name.ts'
import { Answered, Empty, Trouble } from '../../parts/page.tsx'
import { list } from '../../parts/wording.ts'
import { PersonDialog } from './invitations-person.tsx'
import { MailPreviewDialog } from './invitations-preview.tsx'
import { hasTrouble, InvitedTable } from './invitations-table.tsx'
import { NewLinks } from './links.tsx'
import { refresh } from './refresh.ts'
import { RoundCounts } from './round-counts.tsx'
import './invitations.css'

/** Addresses as somebody pastes them: parted by spaces, commas, semicolons or lines. */
const addressesIn = (text: string): string[] => text.split(/[\s,;]+/).filter((part) => part !== '')

/** Inviting people by name: an address list in, a mail or a link for each out. */
export function PeopleSection({ round }: { round: RoundPage }) {
  const people = useQuery(queries.roundPeople(round.id))
  return <Answered query={people}>{(all) => <Section round={round} all={all} />}</Answered>
}

function Section({ round, all }: { round: RoundPage; all: InvitedByName }) {
  const [chosen, setChosen] = useState<InvitedByName['people'][number]>()
  const [links, setLinks] = useState<readonly NewLink[]>([])
  const [preview, setPreview] = useState(false)
  const remind = useMutation({
    mutationFn: () => commands.remind(round.id, {}),
    onSuccess: refresh,
  })
  const troubled = all.people.filter(hasTrouble).map((one) => one.email ?? t.noAddress)
  const isPrivate = all.people.some((one) => one.state === 'private')
  return (
    <section className="card" aria-labelledby="people-invitations">
      <h2 id="people-invitations">{t.title(all.invitees)}</h2>
      {all.people.length === 0 && all.active && <p>{t.lead}</p>}
      {isPrivate && <p className="note">{t.private(round.level)}</p>}
      {all.active && troubled.length > 0 && <p className="note">{mailText.troubled(list(troubled))}</p>}
      {all.people.length > 0 && <RoundCounts round={round} />}
      {all.active && <InviteForm round={round} all={all} made={setLinks} />}
      {links.length > 0 && <NewLinks links={links} />}
      {all.active && all.keepsMail && <p className="note">{mailText.keepsMail}</p>}
      {all.active && (
        <div className="buttons after">
          {all.people.some((one) => one.mails.length > 0) && (
            <button type="button" disabled={remind.isPending} onClick={() => remind.mutate()}>
              {t.remindAll}
            </button>
          )}
          <button type="button" onClick={() => setPreview(true)}>
            {mailText.seeMail}
          </button>
        </div>
      )}
      <p role="status">{remind.isSuccess ? t.reminded : ''}</p>
      {remind.error !== null && <Trouble error={remind.error} />}
      {all.people.length === 0 ? (
        <Empty>{t.nobody}</Empty>
      ) : (
        <InvitedTable
          who={mailText.address}
          nothing={t.byHand}
          begun={round.state !== 'planned'}
          rows={all.people.map((one) => ({
            ...one,
            key: one.invitationId,
            name: one.email ?? t.noAddress,
            ...(all.active && one.state !== 'done' && { arrange: () => setChosen(one) }),
          }))}
        />
      )}
      {preview && <MailPreviewDialog round={round} close={() => setPreview(false)} />}
      {chosen !== undefined && (
        <PersonDialog round={round} person={chosen} made={setLinks} close={() => setChosen(undefined)} />
      )}
    </section>
  )
}

function InviteForm(props: {
  round: RoundPage
  all: InvitedByName
  made: (links: readonly NewLink[]) => void
}) {
  const { round, all, made } = props
  const [text, setText] = useState('')
  const invite = useMutation({
    mutationFn: (byMail: boolean) => commands.invitePeople(round.id, { emails: addressesIn(text), byMail }),
    onSuccess: (answer) => {
      setText('')
      made(answer.links.map(({ email, ...link }) => ({ ...link, school: email })))
      return refresh()
    },
  })
  const count = addressesIn(text).length
  const send = (event: FormEvent) => {
    event.preventDefault()
    if (count > 0) invite.mutate(true)
  }
  return (
    <form className="stack" onSubmit={send}>
      <label className="field">
        <span>{t.addresses}</span>
        <textarea
          rows={4}
          value={text}
          autoComplete="off"
          aria-describedby="people-help"
          onChange={(event) => setText(event.target.value)}
        />
        <small id="people-help">{t.addressesHelp}</small>
      </label>
      <div className="buttons">
        {all.suggestions.length > 0 && (
          <button
            type="button"
            onClick={() => setText([...new Set([...addressesIn(text), ...all.suggestions])].join('\n'))}
          >
            {t.suggest(all.suggestions.length, all.invitees)}
          </button>
        )}
        <button type="submit" className="primary" disabled={count === 0 || invite.isPending}>
          {t.send(count)}
        </button>
        <button type="button" disabled={count === 0 || invite.isPending} onClick={() => invite.mutate(false)}>
          {t.makeLinks(count)}
        </button>
      </div>
      <p role="status">{invite.data === undefined ? '' : t.done(invite.data)}</p>
      {invite.error !== null && <Trouble error={invite.error} />}
    </form>
  )
}
