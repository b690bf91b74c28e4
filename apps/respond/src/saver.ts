import type { Client, ServerDraft } from './api.ts'
import { backoffSeconds, type Patience } from './backoff.ts'

export type SaveState = 'saved' | 'saving' | 'unsaved' | 'onDevice'

export interface Saver {
  /** Something changed; it is saved a moment later, or at once with `now`. */
  changed(now?: boolean): void
  /** The page is being left: one last attempt that outlives it. */
  leave(): void
  /** No more saving, for instance because the form is being sent. */
  stop(): void
}

/**
 * Sends drafts of a personal link, one at a time, always the newest, until the server has it.
 * In: what to send (`read`), how to send it, what to do with a new revision, a stale draft, a link
 * that takes no more drafts (`refused`) and a new state.
 */
export function createSaver(parts: {
  readonly read: () => ServerDraft
  readonly save: (draft: ServerDraft, leaving?: boolean) => ReturnType<Client['saveDraft']>
  readonly onSaved: (revision: number) => void
  readonly onStale: (theirs: ServerDraft) => void
  /** What the server holds came from here: its answer was lost on the way, nobody else was there. */
  readonly isEcho: (theirs: ServerDraft) => boolean
  readonly onRefused: (code: string, message: string) => void
  readonly onState: (state: SaveState) => void
  readonly patience: Patience
  readonly random: () => number
  /** Seconds of rest after a change. */
  readonly rest: number
}): Saver {
  let dirty = false
  let running = false
  let stopped = false

  async function run(): Promise<void> {
    if (running || stopped || !dirty) return
    running = true
    let attempt = 0
    while (dirty && !stopped) {
      dirty = false
      parts.onState('saving')
      const outcome = await parts.save(parts.read())
      if (stopped) break
      if (outcome.kind === 'ok') {
        attempt = 0
        parts.onSaved(outcome.value.revision)
        parts.onState(dirty ? 'unsaved' : 'saved')
      } else if (outcome.kind === 'later') {
        dirty = true
        attempt += 1
        parts.onState('onDevice')
        await parts.patience.wait(Math.max(outcome.seconds ?? 0, backoffSeconds(attempt, parts.random)))
      } else if (outcome.draft !== undefined && parts.isEcho(outcome.draft)) {
        parts.onSaved(outcome.draft.revision)
        dirty = true
      } else {
        stopped = true
        parts.onState('onDevice')
        if (outcome.draft !== undefined) parts.onStale(outcome.draft)
        else parts.onRefused(outcome.code, outcome.message)
      }
    }
    running = false
  }

  let resting = false
  return {
    changed: (now = false) => {
      if (stopped) return
      dirty = true
      if (running) return
      parts.onState('unsaved')
      if (now) {
        parts.patience.wake()
        void run()
      } else {
        if (resting) return
        resting = true
        void parts.patience.wait(parts.rest).then(() => {
          resting = false
          return run()
        })
      }
    },
    leave: () => {
      if (dirty && !stopped) void parts.save(parts.read(), true)
    },
    stop: () => {
      stopped = true
    },
  }
}
