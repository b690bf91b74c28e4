import { type FormEvent, type InputHTMLAttributes, type ReactNode, useId } from 'react'
import { nl } from '../nl.ts'
import { Trouble } from './page.tsx'

/** A labelled text field with its explanation under it. */
export function TextField(props: { label: string; help?: string } & InputHTMLAttributes<HTMLInputElement>) {
  const { label, help, ...input } = props
  const id = useId()
  return (
    <label className="field">
      <span>{label}</span>
      <input {...input} {...(help === undefined ? {} : { 'aria-describedby': id })} />
      {help !== undefined && <small id={id}>{help}</small>}
    </label>
  )
}

/** A form that sends its fields as an object of trimmed texts, and shows what the server said. */
export function Form(props: {
  submit: (values: Readonly<Record<string, string>>) => void
  label: string
  pending: boolean
  error: Error | null
  cancel?: () => void
  children: ReactNode
}) {
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const values = [...new FormData(event.currentTarget)].map(([key, value]) => [key, String(value).trim()])
    props.submit(Object.fromEntries(values))
  }
  return (
    <form className="stack" onSubmit={send}>
      {props.children}
      {props.error !== null && <Trouble error={props.error} />}
      <div className="buttons">
        <button type="submit" className="primary" disabled={props.pending}>
          {props.pending ? nl.busy : props.label}
        </button>
        {props.cancel !== undefined && (
          <button type="button" onClick={props.cancel}>
            {nl.cancel}
          </button>
        )}
      </div>
    </form>
  )
}
