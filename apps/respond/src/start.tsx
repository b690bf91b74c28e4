import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import { createClient } from './api.ts'
import { App } from './app.tsx'
import { browserPatience } from './backoff.ts'
import { embeddedView } from './form-view.ts'
import { createJourney } from './journey.ts'
import { parcelStore } from './keep.ts'
import { prepareForOffline } from './offline.ts'
import { createOutbox } from './outbox.ts'
import { holdPlace, pointerAtRest } from './take-over.ts'

/**
 * Takes the page over from the server's HTML: what was answered there goes into the form, focus
 * and scroll position stay, and a "Volgende" that was pressed too early is done after all.
 */
export async function start(early: { readonly next: boolean; over: boolean }): Promise<void> {
  const old = document.getElementById('app')
  if (old === null) return
  const token = decodeURIComponent(location.pathname.split('/').pop() ?? '')
  const client = createClient(window.fetch.bind(window))
  const sending = browserPatience()
  const outbox = createOutbox({
    send: client.send,
    store: parcelStore(),
    patience: sending,
    random: Math.random,
  })
  await pointerAtRest()
  early.over = true
  const view = embeddedView(document)
  const native = view?.status === 'open' ? old : undefined
  const journey = createJourney({ token, view, native, client, outbox, patience: browserPatience() })
  const putBack = holdPlace(old)
  const fresh = document.createElement('div')
  fresh.id = 'app'
  flushSync(() =>
    createRoot(fresh).render(
      <App token={token} journey={journey} client={client} pressNext={early.next} onTryNow={sending.wake} />,
    ),
  )
  old.replaceWith(fresh)
  putBack(fresh)
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') journey.leave()
  })
  // A page that comes out of the browser's own memory may be another person's on a shared device.
  window.addEventListener('pageshow', (event) => {
    if (event.persisted) location.reload()
  })
  prepareForOffline(navigator)
}
