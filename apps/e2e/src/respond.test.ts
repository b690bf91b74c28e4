import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchChromium } from './chromium.ts'
import { expectAccessible, openContext, widths } from './look-at.ts'
import { runDemo } from './run-server.ts'

let browser: Browser
let demo: Awaited<ReturnType<typeof runDemo>>
const unused: string[] = []

beforeAll(async () => {
  browser = await launchChromium()
  demo = await runDemo()
  unused.push(...linksOf('KM-NT2'))
}, 240_000)

afterAll(async () => {
  await browser?.close()
  await demo?.stop()
}, 60_000)

const linksOf = (instrument: string) =>
  demo.facts.links.filter((link) => link.instrument === instrument).map((link) => link.url)
const takeLink = () => {
  const link = unused.shift()
  if (link === undefined) throw new Error('The demo has no unused personal link left.')
  return link
}

const next = (page: Page) => page.getByRole('button', { name: 'Volgende', exact: true })
const subject = (page: Page, number: number) =>
  page.getByText(new RegExp(`(Onderwerp|Vraag) ${number} van`)).first()

/** Chooses the first answer of every question on this page that asks for one choice. */
async function answerPage(page: Page): Promise<void> {
  const groups = await page.getByRole('radiogroup').all()
  for (const group of groups) await group.getByRole('radio').first().check({ force: true })
}

/** The four levels of an item with their labels, visible without hovering, and the two escapes. */
async function expectLevelsReadable(page: Page): Promise<void> {
  const item = page.getByRole('radiogroup').first()
  for (const label of ['Nog niet', 'Begin', 'Op orde', 'Geborgd']) {
    const shown = item.getByText(label, { exact: true })
    await shown.scrollIntoViewIfNeeded()
    expect(await shown.isVisible()).toBe(true)
  }
  expect(await item.getByRole('radio').count()).toBe(6)
}

/** The page ends a little below its last question: room for the fixed buttons, no more. */
async function expectNothingBelowTheQuestions(page: Page): Promise<void> {
  const room = await page.evaluate(() => {
    const last = [...document.querySelectorAll('.question')].at(-1)?.getBoundingClientRect().bottom ?? 0
    return document.documentElement.scrollHeight - (last + window.scrollY)
  })
  expect(room).toBeLessThan(400)
}

describe.each(Object.keys(widths) as (keyof typeof widths)[])('a coordinator on a %s', (width) => {
  it('fills in the whole Kwaliteitsmonitor, continues on another device, sends it and sees the own school', async () => {
    const link = takeLink()
    const first = await openContext(browser, width)
    await first.page.goto(link)
    await subject(first.page, 1).waitFor()
    await expectAccessible(first.page, `KM-NT2, subject 1 on a ${width}`)
    await answerPage(first.page)
    await next(first.page).click()
    await subject(first.page, 2).waitFor()
    await expectLevelsReadable(first.page)
    await expectNothingBelowTheQuestions(first.page)
    await next(first.page).click()
    await first.page.getByText('Kies hier nog een antwoord.').first().waitFor()
    await expectAccessible(first.page, `KM-NT2, subject 2 with open questions on a ${width}`)
    await answerPage(first.page)
    await next(first.page).click()
    await subject(first.page, 3).waitFor()
    await first.page.getByText('bewaard', { exact: false }).first().waitFor()
    expect(first.complaints).toEqual([])
    await first.context.close()

    const second = await openContext(browser, width)
    await second.page.goto(link)
    await subject(second.page, 3).waitFor()
    for (let number = 3; number <= 11; number++) {
      await subject(second.page, number).waitFor()
      await answerPage(second.page)
      if (number < 11) await next(second.page).click()
    }
    await expectAccessible(second.page, `KM-NT2, the last subject on a ${width}`)
    await second.page.getByRole('button', { name: 'Versturen' }).click()
    await second.page.getByRole('heading', { name: 'Bedankt, je antwoorden zijn binnen' }).waitFor()
    await second.page.getByRole('heading', { name: /Het beeld van/ }).waitFor()
    await second.page.locator('.topic').first().waitFor()
    const paper = (await second.page.pdf({ preferCSSPageSize: true })).toString('latin1')
    expect(paper.match(/\/Type\s*\/Page\b/g)?.length).toBeLessThanOrEqual(4)
    await expectAccessible(second.page, `the own school's report on a ${width}`)
    expect(second.complaints).toEqual([])

    await second.page.goto(link)
    await second.page
      .getByRole('heading', { name: /verstuurd|Bedankt/ })
      .first()
      .waitFor()
    await second.context.close()
  }, 240_000)
})

describe.each(Object.keys(widths) as (keyof typeof widths)[])('a student on a %s', (width) => {
  it('answers, loses the connection, taps twice, and is counted exactly once', async () => {
    const before = await countSent()
    const { context, page, complaints } = await openContext(browser, width)
    await page.goto(linksOf('MBO-STU')[0] ?? '')
    await subject(page, 1).waitFor()
    await expectAccessible(page, `MBO-STU, the first question on a ${width}`)
    for (let number = 1; number < 12; number++) {
      await subject(page, number).waitFor()
      await answerPage(page)
      if (number === 9) await page.getByRole('radio', { name: 'vaak' }).check({ force: true })
      await next(page).click()
    }
    await subject(page, 12).waitFor()
    await expectAccessible(page, `MBO-STU, the last question on a ${width}`)
    await context.setOffline(true)
    await page.getByRole('button', { name: 'Versturen' }).dblclick()
    await page.getByRole('heading', { name: 'Nog niet verstuurd' }).waitFor()
    await expectAccessible(page, `MBO-STU, waiting for a connection on a ${width}`)
    await context.setOffline(false)
    await page.getByRole('heading', { name: 'Dank je wel!' }).waitFor({ timeout: 60_000 })
    expect(await page.getByText(/Praat er vandaag over/).isVisible()).toBe(true)
    await expectAccessible(page, `MBO-STU, thanks on a ${width}`)
    expect(await page.evaluate(() => JSON.stringify({ ...sessionStorage, ...localStorage }))).not.toContain(
      'MS_1',
    )
    expect(await countSent()).toBe(before + 1)
    expect(complaints).toEqual([])
    await context.close()
  }, 180_000)

  it('keeps an answer that was given before the script arrived', async () => {
    const { context, page } = await openContext(browser, width)
    let letThrough = () => {}
    const held = new Promise<void>((resolve) => {
      letThrough = resolve
    })
    await page.route(/\.js$/, async (route) => {
      await held
      await route.continue()
    })
    await page.goto(linksOf('MBO-STU')[0] ?? '', { waitUntil: 'commit' })
    const second = page.getByRole('radio').nth(1)
    await second.check({ force: true })
    letThrough()
    await page.waitForLoadState('networkidle')
    expect(await page.getByRole('radio').nth(1).isChecked()).toBe(true)
    await next(page).click()
    await subject(page, 2).waitFor()
    await page.getByRole('button', { name: 'Terug', exact: true }).click()
    await subject(page, 1).waitFor()
    expect(await page.getByRole('radio').nth(1).isChecked()).toBe(true)
    await context.close()
  }, 120_000)
})

it('says in one sentence what to do when a link does not work', async () => {
  for (const width of Object.keys(widths) as (keyof typeof widths)[]) {
    const { context, page } = await openContext(browser, width)
    await page.goto(`${demo.url}/r/1-00000000000000000000000000`)
    await page.getByRole('heading', { name: 'Deze link werkt niet' }).waitFor()
    await expectAccessible(page, `an unknown link on a ${width}`)
    await context.close()
  }
}, 60_000)

/** Responses in the open student round, as the project leader sees them. */
async function countSent(): Promise<number> {
  const leader = demo.facts.accounts.find((account) => account.role === 'project_leader')
  const signIn = await fetch(`${demo.url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: demo.url },
    body: JSON.stringify({ email: leader?.email, password: leader?.password }),
  })
  const cookie = signIn.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ')
  const rounds = (await (await fetch(`${demo.url}/api/rounds`, { headers: { cookie } })).json()) as {
    rounds?: { instrument: string; state: string; done: number }[]
  } & { instrument: string; state: string; done: number }[]
  const list = rounds.rounds ?? rounds
  return list
    .filter((round) => round.instrument === 'MBO-STU' && round.state === 'open')
    .reduce((sum, round) => sum + round.done, 0)
}
