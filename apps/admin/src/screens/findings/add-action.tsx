import type { Finding } from '@km/api'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { commands, type NewAction, queries } from '../../api.ts'
import { nl } from '../../nl.ts'
import { nlIndicator } from '../../nl-indicator.ts'
import { nlReviews } from '../../nl-reviews.ts'
import { Dialog } from '../../parts/dialog.tsx'
import { Form, TextField } from '../../parts/form.tsx'
import { Answered } from '../../parts/page.tsx'
import { today } from '../../parts/wording.ts'
import { yearAfter } from './evidence-address.ts'
import { isIndicator } from './measure.tsx'
import { refreshFindings } from './refresh.ts'

const t = nl.findings
const monitor = 'KM-NT2'

/** What the action can be measured by: questions about the expectations, or the figure of the evidence. */
export function AddAction({ finding, close }: { finding: Finding; close: () => void }) {
  const figure = finding.evidence.find(({ kind }) => kind === 'figure')?.instrument
  const instrument = useQuery({ ...queries.instrument(monitor), enabled: figure === undefined })
  const indicator = useQuery({ ...queries.indicator(figure ?? ''), enabled: figure !== undefined })
  return (
    <Dialog title={t.addAction} close={close}>
      {figure === undefined ? (
        <Answered query={instrument}>
          {(known) => {
            const own = known.coverage.filter((one) => finding.expectationCodes.includes(one.code))
            const measures = own.length > 0 ? own : known.coverage
            const options = measures.flatMap((one) =>
              one.items.map((item) => ({ value: item, label: `${one.code} ${one.title}` })),
            )
            return <ActionForm finding={finding} close={close} instrument={monitor} options={options} />
          }}
        </Answered>
      ) : (
        <Answered query={indicator}>
          {(known) => {
            const options = known.parts.map(({ code, title }) => ({
              value: code,
              label: `${known.title}: ${title}`,
            }))
            return <ActionForm finding={finding} close={close} instrument={figure} options={options} />
          }}
        </Answered>
      )}
    </Dialog>
  )
}

type Values = Readonly<Record<string, string>>

const measureIn = (v: Values, measureInstrument: string): Partial<NewAction> => ({
  ...{ measureInstrument, measureItem: v.measureItem ?? '', targetYear: v.targetYear ?? '' },
  ...{ measureUnit: v.measureUnit === 'share' ? 'share' : 'count', targetValue: Number(v.targetValue) },
})

function ActionForm(props: {
  finding: Finding
  close: () => void
  instrument: string
  options: readonly { readonly value: string; readonly label: string }[]
}) {
  const { finding, close, instrument } = props
  const add = useMutation({
    mutationFn: (body: NewAction) => commands.addAction(finding.id, body),
    onSuccess: async () => {
      await refreshFindings()
      close()
    },
  })
  const [item, setItem] = useState(props.options[0]?.value ?? '')
  const submit = (v: Values) =>
    add.mutate({
      ...{ title: v.title ?? '', ownerRole: v.ownerRole ?? '' },
      ...{ startsOn: v.startsOn ?? '', dueOn: v.dueOn ?? '' },
      ...(item !== '' && measureIn(v, instrument)),
    })
  return (
    <Form label={t.action.submit} pending={add.isPending} error={add.error} cancel={close} submit={submit}>
      <TextField label={t.action.title} name="title" required maxLength={200} />
      <TextField
        label={t.action.ownerRole}
        help={t.action.ownerHelp}
        name="ownerRole"
        required
        maxLength={60}
      />
      <label className="field">
        <span>{t.action.measure}</span>
        <select name="measureItem" value={item} onChange={(event) => setItem(event.target.value)}>
          {props.options.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
          <option value="">{nlReviews.noMeasure}</option>
        </select>
        <small>{isIndicator(instrument) ? nlIndicator.measureHelp : t.action.measureHelp}</small>
      </label>
      {item !== '' && (
        <Target
          year={finding.schoolYear}
          units={isIndicator(instrument) ? nlIndicator.units : t.action.units}
        />
      )}
      <div className="pair">
        <TextField label={nlReviews.startsOn} name="startsOn" type="date" required defaultValue={today()} />
        <TextField label={t.action.dueOn} name="dueOn" type="date" required />
      </div>
    </Form>
  )
}

function Target({ year, units }: { year: string; units: { count: string; share: string } }) {
  return (
    <div className="pair">
      <label className="field">
        <span>{t.action.unit}</span>
        <select name="measureUnit" defaultValue="count">
          <option value="count">{units.count}</option>
          <option value="share">{units.share}</option>
        </select>
      </label>
      <TextField label={t.action.target} name="targetValue" type="number" min={0} max={5000} required />
      <label className="field">
        <span>{t.action.targetYear}</span>
        <select name="targetYear">
          {[1, 2, 3].map((count) => (
            <option key={count} value={yearAfter(year, count)}>
              {yearAfter(year, count)}
            </option>
          ))}
        </select>
      </label>
    </div>
  )
}
