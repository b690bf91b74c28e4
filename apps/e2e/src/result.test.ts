import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launchChromium } from './chromium.ts'
import { expectAccessible, openContext, signInAs } from './look-at.ts'
import { runDemo } from './run-server.ts'

/** What came out goes back to who answered: chosen and written by the project leader, read at the same link. */

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

it('students read three results and what is done with them, on the link of their round', async () => {
  const link = demo.facts.links.find((one) => one.instrument === 'MBO-STU')?.url ?? ''
  const send = link.replace('/r/', '/api/respond/')
  const answers = { MS_3: 'ja', MS_4: 'ja', MS_10: 'ja' }
  for (let student = 0; student < 3; student += 1) {
    const sent = await fetch(`${send}/submissions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ submissionId: crypto.randomUUID(), answers }),
    })
    expect(sent.status).toBe(201)
  }

  const leader = await openContext(browser, 'laptop')
  const { page } = leader
  const account = demo.facts.accounts.find((one) => one.role === 'project_leader')
  await signInAs(page, demo.url, account)
  await page.goto(`${demo.url}/meetrondes`)
  await page
    .getByRole('region', { name: 'Nu open' })
    .getByRole('link', { name: /Coaching mbo: student/ })
    .first()
    .click()
  await page.getByRole('button', { name: 'Afsluiten', exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Sluit af en leg vast' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Sluiten', exact: true }).click()
  await page.getByRole('link', { name: 'Uitkomst voor wie meedeed' }).click()
  for (const question of ['Mijn coach begrijpt', 'Mijn coach helpt mij met de taal', 'Door de coach'])
    await page.getByLabel(question, { exact: false }).check()
  await page.getByLabel('Dit gaan we doen').fill('Coaches praten vaker met jou.')
  await expectAccessible(page, 'the result as it is written')
  await page.getByRole('button', { name: 'Zet op de link' }).click()
  await page.getByText('Bewaard.').waitFor()
  await leader.context.close()

  const student = await openContext(browser, 'phone')
  await student.page.goto(link)
  await student.page.getByRole('heading', { name: 'Dit kwam eruit' }).waitFor()
  await student.page.getByText('Coaches praten vaker met jou.').waitFor()
  const words = (await student.page.locator('main').innerText()).split(/\s+/).length
  expect(words).toBeLessThanOrEqual(150)
  await expectAccessible(student.page, 'the result for students on a phone')
  expect([...leader.complaints, ...student.complaints]).toEqual([])
  await student.context.close()
}, 120_000)
