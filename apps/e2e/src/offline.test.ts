import { readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launchChromium } from './chromium.ts'
import { expectAccessible, openContext, widths } from './look-at.ts'
import { type DemoFacts, freePort, runServer, temporaryFolder } from './run-server.ts'

const dataDir = temporaryFolder('offline')
let browser: Browser
let server: Awaited<ReturnType<typeof runServer>>
let port: number
let links: DemoFacts['links']

beforeAll(async () => {
  browser = await launchChromium()
  port = await freePort()
  server = await runServer({ dataDir, port, demo: true })
  links = (JSON.parse(readFileSync(path.join(dataDir, 'demo.json'), 'utf8')) as DemoFacts).links
}, 240_000)
afterAll(async () => {
  await browser?.close()
  await server?.stop()
  rmSync(dataDir, { recursive: true, force: true })
}, 60_000)

/** Everything that the browser keeps outside the tab: addresses and texts. */
const keptBy = (page: Page) =>
  page.evaluate(async () => {
    const found: string[] = []
    for (const name of await caches.keys()) {
      const cache = await caches.open(name)
      for (const request of await cache.keys()) {
        const answer = await cache.match(request)
        found.push(`${new URL(request.url).pathname} ${(await answer?.text()) ?? ''}`)
      }
    }
    return found
  })

const linkOf = (instrument: string): string =>
  links.find((one) => one.instrument === instrument)?.url ?? 'no such link'

it.each(Object.keys(widths) as (keyof typeof widths)[])(
  'a reload without a connection says so, and the answers of a student are still there on a %s',
  async (width) => {
    const { context, page, complaints } = await openContext(browser, width)
    await page.goto(linkOf('MBO-STU'))
    await page.getByText('Vraag 1 van 12').first().waitFor()
    await page.evaluate(() => navigator.serviceWorker.ready)
    await page.getByRole('radio').nth(1).check({ force: true })
    await page.getByRole('button', { name: 'Volgende' }).click()
    await page.getByText('Vraag 2 van 12').first().waitFor()
    await server.stop()
    await page.reload()
    await page.getByRole('heading', { name: 'Er is geen verbinding' }).waitFor()
    await expectAccessible(page, `no connection on a ${width}`)
    await page.getByRole('button', { name: 'Probeer het nu' }).click()
    await page.getByText('Er is nog geen verbinding.').waitFor()
    const kept = await keptBy(page)
    expect(kept.map((one) => one.split(' ')[0]).sort()).toEqual([
      ...['/respond/offline.css', '/respond/offline.html', '/respond/offline.js'],
    ])
    expect(kept.join(' ')).not.toContain(linkOf('MBO-STU').split('/r/')[1])
    server = await runServer({ dataDir, port })
    await page.getByText('Vraag 2 van 12').first().waitFor({ timeout: 60_000 })
    await page.getByRole('button', { name: 'Terug' }).click()
    await page.getByText('Vraag 1 van 12').first().waitFor()
    expect(await page.getByRole('radio').nth(1).isChecked()).toBe(true)
    expect(complaints).toEqual([])
    await context.close()
  },
)
