import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchChromium } from './chromium.ts'
import { expectAccessible, openContext, signInAs, widths } from './look-at.ts'
import { runDemo } from './run-server.ts'

/** What is done in a year, and when: by who leads the network, and by who helps its schools. */

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

const accountOf = (role: string) => demo.facts.accounts.find((one) => one.role === role)

describe.each(Object.keys(widths) as (keyof typeof widths)[])('on a %s', (width) => {
  it('the project leader adds a meeting, which counts and stands in the calendar', async () => {
    const { context, page, complaints } = await openContext(browser, width)
    await signInAs(page, demo.url, accountOf('project_leader'))
    await page.goto(`${demo.url}/activiteiten?jaar=2025-2026`)
    const meetings = page.locator('tr', { hasText: 'A1.3' })
    await meetings.filter({ hasText: 'geteld uit de registers' }).waitFor()
    await expectAccessible(page, `the activities of the plan on a ${width}`)
    await page.getByRole('button', { name: 'Bijeenkomsten', exact: true }).click()
    await page.getByRole('button', { name: 'Nieuw: bijeenkomst' }).click()
    await expectAccessible(page, `a new meeting on a ${width}`)
    const title = `Extra bijeenkomst over toetsen (${width})`
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Dag').fill('2026-06-16')
    await dialog.getByLabel(/^Onderwerp/).fill(title)
    await dialog.getByLabel('Soort').selectOption({ label: 'netwerkbijeenkomst' })
    await dialog.getByLabel('Aantal deelnemers').fill('11')
    await dialog.getByLabel('Stand').selectOption({ label: 'klaar' })
    await dialog.getByRole('checkbox', { name: 'College Denkbeeld' }).check()
    await dialog.getByRole('button', { name: 'Bewaren' }).click()
    const line = page.getByRole('listitem').filter({ hasText: title })
    await line.getByText('1 school erbij').waitFor()
    await expectAccessible(page, `the register of meetings on a ${width}`)
    await page.goto(`${demo.url}/agenda`)
    await page.getByLabel('Schooljaar').selectOption('2025-2026')
    await page.getByRole('link', { name: title }).waitFor({ state: 'attached' })
    await expectAccessible(page, `the calendar of a past year on a ${width}`)
    expect(complaints).toEqual([])
    await context.close()
  })

  it('a member follows the own schools, and takes the calendar along', async () => {
    const { context, page, complaints } = await openContext(browser, width)
    await signInAs(page, demo.url, accountOf('member'))
    await page.goto(`${demo.url}/activiteiten?deel=placement`)
    await page.getByRole('heading', { name: 'Plaatsingen' }).waitFor()
    await expectAccessible(page, `the placements of a member on a ${width}`)
    await page.getByRole('button', { name: 'Voortgangsrondes' }).click()
    await page.getByRole('heading', { name: 'Welke school heeft nog een ronde nodig?' }).waitFor()
    await expectAccessible(page, `the progress rounds on a ${width}`)
    await page.goto(`${demo.url}/agenda`)
    await page.getByRole('heading', { name: 'In je eigen agenda' }).waitFor()
    await expectAccessible(page, `the calendar of a member on a ${width}`)
    await page.getByRole('button', { name: /Maak een (geheim|nieuw) adres/ }).click()
    const url = await page.getByLabel('Geheim adres').inputValue()
    const feed = await page.request.get(url)
    expect(feed.headers()['content-type']).toContain('text/calendar')
    expect(await feed.text()).toMatch(/^BEGIN:VCALENDAR\r\n[\s\S]*BEGIN:VEVENT/)
    await page.getByRole('button', { name: 'Trek het adres in' }).click()
    await page.getByText('Het adres werkt niet meer.').waitFor()
    expect((await page.request.get(url)).status()).toBe(404)
    expect(complaints).toEqual([])
    await context.close()
  })
})
