import type { RespondView } from '@km/api'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import { createClient } from './api.ts'
import { App } from './app.tsx'
import { browserPatience } from './backoff.ts'
import { parcelStore } from './keep.ts'
import { createOutbox } from './outbox.ts'
import { holdPlace, pointerAtRest } from './take-over.ts'

/**
 * Takes the page over from the server's HTML: what was answered there goes into the form, focus
 * and scroll position stay, and a "Volgende" that was pressed too early is done after all.
 */
export async function start(early: { readonly next: boolean; over: boolean }): Promise<void> {
  const old = document.getElementById('app')
  if (old === null) return
  const patience = browserPatience()
  const client = createClient(window.fetch.bind(window))
  const outbox = createOutbox({ send: client.send, store: parcelStore(), patience, random: Math.random })
  await pointerAtRest()
  early.over = true
  const fresh = document.createElement('div')
  fresh.id = 'app'
  const putBack = holdPlace(old)
  const view = embeddedView()
  flushSync(() =>
    createRoot(fresh).render(
      <App
        token={decodeURIComponent(location.pathname.split('/').pop() ?? '')}
        view={view}
        native={view?.status === 'open' ? old : undefined}
        pressNext={early.next}
        client={client}
        outbox={outbox}
        patience={patience}
      />,
    ),
  )
  old.replaceWith(fresh)
  putBack(fresh)
}

function embeddedView(): RespondView | undefined {
  const text = document.getElementById('view')?.textContent
  return text ? (JSON.parse(text) as RespondView) : undefined
}
