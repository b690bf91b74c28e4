import type { RoundPage } from '@km/api'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { commands, queries } from '../../api.ts'
import { nl } from '../../nl.ts'
import { Dialog } from '../../parts/dialog.tsx'
import { Trouble } from '../../parts/page.tsx'
import { periodName } from '../../parts/wording.ts'
import { addressOf } from '../compare/address.ts'
import { refresh } from './refresh.ts'

const t = nl.rounds

/** Says what closing does before it is done: it cannot be undone. */
export function CloseDialog({ round, close }: { round: RoundPage; close: () => void }) {
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
