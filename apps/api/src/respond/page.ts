import type { FirstPage, RespondAssets } from '@km/ui/server'
import type { Context } from 'hono'
import { Hono } from 'hono'
import { addressOf } from '../address.ts'
import { Problem } from '../problem.ts'
import type { StaticFiles } from '../static-files.ts'
import { respondText } from './nl.ts'
import { openLink } from './open-link.ts'
import type { RespondDeps } from './respond-deps.ts'
import type { ServedDefinition } from './served-definitions.ts'
import { viewForm } from './view-form.ts'

/** React and survey-core take a second and much memory to load: only when the first page is asked for. */
const renderer = () => import('@km/ui/server')

/** Loads the renderer, so that the first respondent does not wait for it. */
export async function warmUpPages(): Promise<void> {
  await renderer()
}

/** First pages by definition; each is rendered once. */
export interface FirstPages {
  of(served: ServedDefinition): Promise<FirstPage>
}

export function keepFirstPages(): FirstPages {
  const kept = new Map<number, Promise<FirstPage>>()
  const render = async ({ definition, scales, facts }: ServedDefinition): Promise<FirstPage> =>
    (await renderer()).renderFirstPage({
      definition: definition.json,
      scales,
      languageLevel: facts.languageLevel,
    })
  return {
    of(served) {
      const page = kept.get(served.id) ?? render(served)
      kept.set(served.id, page)
      page.catch(() => kept.delete(served.id))
      return page
    },
  }
}

export interface PageDeps extends RespondDeps {
  readonly files: StaticFiles
  readonly firstPages: FirstPages
}

async function assetsOf(files: StaticFiles): Promise<RespondAssets | undefined> {
  if (files.respond === undefined) return undefined
  return (await renderer()).respondAssets({ ...files.respond, base: '/respond/' })
}

async function document(deps: PageDeps, c: Context): Promise<{ html: string; status: 200 | 404 | 429 }> {
  const assets = await assetsOf(deps.files)
  if (assets === undefined)
    return { html: `<!doctype html><p lang="nl">${respondText.notBuilt}</p>`, status: 200 }
  const { respondDocument } = await renderer()
  try {
    const link = await openLink(deps, c.req.param('token') ?? '', addressOf(c))
    const view = await viewForm(deps, link)
    // Behind a code the questions come with the script, after the code.
    if (view.status !== 'open' || view.asksCode)
      return { html: respondDocument({ view, assets }), status: 200 }
    const firstPage = await deps.firstPages.of(link.served)
    return { html: respondDocument({ view, firstPage, assets }), status: 200 }
  } catch (error) {
    if (!(error instanceof Problem) || (error.status !== 404 && error.status !== 429)) throw error
    if (error.details.retryAfter !== undefined) c.header('retry-after', String(error.details.retryAfter))
    return { html: respondDocument({ problem: error.message, assets }), status: error.status }
  }
}

/** `/r/{token}`: the page of the respond app, its first questions readable before any script arrives. */
export function respondPage(deps: PageDeps) {
  return new Hono().get('/r/:token', async (c) => {
    const { html, status } = await document(deps, c)
    return c.html(html, status)
  })
}
