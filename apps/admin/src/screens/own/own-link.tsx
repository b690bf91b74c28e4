import type { OwnRound } from '@km/api'
import { useMutation } from '@tanstack/react-query'
import { commands } from '../../api.ts'
import { nl } from '../../nl.ts'
import { nlOwn as t } from '../../nl-own.ts'
import { Dialog } from '../../parts/dialog.tsx'
import { Trouble } from '../../parts/page.tsx'

/** Says first what a new link does to the old one, then makes it. */
export function OwnLinkDialog({ round, close }: { round: OwnRound; close: () => void }) {
  const make = useMutation({ mutationFn: () => commands.addOwnLink(round.roundId, round.school.id) })
  const url = make.data?.links[0]?.url
  return (
    <Dialog title={t.linkTitle} close={close}>
      <div className="stack">
        <p>
          <b>
            {round.instrumentTitle} {periodOf(round)}
          </b>
        </p>
        {url === undefined ? <p>{t.linkText}</p> : <output>{t.linkReady}</output>}
        {make.error !== null && <Trouble error={make.error} />}
        <div className="buttons">
          {url === undefined ? (
            <button type="button" className="primary" disabled={make.isPending} onClick={() => make.mutate()}>
              {make.isPending ? nl.busy : t.linkDo}
            </button>
          ) : (
            <a className="button primary" href={url}>
              {t.linkOpen}
            </a>
          )}
          <button type="button" onClick={close}>
            {url === undefined ? nl.cancel : nl.close}
          </button>
        </div>
      </div>
    </Dialog>
  )
}

const periodOf = (round: OwnRound): string => `${round.schoolYear} · ${round.school.name}`
