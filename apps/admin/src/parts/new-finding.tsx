import type { Finding } from '@km/api'
import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { queryClient } from '../api.ts'
import { nl } from '../nl.ts'
import { Dialog } from './dialog.tsx'
import { Trouble } from './page.tsx'

const t = nl.finding

type Words = Pick<Finding, 'description' | 'kind'> & { readonly title?: string }

/** What is frozen as evidence, in words, and what a person says it means. */
export function NewFinding(props: {
  /** Of what is frozen; also the first title of the finding. */
  title: string
  words: string
  filter: string
  /** What it probably is. */
  kind: Finding['kind']
  make: (words: Words) => Promise<Finding>
  close: () => void
}) {
  const [kind, setKind] = useState(props.kind)
  const make = useMutation({
    mutationFn: props.make,
    onSuccess: () =>
      queryClient.invalidateQueries({
        predicate: (q) => q.queryKey[0] !== 'me' && q.queryKey[0] !== 'framework',
      }),
  })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const title = String(form.get('title')).trim()
    make.mutate({ ...(title === '' ? {} : { title }), description: String(form.get('description')), kind })
  }
  if (make.data !== undefined) return <Made finding={make.data} close={props.close} />
  return (
    <Dialog title={t.title} close={props.close}>
      <form onSubmit={submit} className="stack">
        <div className="frozen">
          <p>{t.freezes}</p>
          <p>
            <b>{props.title}</b>
            <br />
            {props.words}
          </p>
          <p className="under">{props.filter}</p>
        </div>
        <label className="field">
          <span>{t.name}</span>
          <input
            name="title"
            maxLength={90}
            defaultValue={props.title}
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
