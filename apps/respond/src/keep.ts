import type { LocalDraft } from './draft.ts'
import type { Parcel, ParcelStore } from './outbox.ts'

/** What stays in the browser. A browser without storage keeps it for as long as the page is open. */
export interface Keep {
  draft(): LocalDraft | undefined
  saveDraft(draft: LocalDraft | undefined): void
  /** The version that was not chosen when two devices had answers. */
  aside(): LocalDraft['answers'] | undefined
  saveAside(answers: LocalDraft['answers'] | undefined): void
  /** Id of the parcel that this tab is sending. */
  sending(): string | undefined
  saveSending(submissionId: string | undefined): void
  /** Receipt of a personal link, known on this device. */
  receipt(): string | undefined
  saveReceipt(receipt: string | undefined): void
  /** Level P: answers that were finished here. */
  own(): LocalDraft['answers'] | undefined
  saveOwn(answers: LocalDraft['answers'] | undefined): void
  /** Made here and exchanged for a code; `good` once the server said so. */
  ticket(): { readonly ticket: string; readonly good: boolean } | undefined
  saveTicket(ticket: { ticket: string; good: boolean } | undefined): void
  /** Everything of this link goes, except a receipt and own answers. */
  clear(): void
  readonly parcels: ParcelStore
}

const parcelPrefix = 'km-parcel:'

/**
 * What this device holds of a link. In: the link's token and how the form is kept. 'device' (level
 * A, shared devices): answers live in the tab only; just a finished parcel waits, unseen, for the
 * connection, and no receipt stays behind. 'own' (level P): answers stay here, also when all is done.
 */
export function keepFor(token: string, keeps: 'server' | 'device' | 'own'): Keep {
  const tab = box(() => sessionStorage)
  const own = keeps === 'device' ? tab : box(() => localStorage)
  const key = (part: string) => `km-${part}:${token}`
  return {
    draft: () => own.read<LocalDraft>(key('draft')),
    saveDraft: (draft) => own.write(key('draft'), draft),
    aside: () => own.read<LocalDraft['answers']>(key('aside')),
    saveAside: (answers) => own.write(key('aside'), answers),
    sending: () => own.read<string>(key('sending')),
    saveSending: (id) => own.write(key('sending'), id),
    receipt: () => (keeps === 'device' ? undefined : own.read<string>(key('receipt'))),
    saveReceipt: (receipt) => keeps !== 'device' && own.write(key('receipt'), receipt),
    own: () => (keeps === 'own' ? own.read<LocalDraft['answers']>(key('own')) : undefined),
    saveOwn: (answers) => keeps === 'own' && own.write(key('own'), answers),
    ticket: () => own.read<{ ticket: string; good: boolean }>(key('ticket')),
    saveTicket: (ticket) => own.write(key('ticket'), ticket),
    clear: () => {
      for (const part of ['draft', 'aside', 'sending', 'ticket']) own.write(key(part), undefined)
    },
    parcels: parcelStore(),
  }
}

/** Finished forms of every link on this device. */
export function parcelStore(): ParcelStore {
  const all = box(() => localStorage)
  return {
    all: () => all.keys(parcelPrefix).flatMap((key) => all.read<Parcel>(key) ?? []),
    put: (parcel) => all.write(parcelPrefix + parcel.body.submissionId, parcel),
    remove: (submissionId) => all.write(parcelPrefix + submissionId, undefined),
  }
}

interface Box {
  read<T>(key: string): T | undefined
  write(key: string, value: unknown): void
  keys(prefix: string): readonly string[]
}

/** Storage may be forbidden or full: then memory takes over, and nothing breaks. */
export function box(open: () => Storage): Box {
  const memory = new Map<string, string>()
  const attempt = <T>(work: (storage: Storage) => T, otherwise: () => T): T => {
    try {
      return work(open())
    } catch {
      return otherwise()
    }
  }
  return {
    read: <T>(key: string) => {
      const text =
        memory.get(key) ??
        attempt(
          (storage) => storage.getItem(key),
          () => null,
        )
      try {
        return text === null ? undefined : (JSON.parse(text) as T)
      } catch {
        return undefined
      }
    },
    write: (key, value) => {
      memory.delete(key)
      if (value === undefined)
        return attempt(
          (storage) => storage.removeItem(key),
          () => undefined,
        )
      const text = JSON.stringify(value)
      attempt(
        (storage) => storage.setItem(key, text),
        () => void memory.set(key, text),
      )
    },
    keys: (prefix) => {
      const stored = attempt(
        (storage) => Object.keys(storage),
        () => [],
      )
      return [...new Set([...stored, ...memory.keys()])].filter((key) => key.startsWith(prefix))
    },
  }
}
