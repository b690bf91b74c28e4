import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launchChromium } from './chromium.ts'
import { expectAccessible, openContext } from './look-at.ts'
import { runDemo } from './run-server.ts'

/** Forms in A2, and the most minutes that the plan of the questionnaires allows. */
const forms = [
  ['DS-LL', 5],
  ['JM-LL', 3],
  ['JM-MAAT', 3],
  ['VC-VO', 4],
  ['MBO-STU', 5],
  ['DS-BETR-OUDER', 2],
] as const

let browser: Browser
let demo: Awaited<ReturnType<typeof runDemo>>
let cookie: string

beforeAll(async () => {
  browser = await launchChromium()
  demo = await runDemo()
  const leader = demo.facts.accounts.find((one) => one.role === 'project_leader')
  const { email = '', password = '' } = leader ?? {}
  const signedIn = await fetch(`${demo.url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: demo.url },
    body: JSON.stringify({ email, password }),
  })
  cookie = signedIn.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ')
}, 240_000)
afterAll(async () => {
  await browser?.close()
  await demo?.stop()
}, 60_000)

async function linkTo(instrument: string, period: string): Promise<string> {
  const dates = { opensOn: '2026-08-01', closesOn: '2099-07-01' }
  const made = await fetch(`${demo.url}/api/rounds`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: demo.url, cookie },
    body: JSON.stringify({ instrument, schoolYear: '2026-2027', period, ...dates }),
  })
  const { links } = (await made.json()) as { links: { url: string }[] }
  return links[0]?.url ?? ''
}

const begin = (page: Page): Locator =>
  page.getByRole('button', { name: 'Begin', exact: true }).or(page.getByRole('link', { name: 'Begin' }))

/** Presses Tab until what has the focus is such a thing; a question is never more than a few steps away. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let step = 0; step < 14; step += 1) {
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) === true, selector)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab does not reach ${selector}.`)
}

/** What a screen reader says, in order: the question, its answers, and only then the way on. */
async function expectReadingOrder(page: Page): Promise<void> {
  const said = await page.locator('body').ariaSnapshot()
  const at = (what: RegExp) => said.search(what)
  const [question, answer, way] = [
    at(/- heading/),
    at(/- (radio|checkbox|textbox)\b/),
    at(/button "(Volgende|Versturen)"/),
  ]
  expect([question >= 0, question < answer, answer < way], said).toEqual([true, true, true])
}

it.each(forms)(
  '%s is filled in at 360 px with the keyboard alone, in %i minutes at most',
  async (code, most) => {
    const { context, page, complaints } = await openContext(browser, 'phone')
    await page.goto(await linkTo(code, 'toetsenbord'))
    const path = new URL(page.url()).pathname.replace('/r/', '/api/respond/')
    const { minutes } = (await (await fetch(demo.url + path)).json()) as { minutes: { max: number } }
    expect(minutes.max).toBeLessThanOrEqual(most)
    await begin(page).waitFor()
    await expectAccessible(page, `the start of ${code}`)
    await tabTo(page, '.intro .button')
    await page.keyboard.press('Enter')
    for (let question = 1; ; question += 1) {
      const progress = page.getByRole('progressbar', { name: new RegExp(`^Vraag ${question} van `) })
      await progress.waitFor()
      await expectReadingOrder(page)
      await tabTo(page, 'main input, main textarea')
      if (await page.evaluate(() => document.activeElement?.matches('textarea') === true))
        await page.keyboard.type('Goed zo.')
      else await page.keyboard.press('Space')
      // Asked again each time: an answer may take questions away.
      const last = await page.getByRole('button', { name: 'Versturen' }).count()
      await tabTo(page, '[data-next]')
      await page.keyboard.press('Enter')
      if (last > 0) break
    }
    await page.getByRole('heading', { name: 'Dank je wel!' }).waitFor()
    await expectAccessible(page, `thanks after ${code}`)
    expect(complaints).toEqual([])
    await context.close()
  },
  120_000,
)

/** A finger needs 44 by 44 pixels. */
async function tap(target: Locator): Promise<void> {
  await target.waitFor()
  const { width = 0, height = 0 } = (await target.boundingBox()) ?? {}
  expect(Math.round(Math.min(width, height))).toBeGreaterThanOrEqual(44)
  await target.tap()
}

it.each(forms)(
  '%s is filled in at 360 px by touch alone',
  async (code) => {
    const { context, page, complaints } = await openContext(browser, 'phone', { hasTouch: true })
    await page.goto(await linkTo(code, 'vinger'))
    // The script takes over from what the server drew: measured is what stays.
    await page.waitForLoadState('networkidle')
    await tap(begin(page))
    for (let question = 1; ; question += 1) {
      await page.getByRole('progressbar', { name: new RegExp(`^Vraag ${question} van `) }).waitFor()
      const answer = page.locator('main label:has(input)').first()
      if ((await answer.count()) > 0) {
        await tap(answer)
        expect(await answer.locator('input').isChecked()).toBe(true)
      }
      const last = await page.getByRole('button', { name: 'Versturen' }).count()
      await tap(page.locator('[data-next]'))
      if (last > 0) break
    }
    await page.getByRole('heading', { name: 'Dank je wel!' }).waitFor()
    expect(complaints).toEqual([])
    await context.close()
  },
  120_000,
)
