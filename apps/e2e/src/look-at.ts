import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { expect } from 'vitest'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** A phone and a laptop: every screen is looked at in both. */
export const widths = { phone: { width: 360, height: 740 }, laptop: { width: 1280, height: 800 } } as const

interface AxeResult {
  readonly violations: readonly {
    readonly id: string
    readonly help: string
    readonly nodes: readonly { readonly target: readonly string[]; readonly failureSummary?: string }[]
  }[]
}

/** A context whose pages fail the test when the Content-Security-Policy stops something or a script throws. */
export async function openContext(
  browser: Browser,
  width: keyof typeof widths,
  more: { readonly hasTouch?: boolean } = {},
): Promise<{ context: BrowserContext; page: Page; complaints: string[] }> {
  const context = await browser.newContext({
    ...more,
    viewport: widths[width],
    locale: 'nl-NL',
    timezoneId: 'Europe/Amsterdam',
  })
  const complaints: string[] = []
  context.on('weberror', (error) => complaints.push(error.error().message))
  context.on('console', (message) => {
    if (/Content Security Policy/i.test(message.text())) complaints.push(message.text())
  })
  return { context, page: await context.newPage(), complaints }
}

/** WCAG 2.2 A and AA on the page as it stands: no violation, nothing that scrolls sideways. */
export async function expectAccessible(page: Page, where: string): Promise<void> {
  const result = await page.evaluate<AxeResult>(
    `${axe};axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'], resultTypes: ['violations'] })`,
  )
  const found = result.violations.map(
    (one) =>
      `${one.id}: ${one.help} at ${one.nodes.map((node) => `${node.target.join(' ')} (${node.failureSummary ?? ''})`).join(', ')}`,
  )
  expect(found, `axe on ${where}`).toEqual([])
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  expect(overflow, `${where} scrolls sideways by so many pixels`).toBeLessThanOrEqual(0)
}

/** Signs in with a password on the real page, and waits until the person is in. */
export async function signInAs(
  page: Page,
  url: string,
  account: { readonly email: string; readonly password: string } | undefined,
): Promise<void> {
  await page.goto(`${url}/inloggen`)
  await page.getByLabel('E-mailadres').fill(account?.email ?? '')
  await page.getByLabel('Wachtwoord', { exact: true }).fill(account?.password ?? '')
  await page.getByRole('button', { name: 'Log in', exact: true }).click()
  await page.waitForURL((at) => at.pathname !== '/inloggen')
}
