import type { InvitedByName, RoundPage } from '@km/api'
import { useMutation, useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { commands, type NewLink, queries } from '../../api.ts'
import { invitationsText as mailText } from '../../nl-invitations.ts'
import { peopleText as t } from '../../nl-people-by-name.ts'
import { Answered, Empty, Trouble } from '../../parts/page.tsx'
import { mailWords, refreshInvitations } from './invitations-mail.tsx'
import { PersonDialog } from './invitations-person.tsx'
import { MailPreviewDialog } from './invitations-preview.tsx'
import { NewLinks } from './links.tsx'
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
    onSuccess: refreshInvitations,
  })
  const isPrivate = all.people.some((one) => one.state === 'private')
  return (
    <section className="card" aria-labelledby="people-invitations">
      <h2 id="people-invitations">{t.title(all.invitees)}</h2>
      <p>{t.lead(all.people.length, round.done)}</p>
      {isPrivate && <p className="note">{t.private(round.level)}</p>}
      {all.active && <InviteForm round={round} all={all} made={setLinks} />}
      {links.length > 0 && <NewLinks links={links} />}
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
        <Table people={all} choose={all.active ? setChosen : undefined} />
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
      return refreshInvitations()
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

function Table(props: {
  people: InvitedByName
  choose: ((one: InvitedByName['people'][number]) => void) | undefined
}) {
  const { choose } = props
  const people = [...props.people.people].sort((a, b) => (a.email ?? '').localeCompare(b.email ?? '', 'nl'))
  return (
    <table className="mail-table">
      <thead>
        <tr>
          <th scope="col">{mailText.address}</th>
          <th scope="col">{mailText.state}</th>
          <th scope="col">{mailText.mail}</th>
          <th scope="col">
            <span className="sr">{mailText.arrange}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {people.map((one) => (
          <tr key={one.invitationId}>
            <th scope="row" className="mail-address">
              {one.email ?? t.noAddress}
            </th>
            <td>{mailText.states[one.state]}</td>
            <td>
              {one.mails.length === 0 ? t.byHand : mailWords(one)}
              {one.mails[0]?.reason ? <small>{one.mails[0].reason}</small> : null}
            </td>
            <td>
              {choose !== undefined && one.state !== 'done' && (
                <button
                  type="button"
                  aria-label={mailText.arrangeFor(one.email ?? t.noAddress)}
                  onClick={() => choose(one)}
                >
                  {mailText.arrange}
                </button>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
