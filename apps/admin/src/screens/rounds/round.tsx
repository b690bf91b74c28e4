import type { RoundView } from '@km/api'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { commands, type NewLink, queries, queryClient } from '../../api.ts'
import { nl } from '../../nl.ts'
import { nlVisits } from '../../nl-visits.ts'
import { Dialog } from '../../parts/dialog.tsx'
import { Answered, Empty, Page, Trouble } from '../../parts/page.tsx'
import { RoundCard } from '../../parts/round-card.tsx'
import { periodName } from '../../parts/wording.ts'
import { addressOf } from '../compare/address.ts'
import { InvitationsSection } from './invitations-mail.tsx'
import { NewLinks } from './links.tsx'
import './rounds.css'

const t = nl.rounds
type Invitation = NonNullable<RoundView['invitations']>[number]

/** One round: how far each school is, new links, and closing it. */
export function RoundScreen() {
  const { id = '' } = useParams({ strict: false }) as { id?: string }
  const round = useQuery(queries.round(id))
  const title =
    round.data === undefined ? t.title : `${round.data.instrumentTitle}, ${periodName(round.data)}`
  return (
    <Page title={title} above={<Link to="/meetrondes">{t.title}</Link>}>
      <Answered query={round}>{(view) => <Round round={view} />}</Answered>
    </Page>
  )
}

function Round({ round }: { round: RoundView }) {
  const [closing, setClosing] = useState(false)
  const [links, setLinks] = useState<readonly NewLink[]>([])
  const [asked, setAsked] = useState<Invitation>()
  const isOpen = round.state !== 'released'
  return (
    <>
      <RoundCard round={round} plain />
      <p className="actions">
        {isOpen ? (
          <button type="button" onClick={() => setClosing(true)}>
            {t.closeRound}
          </button>
        ) : (
          <Link className="button primary" to="/vergelijken" search={addressOf(round.instrument)}>
            {t.toCompare}
          </Link>
        )}
      </p>
      {isOpen && <p className="note">{t.onlyCounts}</p>}
      {links.length > 0 && <NewLinks links={links} />}
      <InvitationsSection round={round} />
      <Invitations round={round} renew={setAsked} />
      {closing && <CloseDialog round={round} close={() => setClosing(false)} />}
      {asked !== undefined && (
        <LinkDialog
          round={round}
          invitation={asked}
          close={() => setAsked(undefined)}
          made={(made) => {
            setLinks((before) => [...made, ...before.filter((one) => !isReplaced(one, made))])
            setAsked(undefined)
          }}
        />
      )}
    </>
  )
}

/** A school has one link that works; open links all keep working. */
const isReplaced = (one: NewLink, made: readonly NewLink[]): boolean =>
  one.school !== undefined && made.some((link) => link.school === one.school)

function Invitations({ round, renew }: { round: RoundView; renew: (one: Invitation) => void }) {
  const name = (one: Invitation) => one.school ?? t.kinds[one.kind]
  const invitations = [...(round.invitations ?? [])].sort((a, b) => name(a).localeCompare(name(b), 'nl'))
  if (invitations.length === 0 && round.invited > 0)
    return (
      <Empty>
        {nlVisits.inRound} <Link to="/bezoeken">{nlVisits.toAll}</Link>
      </Empty>
    )
  if (invitations.length === 0) return <Empty>{t.noInvitations}</Empty>
  const mayRenew = (one: Invitation) =>
    round.state === 'open' && !(one.kind === 'personal' && one.state === 'done')
  return (
    <section className="card" aria-labelledby="invitations">
      <h2 id="invitations">{t.links}</h2>
      <table className="invitations">
        <thead>
          <tr>
            <th scope="col">{t.school}</th>
            <th scope="col">{t.state}</th>
            <th scope="col">
              <span className="sr">{t.newLink}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {invitations.map((one) => (
            <tr key={one.id}>
              <th scope="row">{name(one)}</th>
              <td>
                <span className={`state ${one.state}`}>{stateWords(round, one)}</span>
              </td>
              <td>
                {mayRenew(one) && (
                  <button type="button" onClick={() => renew(one)} aria-label={`${t.newLink}: ${name(one)}`}>
                    {t.newLink}
                  </button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** How far one link is; an open link has no such thing, so it says whether it works. */
function stateWords(round: RoundView, one: Invitation): string {
  if (one.kind === 'personal' || one.state === 'revoked') return t.invitationStates[one.state] ?? one.state
  return round.state === 'open' ? t.linkWorks : t.linkClosed
}

const refresh = () =>
  queryClient.invalidateQueries({
    predicate: ({ queryKey }) => queryKey[0] !== 'me' && queryKey[0] !== 'framework',
  })

/** Says what closing does before it is done: it cannot be undone. */
function CloseDialog({ round, close }: { round: RoundView; close: () => void }) {
  const instrument = useQuery(queries.instrument(round.instrument))
  const release = useMutation({ mutationFn: commands.closeRound, onSuccess: refresh })
  const missing = Math.max(0, round.invited - round.done)
  const anonymous = ['A', 'V'].includes(instrument.data?.anonymityLevel ?? '')
  if (release.isSuccess)
    return (
      <Dialog title={t.closedTitle} close={close}>
        <output>{t.closed}</output>
        <div className="buttons after">
          <Link className="button primary" to="/vergelijken" search={addressOf(round.instrument)}>
            {t.toCompare}
          </Link>
          <button type="button" onClick={close}>
            {nl.close}
          </button>
        </div>
      </Dialog>
    )
  return (
    <Dialog title={t.closeTitle} close={close}>
      <div className="stack">
        <p>
          <b>
            {round.instrumentTitle}, {periodName(round)}
          </b>
        </p>
        <ul className="bullets">
          {round.invited > 0 && missing > 0 && <li>{t.closeMissing(missing)}</li>}
          {t.closeText.map((text) => (
            <li key={text}>{text}</li>
          ))}
          {anonymous && <li>{t.closeAnonymous}</li>}
        </ul>
        {release.error !== null && <Trouble error={release.error} />}
        <div className="buttons">
          <button
            type="button"
            className="primary"
            disabled={release.isPending}
            onClick={() => release.mutate(round.id)}
          >
            {release.isPending ? nl.busy : t.closeDo}
          </button>
          <button type="button" onClick={close}>
            {nl.cancel}
          </button>
        </div>
      </div>
    </Dialog>
  )
}

function LinkDialog(props: {
  round: RoundView
  invitation: Invitation
  close: () => void
  made: (links: readonly NewLink[]) => void
}) {
  const { round, invitation } = props
  const schools = useQuery(queries.schools())
  const schoolId = schools.data?.find((school) => school.name === invitation.school)?.id
  const renew = useMutation({
    mutationFn: () => commands.addLink(round.id, schoolId === undefined ? {} : { schoolId }),
    onSuccess: (made) => {
      void refresh()
      props.made(made.links)
    },
  })
  const personal = invitation.kind === 'personal'
  return (
    <Dialog title={t.newLinkTitle} close={props.close}>
      <div className="stack">
        <p>{personal ? t.newLinkText(invitation.school ?? '') : t.newOpenLinkText}</p>
        {renew.error !== null && <Trouble error={renew.error} />}
        <div className="buttons">
          <button
            type="button"
            className="primary"
            disabled={renew.isPending || (personal && schoolId === undefined)}
            onClick={() => renew.mutate()}
          >
            {renew.isPending ? nl.busy : t.newLinkDo}
          </button>
          <button type="button" onClick={props.close}>
            {nl.cancel}
          </button>
        </div>
      </div>
    </Dialog>
  )
}
