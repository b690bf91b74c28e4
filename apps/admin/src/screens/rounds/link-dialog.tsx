import type { RoundPage } from '@km/api'
import { useMutation, useQuery } from '@tanstack/react-query'
import { commands, type NewLink, queries } from '../../api.ts'
import { nl } from '../../nl.ts'
import { Dialog } from '../../parts/dialog.tsx'
import { Trouble } from '../../parts/page.tsx'
import { refresh } from './refresh.ts'

const t = nl.rounds
type Invitation = NonNullable<RoundPage['invitations']>[number]

/** Asks before a link is replaced: the old one stops working. */
export function LinkDialog(props: {
  round: RoundPage
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
