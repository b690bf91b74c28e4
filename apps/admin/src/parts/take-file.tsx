import { useMutation } from '@tanstack/react-query'
import { type ChangeEvent, type ReactNode, useId, useRef, useState } from 'react'
import { ApiProblem } from '../api.ts'
import { nlFile as t } from '../nl-file.ts'
import type { FileProgress as Now } from '../send-file.ts'
import { FileProgress } from './file-progress.tsx'
import { Trouble } from './page.tsx'
import './take-file.css'

const accepted = '.csv,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

type Tell = (now: Now) => void

/** What the server says that a file would do. */
interface Preview {
  readonly fingerprint: string
}

interface TakeFileProps<P extends Preview, D> {
  /** Says what a file would do; nothing is kept. */
  readonly look: (file: File, tell: Tell) => Promise<P>
  /** Keeps exactly what was looked at. */
  readonly keep: (asked: { file: File; fingerprint: string }, tell: Tell) => Promise<D>
  readonly onKept?: () => unknown
  /** The step before: an example to fill in. */
  readonly children: ReactNode
  readonly texts: { readonly choose: string; readonly help: string }
  readonly outcome: (preview: P) => ReactNode
  /** What the button says; undefined: there is nothing to keep. */
  readonly confirm: (preview: P) => string | undefined
  /** Instead of all steps, once it is kept. */
  readonly done: (kept: D) => ReactNode
}

/** Without a connection it is told so, and does not wait to be sent when nobody looks any more. */
const atOnce = { networkMode: 'always' } as const

/** What was chosen, what it would do, and how far that is. */
function useTakenFile<P extends Preview, D>(props: TakeFileProps<P, D>) {
  const { look, keep, onKept } = props
  const [file, setFile] = useState<File>()
  const [preview, setPreview] = useState<P>()
  const [now, tell] = useState<Now>({ phase: 'send', done: 0, of: 0 })
  const looked = useMutation({
    ...atOnce,
    mutationFn: (chosen: File) => look(chosen, tell),
    onSuccess: setPreview,
  })
  const kept = useMutation({
    ...atOnce,
    mutationFn: (asked: { file: File; fingerprint: string }) => keep(asked, tell),
    onSuccess: () => onKept?.(),
    onError: (error) => {
      // What it is held against changed meanwhile: what came along is what it would do now.
      if (error instanceof ApiProblem && error.code === 'import_changed')
        setPreview(error.details.preview as P)
    },
  })
  const choose = (event: ChangeEvent<HTMLInputElement>) => {
    const chosen = event.target.files?.[0]
    setFile(chosen)
    setPreview(undefined)
    kept.reset()
    if (chosen === undefined) looked.reset()
    else looked.mutate(chosen)
  }
  return { file, preview, now, looked, kept, choose }
}

/** A file in three steps: take the example, choose a file, look at what it would do, and only then keep it. */
export function TakeFile<P extends Preview, D>(props: TakeFileProps<P, D>) {
  const { texts, children, done, outcome, confirm } = props
  const { file, preview, now, looked, kept, choose } = useTakenFile(props)
  const field = useRef<HTMLInputElement>(null)
  const [help, check] = [useId(), useId()]
  if (kept.data !== undefined) return done(kept.data)
  const words = preview && confirm(preview)
  const another = () => {
    // So that the same file, mended, can be chosen again.
    if (field.current) field.current.value = ''
    field.current?.click()
  }
  return (
    <>
      {children}
      <section className="card import-step">
        <h2>2. {texts.choose}</h2>
        <p id={help}>{texts.help}</p>
        <label className="field">
          <span>{t.choose}</span>
          <input ref={field} type="file" accept={accepted} aria-describedby={help} onChange={choose} />
        </label>
        {looked.isPending && <FileProgress now={now} />}
        {looked.error !== null && <Trouble error={looked.error} />}
      </section>
      {preview !== undefined && file !== undefined && (
        <section className="card import-step" aria-labelledby={check}>
          <h2 id={check}>3. {t.check}</h2>
          {outcome(preview)}
          {kept.error !== null && <Trouble error={kept.error} />}
          {kept.isPending && <FileProgress now={now} />}
          <div className="buttons">
            {words !== undefined && (
              <button
                type="button"
                className="primary"
                disabled={kept.isPending}
                onClick={() => kept.mutate({ file, fingerprint: preview.fingerprint })}
              >
                {words}
              </button>
            )}
            <button type="button" disabled={kept.isPending} onClick={another}>
              {t.other}
            </button>
          </div>
        </section>
      )}
    </>
  )
}
