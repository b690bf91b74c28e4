import type { VisitRecord } from '@km/api'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { commands, queries, queryClient } from '../../api.ts'
import { nlVisits } from '../../nl-visits.ts'
import { Dialog } from '../../parts/dialog.tsx'
import { Form } from '../../parts/form.tsx'
import { day } from '../../parts/wording.ts'

const t = nlVisits.school
const longestRemark = 1000

/** What the school said about the record; for its coordinator also the ways to say something. */
export function SchoolSays({ record }: { record: VisitRecord }) {
  const own = record.speaksForSchool
  const [asked, setAsked] = useState<'agreed' | 'remark'>()
  return (
    <section className="card says" aria-labelledby="school-says">
      <h2 id="school-says">{own ? t.titleOwn : t.title}</h2>
      {record.agreements.length === 0 && <p className="quiet-text">{own ? t.nothingOwn : t.nothing}</p>}
      <ul className="list">
        {record.agreements.map((one, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: what was said is only added to, at the end
          <li key={index}>
            <p>
              <b>{one.kind === 'agreed' ? t.agreed : t.remark}</b> · {t.roles[one.role] ?? one.role},{' '}
              {day(one.madeOn)}
            </p>
            {one.remark !== '' && <p className="remark">{one.remark}</p>}
          </li>
        ))}
      </ul>
      {own && (
        <div className="buttons after">
          {record.state === 'not_agreed' && (
            <button type="button" className="primary" onClick={() => setAsked('agreed')}>
              {t.agree}
            </button>
          )}
          <button type="button" onClick={() => setAsked('remark')}>
            {t.addRemark}
          </button>
        </div>
      )}
      {asked !== undefined && <SayDialog id={record.id} kind={asked} close={() => setAsked(undefined)} />}
    </section>
  )
}

function SayDialog({ id, kind, close }: { id: number; kind: 'agreed' | 'remark'; close: () => void }) {
  const [remark, setRemark] = useState('')
  const say = useMutation({
    mutationFn: () => commands.agreeVisit(id, { kind, remark: remark.trim() }),
    onSuccess: (record) => {
      queryClient.setQueryData(queries.visit(String(id)).queryKey, record)
      void queryClient.invalidateQueries({ queryKey: queries.visits().queryKey })
      close()
    },
  })
  const isRemark = kind === 'remark'
  return (
    <Dialog title={isRemark ? t.remarkTitle : t.agreeTitle} close={close}>
      <Form
        label={isRemark ? t.remarkDo : t.agreeDo}
        pending={say.isPending}
        error={say.error}
        cancel={close}
        submit={() => say.mutate()}
      >
        <p>{isRemark ? t.remarkText : t.agreeText}</p>
        {isRemark && (
          <label className="field">
            <span>{t.remarkLabel}</span>
            <textarea
              name="remark"
              rows={5}
              required
              maxLength={longestRemark}
              value={remark}
              onChange={(event) => setRemark(event.target.value)}
            />
            <small>{t.left(longestRemark - remark.length)}</small>
          </label>
        )}
      </Form>
    </Dialog>
  )
}
