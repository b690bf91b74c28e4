import type { Scale, SurveyJson } from '@km/definition'
import { renderToStaticMarkup } from 'react-dom/server'
import { createModel, type FormInput, wordsPerPage } from './form-model.ts'
import { nl } from './nl.ts'
import { type FormFacts, Intro, PrivacyMore, Shell } from './shell.tsx'
import { SurveyView } from './survey-view.tsx'
import { timeLeft } from './time-left.ts'
import { type ToldFacts, ToldResult } from './told-result.tsx'

export { type StatementPage, statementDocument } from './statement.tsx'

/** A definition's first page as HTML, with what the frame around it needs. Cache it per definition. */
export interface FirstPage {
  readonly html: string
  readonly pages: number
  readonly words: readonly number[]
  /** Intro text of the definition, plain. */
  readonly description: string | undefined
}

/**
 * Renders the first page of a definition with native inputs that work before any script arrives.
 * In: the SurveyJS JSON, the scales its questions use, the language level. Takes about 50 ms and
 * depends on nothing else: do it once per definition and keep the result. The HTML holds no
 * script, no style attribute and no form element.
 */
export function renderFirstPage(input: {
  readonly definition: SurveyJson
  readonly scales: readonly Scale[]
  readonly languageLevel: FormInput['languageLevel']
}): FirstPage {
  const model = createModel(input)
  const description = model.description
  return {
    // Without a script, Enter in the one field of a form would send its answers to the address bar.
    html: renderToStaticMarkup(<SurveyView model={model} />)
      .replace(/<form[^>]*>/g, '<div>')
      .replaceAll('</form>', '</div>')
      .replace(/(<[^>]*?) style="[^"]*"/g, '$1'),
    pages: model.visiblePages.length,
    words: wordsPerPage(model),
    description: description === '' ? undefined : description,
  }
}

/** What a page of the built respond app needs, from its Vite manifest. */
export interface RespondAssets {
  readonly script: string
  /** The style sheet itself: a request of its own would be a second round trip before anything can be read. */
  readonly css: string
  /** Chunks the script asks for at once, so that the browser may fetch them beside it. */
  readonly preload: readonly string[]
}

interface BuiltApp {
  readonly manifest: Readonly<Record<string, ManifestChunk>>
  readonly css: string
}

interface ManifestChunk {
  readonly file: string
  readonly imports?: readonly string[]
  readonly dynamicImports?: readonly string[]
  readonly isEntry?: boolean
}

/**
 * Reads `dist/.vite/manifest.json` of the respond app. In: the parsed manifest, the text of its style
 * sheets and the base ('/respond/'). Throws when it has no entry.
 */
export function respondAssets({ manifest, css, base }: BuiltApp & { readonly base: string }): RespondAssets {
  const entry = Object.values(manifest).find((chunk) => chunk.isEntry)
  if (entry === undefined) throw new Error('The manifest of the respond app has no entry.')
  const chunks = (entry.dynamicImports ?? []).flatMap((key) => manifest[key] ?? [])
  const files = chunks.flatMap((chunk) => [
    chunk.file,
    ...(chunk.imports ?? []).flatMap((key) => manifest[key]?.file ?? []),
  ])
  return {
    script: base + entry.file,
    css,
    preload: [...new Set(files)].filter((file) => file !== entry.file).map((file) => base + file),
  }
}

/** The view that is put into the page, as the API's `RespondView`; only what this file reads is named. */
export interface PageView extends FormFacts {
  readonly definition?: SurveyJson
  readonly status: 'open' | 'draft' | 'sent' | 'closed' | 'expired'
  readonly result?: ToldFacts | undefined
}

/**
 * The whole HTML document of `/r/{token}`: frame, first page (only for status `open`), the view as
 * a JSON data block (#view) and the script, loaded without blocking. In: the view (absent for an
 * unknown link; then `problem` is the sentence to show), the first page of its definition, the
 * assets. No inline script, and no style but the sheet of the assets, which the policy names by its hash.
 */
export function respondDocument(input: {
  readonly view?: PageView
  readonly firstPage?: FirstPage
  readonly problem?: string
  readonly assets: RespondAssets
}): string {
  const { firstPage, problem, assets } = input
  const view = input.view && { ...input.view, title: formTitle(input.view) }
  const first = view?.status === 'open' ? firstPage : undefined
  const body = renderToStaticMarkup(
    view && first ? <FirstScreen view={view} first={first} /> : <Waiting view={view} problem={problem} />,
  )
  const data =
    view === undefined
      ? ''
      : `<script type="application/json" id="view">${JSON.stringify(input.view).replaceAll('<', '\\u003c')}</script>`
  return [
    '<!doctype html><html lang="nl"><head><meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width,initial-scale=1">',
    '<meta name="referrer" content="no-referrer"><meta name="robots" content="noindex">',
    `<title>${escapeHtml(view?.title ?? 'Kwaliteitsmonitor NT2')}</title>`,
    `<style>${assets.css}</style>`,
    `<script type="module" src="${assets.script}"></script>`,
    ...assets.preload.map((href) => `<link rel="modulepreload" href="${href}" fetchpriority="low">`),
    '<link rel="icon" href="data:,">',
    `</head><body><div id="app">${body}</div>${data}</body></html>`,
  ].join('')
}

/** What a respondent knows the form by: the title of the definition, else that of the instrument. */
function formTitle(view: PageView): string {
  const title = view.definition?.title
  return typeof title === 'string' && title !== '' ? title : view.title
}

function FirstScreen({ view, first }: { view: PageView; first: FirstPage }) {
  const simple = view.languageLevel === 'A2'
  const minutesLeft = timeLeft({ minutes: view.minutes, words: first.words, done: 0 })
  return (
    <Shell
      facts={view}
      progress={{ page: 0, pages: first.pages, ...(simple ? {} : { minutesLeft }) }}
      footer={
        <button type="button" className="button" data-next data-wait={nl.waiting}>
          {first.pages > 1 ? nl.next : nl.send}
        </button>
      }
    >
      <Intro facts={view} description={first.description} />
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: rendered by React above, kept per definition */}
      <div id="begin" className="form" dangerouslySetInnerHTML={{ __html: first.html }} />
      <PrivacyMore facts={view} />
    </Shell>
  )
}

function Waiting({ view, problem }: { view: PageView | undefined; problem: string | undefined }) {
  // What came out can be read without any script.
  if (view?.result !== undefined) {
    return (
      <Shell facts={view}>
        <ToldResult result={view.result} />
      </Shell>
    )
  }
  return (
    <Shell facts={view}>
      <p className="waiting" role="status">
        {problem ?? (view ? nl.loading : nl.waiting)}
      </p>
    </Shell>
  )
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)
}
