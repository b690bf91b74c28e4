import { useMutation } from '@tanstack/react-query'
import { commands, queryClient } from '../../api.ts'
import { nl } from '../../nl.ts'
import { nlAgenda } from '../../nl-activities.ts'
import { Trouble } from '../../parts/page.tsx'
import { day } from '../../parts/wording.ts'

const t = nlAgenda.address
const refresh = () => queryClient.invalidateQueries({ queryKey: ['calendar'] })

/** The calendar in a person's own calendar program: a secret address, shown once, that can be taken back. */
export function CalendarAddress({ since }: { since: string | undefined }) {
  const make = useMutation({ mutationFn: commands.makeCalendarAddress, onSuccess: refresh })
  const end = useMutation({
    mutationFn: commands.endCalendarAddress,
    onSuccess: () => {
      make.reset()
      return refresh()
    },
  })
  const error = make.error ?? end.error
  return (
    <section className="card stack agenda-address" aria-labelledby="address">
      <h2 id="address">{t.title}</h2>
      <p>{t.text}</p>
      {since !== undefined && make.data === undefined && <p className="note">{t.since(day(since))}</p>}
      {make.data !== undefined && (
        <label className="field">
          <span>{t.label}</span>
          <input readOnly value={make.data.url} onFocus={(event) => event.target.select()} />
          <small>{t.made}</small>
        </label>
      )}
      {end.isSuccess && since === undefined && <output>{t.ended}</output>}
      {error !== null && <Trouble error={error} />}
      <div className="buttons">
        <button type="button" disabled={make.isPending} onClick={() => make.mutate()}>
          {make.isPending ? nl.busy : since === undefined ? t.make : t.again}
        </button>
        {since !== undefined && (
          <button type="button" className="quiet" disabled={end.isPending} onClick={() => end.mutate()}>
            {t.end}
          </button>
        )}
      </div>
    </section>
  )
}
