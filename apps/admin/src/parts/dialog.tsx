import { type ReactNode, useId, useLayoutEffect, useRef } from 'react'
import { nl } from '../nl.ts'

/** A native modal dialog: it keeps the focus, closes with Escape and gives the focus back. */
export function Dialog(props: { title: string; close: () => void; children: ReactNode }) {
  const ref = useRef<HTMLDialogElement>(null)
  const id = useId()
  useLayoutEffect(() => {
    const dialog = ref.current
    if (dialog?.open === false) dialog.showModal()
    return () => dialog?.close()
  }, [])
  return (
    <dialog ref={ref} aria-labelledby={id} onClose={props.close} onCancel={props.close}>
      <div className="dialog-head">
        <h2 id={id}>{props.title}</h2>
        <button type="button" className="icon" onClick={props.close} aria-label={nl.close}>
          <span aria-hidden="true">×</span>
        </button>
      </div>
      {props.children}
    </dialog>
  )
}
