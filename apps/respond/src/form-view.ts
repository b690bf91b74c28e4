import type { RespondView } from '@km/api'

/** A respondent knows the form by the title of its definition. */
export function named(view: RespondView): RespondView {
  const title = view.definition?.title
  return typeof title === 'string' && title !== '' ? { ...view, title } : view
}

/** Texts for who gave a certain answer; looked up on the device, so that nobody learns of it. */
export function helpFor(view: RespondView, answers: Readonly<Record<string, unknown>>): readonly string[] {
  return (view.afterSending ?? [])
    .filter(({ whenItem, equals }) => answers[whenItem] === equals)
    .map(({ text }) => text)
}

/** The view as the server put it into the page; undefined when it did not. */
export function embeddedView(page: Document): RespondView | undefined {
  const text = page.getElementById('view')?.textContent
  return text ? named(JSON.parse(text) as RespondView) : undefined
}
