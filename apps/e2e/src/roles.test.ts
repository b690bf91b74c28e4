import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchChromium } from './chromium.ts'
import { expectAccessible, openContext, signInAs, widths } from './look-at.ts'
import { runDemo } from './run-server.ts'

/** The main path of who reads results without leading the network: each sees their own, and no more. */

let browser: Browser
let demo: Awaited<ReturnType<typeof runDemo>>

beforeAll(async () => {
  browser = await launchChromium()
  demo = await runDemo()
}, 240_000)

afterAll(async () => {
  await browser?.close()
  await demo?.stop()
}, 60_000)

const signIn = (page: Page, role: string): Promise<void> =>
  signInAs(
    page,
    demo.url,
    demo.facts.accounts.find((one) => one.role === role),
  )

describe.each(Object.keys(widths) as (keyof typeof widths)[])('on a %s', (width) => {
  it('a coordinator finds the own form, the own past and what became of it', async () => {
    const { context, page } = await openContext(browser, width)
    await signIn(page, 'coordinator')
    await page.getByRole('heading', { name: 'Mijn school' }).waitFor()
    await page.getByRole('heading', { name: 'Wat is er met jullie antwoorden gedaan?' }).waitFor()
    await page.getByText('Uit de antwoorden van').first().waitFor()
    await expectAccessible(page, `the own place on a ${width}`)
    await page.getByRole('button', { name: 'Ga verder met invullen' }).click()
    await page.getByRole('button', { name: 'Maak de link' }).click()
    const form = await page.getByRole('link', { name: 'Open de vragenlijst' }).getAttribute('href')
    expect(form).toContain('/r/')
    await page.keyboard.press('Escape')
    await page.getByRole('link', { name: 'Bekijk het beeld van jullie school' }).first().click()
    await page.waitForURL(/\/scholen\/\d+/)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await expectAccessible(page, `the own school on a ${width}`)
    await page.goto(`${demo.url}/account`)
    const weekly = page.getByRole('region', { name: 'Weekoverzicht per mail' })
    await weekly.getByRole('button', { name: /^Zet (aan|uit)$/ }).waitFor()
    const isOn = await weekly.getByText(/^Staat aan/).isVisible()
    await weekly.getByRole('button', { name: isOn ? 'Zet uit' : 'Zet aan' }).click()
    await weekly.getByText(isOn ? /^Staat uit/ : /^Staat aan/).waitFor()
    await expectAccessible(page, `the own account on a ${width}`)
    await page.goto(form ?? '')
    await page
      .getByText(/Onderwerp \d+ van 11/)
      .first()
      .waitFor()
    await page.getByText(/^Jullie antwoorden van/).click()
    await page.getByRole('columnheader', { name: 'Nu' }).waitFor()
    await expectAccessible(page, `last year beside this year on a ${width}`)
    await context.close()
  })

  it('a board member reads percentages with caps, and headlines of findings', async () => {
    const { context, page } = await openContext(browser, width)
    await signIn(page, 'board')
    await page.getByRole('link', { name: 'Bekijk de uitkomsten' }).click()
    await page.getByText('minder dan 5%').first().waitFor()
    await expectAccessible(page, `results for the board on a ${width}`)
    expect(await page.locator('main').innerText()).not.toContain('Lyceum')
    await page.goto(`${demo.url}/bevindingen`)
    await page.getByRole('heading', { name: 'Bevindingen' }).waitFor()
    await page.locator('.findings a').first().click()
    await page
      .getByText('Het cijfer achter deze bevinding ziet alleen de projectleider', { exact: false })
      .waitFor()
    expect(await page.getByRole('button', { name: 'Nieuwe verbeteractie' }).count()).toBe(0)
    await expectAccessible(page, `a finding for the board on a ${width}`)
    await context.close()
  })
})

it('a coach reads the results of the pilot once the project leader shares them', async () => {
  const { context, page } = await openContext(browser, 'laptop')
  await signIn(page, 'project_leader')
  await page.goto(`${demo.url}/meetrondes`)
  await page
    .getByRole('region', { name: 'Afgesloten' })
    .getByRole('link', { name: /Coaching mbo: student/ })
    .first()
    .click()
  const coach = await openContext(browser, 'phone')
  await signIn(coach.page, 'coach')
  const results = coach.page.getByRole('link', { name: 'Bekijk de uitkomsten' })
  await results.waitFor()

  await page.getByRole('button', { name: 'Deel niet meer met de coaches' }).click()
  await page.getByRole('button', { name: 'Deel met de coaches' }).waitFor()
  await coach.page.reload()
  await coach.page.getByText('Er is nog geen uitkomst voor jou.').waitFor()
  expect(await results.count()).toBe(0)

  await page.getByRole('button', { name: 'Deel met de coaches' }).click()
  await page.getByRole('button', { name: 'Deel niet meer met de coaches' }).waitFor()
  await expectAccessible(page, 'a round that is shared with coaches')
  await context.close()
  await coach.page.reload()
  await results.click()
  await coach.page
    .getByText(/personen|mensen/)
    .first()
    .waitFor()
  await expectAccessible(coach.page, 'results for a coach')
  await coach.context.close()
})
