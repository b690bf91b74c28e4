import type { PeopleView } from '@km/api'
import { useMutation } from '@tanstack/react-query'
import { commands, queryClient } from '../../api.ts'
import { account } from '../../nl-accounts.ts'
import { Trouble } from '../../parts/page.tsx'
import { day } from '../../parts/wording.ts'

const t = account.people
type Invite = PeopleView['invites'][number]

/** Invitations that wait: until when, send again, take back. */
export function Waiting({ invites }: { invites: readonly Invite[] }) {
  if (invites.length === 0) return null
  return (
    <section className="card" aria-labelledby="waiting">
      <h2 id="waiting">{t.waiting}</h2>
      <ul className="list">
        {invites.map((invite) => (
          <WaitingInvite key={invite.id} invite={invite} />
        ))}
      </ul>
    </section>
  )
}

function WaitingInvite({ invite }: { invite: Invite }) {
  const refresh = () => queryClient.invalidateQueries({ queryKey: ['people'] })
  const send = useMutation({ mutationFn: () => commands.sendInvite(invite.id), onSuccess: refresh })
  const takeBack = useMutation({ mutationFn: () => commands.takeInviteBack(invite.id), onSuccess: refresh })
  const busy = send.isPending || takeBack.isPending
  const error = send.error ?? takeBack.error
  return (
    <li>
      <b>{invite.name}</b>, {account.roles[invite.role]}
      {invite.schools.length > 0 && ` · ${invite.schools.join(', ')}`}
      <span className="under mail">
        {invite.email}. {invite.expired ? t.expired : t.until(day(invite.expiresOn))}
      </span>
      {invite.undelivered !== undefined && (
        <p className="note">
          {t.undelivered} {invite.undelivered}
        </p>
      )}
      <div className="buttons">
        <button type="button" disabled={busy} onClick={() => send.mutate()}>
          {t.sendAgain}
        </button>
        <button type="button" disabled={busy} onClick={() => takeBack.mutate()}>
          {t.takeBack}
        </button>
      </div>
      {send.isSuccess && <output>{t.sentAgain}</output>}
      {error !== null && <Trouble error={error} />}
    </li>
  )
}
