import type { ComparisonRow } from '@km/analysis'
import type { ComparisonView, Finding } from '@km/api'
import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { type CellReference, commands, queryClient } from '../api.ts'
import { nl } from '../nl.ts'
import { rowNow } from './cells.ts'
import { Dialog } from './dialog.tsx'
import { Trouble } from './page.tsx'
import { periodName, units } from './wording.ts'

const t = nl.finding

/** What will be frozen, in words: '11 van 21 scholen op orde of hoger; 8 omhoog, 9 gelijk, 1 omlaag'. */
export function evidenceWords(row: ComparisonRow, view: Pick<ComparisonView, 'periods' | 'unit'>): string {
  const { reading, movement, period } = rowNow(row, view.periods)
  if (reading === undefined) return row.title
  const round = view.periods.find((p) => p.roundId === period?.roundId)
  const share = reading.sufficient
  const first =
    share === undefined ? units(reading.n, view.unit) : `${share.count} van ${share.of} op orde of hoger`
  const moved =
    movement === undefined ? '' : `; ${movement.up} omhoog, ${movement.same} gelijk, ${movement.down} omlaag`
  return `${round === undefined ? '' : `${periodName(round)}: `}${first}${moved}`
}

/** Attention by the signal rules: half at the two lowest levels, or more schools down than up. */
function likelyKind(row: ComparisonRow, view: ComparisonView): Finding['kind'] {
  const { reading, movement } = rowNow(row, view.periods)
  if (movement !== undefined && movement.down >= 3 && movement.down > movement.up) return 'attention'
  const share = reading?.sufficient
  if (share === undefined || share.of === 0) return 'attention'
  if (share.count * 3 >= share.of * 2) return 'strength'
  return share.count * 2 <= share.of ? 'attention' : 'chance'
}

/** Makes a finding of one row: the server freezes the cell, a person says what it means. */
export function FindingDialog(props: {
  title: string
  row: ComparisonRow
  view: ComparisonView
  reference: CellReference
  close: () => void
}) {
  const { row, view } = props
  const [kind, setKind] = useState(() => likelyKind(row, view))
  const make = useMutation({
    mutationFn: commands.addFinding,
    onSuccess: () =>
      queryClient.invalidateQueries({
        predicate: (q) => q.queryKey[0] !== 'me' && q.queryKey[0] !== 'framework',
      }),
  })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const title = String(form.get('title')).trim()
    make.mutate({
      reference: props.reference,
      ...(title === '' ? {} : { title }),
      description: String(form.get('description')),
      kind,
    })
  }
  if (make.data !== undefined) return <Made finding={make.data} close={props.close} />
  return (
    <Dialog title={t.title} close={props.close}>
      <form onSubmit={submit} className="stack">
        <div className="frozen">
          <p>{t.freezes}</p>
          <p>
            <b>{row.title}</b>
            <br />
            {evidenceWords(row, view)}
          </p>
          <p className="under">{view.filter}</p>
        </div>
        <label className="field">
          <span>{t.name}</span>
          <input
            name="title"
            maxLength={90}
            defaultValue={row.title}
            required
            aria-describedby="title-help"
          />
          <small id="title-help">{t.nameHelp}</small>
        </label>
        <fieldset className="choices">
          <legend>{t.kind}</legend>
          {(Object.keys(t.kinds) as Finding['kind'][]).map((value) => (
            <label key={value} className="check">
              <input type="radio" name="kind" checked={kind === value} onChange={() => setKind(value)} />
              {t.kinds[value]}
            </label>
          ))}
        </fieldset>
        <label className="field">
          <span>{t.description}</span>
          <textarea name="description" rows={4} maxLength={2000} aria-describedby="description-help" />
          <small id="description-help">{t.descriptionHelp}</small>
        </label>
        {make.error !== null && <Trouble error={make.error} />}
        <div className="buttons">
          <button type="submit" className="primary" disabled={make.isPending}>
            {make.isPending ? nl.busy : t.submit}
          </button>
          <button type="button" onClick={props.close}>
            {nl.cancel}
          </button>
        </div>
      </form>
    </Dialog>
  )
}

function Made({ finding, close }: { finding: Finding; close: () => void }) {
  return (
    <Dialog title={t.made} close={close}>
      <output>
        <b>{finding.code}</b> {finding.title}
      </output>
      <div className="buttons">
        <Link className="button primary" to="/bevindingen/$id" params={{ id: String(finding.id) }}>
          {t.open}
        </Link>
        <button type="button" onClick={close}>
          {nl.close}
        </button>
      </div>
    </Dialog>
  )
}
