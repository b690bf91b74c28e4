import { renderToStaticMarkup } from 'react-dom/server'
import { Shell } from './shell.tsx'

/** A page of text around the forms, such as a privacy statement. */
export interface StatementPage {
  readonly title: string
  readonly lead: string
  /** Name of the form that it is about. */
  readonly about?: string
  readonly languageLevel?: 'A2' | 'B1'
  readonly sections: readonly { readonly title: string; readonly lines: readonly string[] }[]
  readonly links: readonly { readonly href: string; readonly text: string }[]
}

function Statement({ page }: { page: StatementPage }) {
  const { about, languageLevel = 'B1' } = page
  return (
    <Shell
      facts={about === undefined ? undefined : { title: about, schoolYear: '', languageLevel, demo: false }}
    >
      <article className="statement">
        <h1 className="page-title">{page.title}</h1>
        {page.lead === '' ? null : <p className="statement-lead">{page.lead}</p>}
        {page.sections.map(({ title, lines }) => (
          <section key={title}>
            <h2>{title}</h2>
            {lines.map((line) => (
              <p key={line}>{line}</p>
            ))}
          </section>
        ))}
        {page.links.length > 0 ? (
          <ul>
            {page.links.map(({ href, text }) => (
              <li key={href}>
                <a href={href}>{text}</a>
              </li>
            ))}
          </ul>
        ) : null}
      </article>
    </Shell>
  )
}

const escapeHtml = (text: string): string => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)

/** The whole HTML document of such a page; no script. `assets`: absent when the front end was not built. */
export function statementDocument(page: StatementPage, assets: { readonly css: string } | undefined): string {
  return [
    '<!doctype html><html lang="nl"><head><meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width,initial-scale=1">',
    '<meta name="referrer" content="no-referrer">',
    `<title>${escapeHtml([page.title, page.about].filter(Boolean).join(' · '))}</title>`,
    assets === undefined ? '' : `<style>${assets.css}</style>`,
    `<link rel="icon" href="data:,"></head><body>${renderToStaticMarkup(<Statement page={page} />)}</body></html>`,
  ].join('')
}
