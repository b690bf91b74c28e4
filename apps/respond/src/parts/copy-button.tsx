import { useState } from 'react'

/** Copies a text; says so in words that a screen reader hears. */
export function CopyButton(props: { text: () => string; label: string; done: string }) {
  const [copied, setCopied] = useState(false)
  return (
    <>
      <button
        type="button"
        className="button-second"
        onClick={() => {
          void navigator.clipboard?.writeText(props.text()).then(() => setCopied(true))
        }}
      >
        {props.label}
      </button>
      <span role="status" className="hint">
        {copied ? ` ${props.done}` : ''}
      </span>
    </>
  )
}
