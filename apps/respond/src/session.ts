import type { RespondView } from '@km/api'
import { createForm, type Form } from '@km/ui'
import type { Client, ServerDraft } from './api.ts'
import type { Patience } from './backoff.ts'
import { type LocalDraft, sameAnswers } from './draft.ts'
import type { Keep } from './keep.ts'
import type { Parcel } from './outbox.ts'
import { createSaver, type SaveState } from './saver.ts'

/** A form that is being filled in, with everything that keeps it. */
export interface Session {
  /** Different for each opening of the form. */
  readonly id: number
  /** Answers were kept from an earlier visit. */
  readonly returned: boolean
  readonly startPage: number
  readonly form: Form
  /** First page that was not finished yet; where another device goes on. */
  furthest(): number
  /** The person finished this page and goes to the next. */
  finished(page: number): void
  /** What goes to the server; the id is the same until a receipt is held. */
  parcel(): Parcel
  leave(): void
  stop(): void
}

export interface SessionEvents {
  readonly onSave: (state: SaveState) => void
  readonly onStale: (theirs: ServerDraft) => void
  readonly onRefused: (code: string) => void
}

let opened = 0

type Answers = Readonly<Record<string, unknown>>

/** All of it, or at level P the one answer that its giver wants to share. */
function leavingDevice({ keeps, sharedItem }: RespondView, answers: Answers): Answers {
  if (keeps !== 'own') return answers
  return Object.fromEntries(Object.entries(answers).filter(([question]) => question === sharedItem))
}

/**
 * Opens a form with the answers that were kept. In: the view, what to go on with (`draft`; `dirty`:
 * the server has not got it yet) and where to keep it. Levels A
 * ('device') and P ('own') never call the server.
 */
export function openSession(parts: {
  readonly token: string
  readonly view: RespondView
  readonly draft: ServerDraft
  readonly dirty: boolean
  readonly native: Element | undefined
  readonly client: Client
  readonly keep: Keep
  readonly patience: Patience
  readonly events: SessionEvents
}): Session {
  const { token, view, keep, client } = parts
  const form = createForm({
    definition: view.definition,
    scales: view.scales as never,
    languageLevel: view.languageLevel,
    answers: parts.draft.answers,
  })
  const taken = parts.native === undefined ? 0 : form.take(parts.native)
  const submissionId = keep.draft()?.submissionId ?? crypto.randomUUID()
  let { revision } = parts.draft
  let furthest = Math.min(parts.draft.page, form.firstOpen(), form.pages() - 1)
  let dirty = parts.dirty || taken > 0
  let lastSent = parts.draft.answers
  const startPage = furthest
  form.goTo(startPage)

  const local = (): LocalDraft => ({
    answers: form.answers(),
    page: furthest,
    revision,
    dirty,
    submissionId,
    version: view.version,
  })
  const saver =
    view.keeps !== 'server'
      ? undefined
      : createSaver({
          read: () => ({ answers: form.answers(), page: furthest, revision }),
          save: (draft, leaving) => {
            lastSent = draft.answers
            return client.saveDraft(token, draft, leaving)
          },
          isEcho: (theirs) =>
            [parts.draft.answers, lastSent, form.answers()].some((own) => sameAnswers(own, theirs.answers)),
          onSaved: (next) => {
            revision = next
            dirty = false
            keep.saveDraft(local())
          },
          onStale: parts.events.onStale,
          onRefused: parts.events.onRefused,
          onState: (state) => {
            if (state === 'unsaved' || state === 'onDevice') dirty = true
            parts.events.onSave(state)
          },
          patience: parts.patience,
          random: Math.random,
          rest: 2.5,
        })
  const changed = (now: boolean) => {
    dirty = true
    keep.saveDraft(local())
    saver?.changed(now)
  }
  const unlisten = form.onAnswer(() => changed(false))
  keep.saveDraft(local())
  if (dirty) saver?.changed(taken === 0)

  opened += 1
  return {
    id: opened,
    returned: Object.keys(parts.draft.answers).length > 0,
    startPage,
    form,
    furthest: () => furthest,
    finished: (page) => {
      furthest = Math.max(furthest, Math.min(page + 1, form.pages() - 1))
      changed(true)
    },
    parcel: () => ({
      token,
      body: { submissionId, version: view.version, answers: leavingDevice(view, form.answers()) },
    }),
    leave: () => saver?.leave(),
    stop: () => {
      unlisten()
      saver?.stop()
    },
  }
}
