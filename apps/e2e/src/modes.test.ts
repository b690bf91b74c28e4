import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchChromium } from './chromium.ts'
import { expectAccessible, openContext, signInAs, widths } from './look-at.ts'
import { runDemo } from './run-server.ts'

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

const as = (page: Page, role: string) =>
  signInAs(
    page,
    demo.url,
    demo.facts.accounts.find((one) => one.role === role),
  )
const next = (page: Page) => page.getByRole('button', { name: 'Volgende', exact: true }).click()
const subject = (page: Page, number: number) =>
  page
    .getByText(new RegExp(`Onderwerp ${number} van`))
    .first()
    .waitFor()
/** The script may take the page over at this very moment: then it is chosen on the page that came. */
const choose = (page: Page, group: string | RegExp, answer: string) => {
  const option = page.getByRole('radiogroup', { name: group }).getByLabel(answer, { exact: true })
  const isChosen = async () => {
    await option.check({ force: true, timeout: 5000 })
    return option.isChecked()
  }
  return expect.poll(() => isChosen().catch(() => false), { timeout: 30_000 }).toBe(true)
}

/** Plans a round for people by name and gives the address of its screen. */
async function planRound(page: Page, title: string, period: string): Promise<void> {
  await page.goto(`${demo.url}/meetrondes/nieuw`)
  await page.getByLabel('Vragenlijst').selectOption({ label: title })
  await page.getByText('vul je bij de meetronde in wie een link krijgt').waitFor()
  await page.getByLabel('Schooljaar', { exact: false }).first().fill('2026-2027')
  await page.getByLabel('Naam van de periode', { exact: false }).fill(period)
  await page.getByLabel('Open vanaf').fill('2026-08-01')
  await page.getByLabel('Open tot en met').fill('2099-07-01')
  await page.getByRole('button', { name: 'Maak meetronde' }).click()
  await page.getByRole('link', { name: 'Naar deze meetronde' }).click()
}

describe.each(Object.keys(widths) as (keyof typeof widths)[])('on a %s', (width) => {
  it('the board is invited by name, answers with "u", and is not told apart', async () => {
    const { context, page, complaints } = await openContext(browser, width)
    await as(page, 'project_leader')
    await planRound(page, 'Tevredenheid bestuur', `proef ${width}`)
    await page.getByRole('heading', { name: 'Uitnodigen: bestuurders' }).waitFor()
    await expectAccessible(page, `a round of people without anybody on a ${width}`)
    await page.getByRole('button', { name: /Zet het adres van bestuurders erbij/ }).click()
    await page.getByLabel('Mailadressen').press('End')
    await page.getByLabel('Mailadressen').pressSequentially('\nander-bestuurslid@voorbeeld.example')
    await page.getByRole('button', { name: 'Maak 2 links om zelf te geven' }).click()
    await page.getByText('2 links gemaakt').waitFor()
    await expectAccessible(page, `links of people on a ${width}`)
    const link = await page.getByRole('textbox', { name: 'ander-bestuurslid@voorbeeld.example' }).inputValue()
    expect(await page.getByRole('row', { name: /bestuurslid|bestuur@/ }).count()).toBe(2)
    expect(await page.getByRole('columnheader', { name: 'Stand' }).count()).toBe(0)
    expect(complaints).toEqual([])
    await context.close()

    const other = await openContext(browser, width)
    await other.page.goto(link)
    await subject(other.page, 1)
    await choose(other.page, /Ik heb goed zicht op wat het Expertisecentrum doet/, 'Eens')
    await next(other.page)
    await subject(other.page, 2)
    await other.page.getByRole('button', { name: 'Versturen' }).click()
    await other.page.getByRole('heading', { name: 'Dank u wel, uw antwoorden zijn binnen' }).waitFor()
    await expectAccessible(other.page, `thanks for the board on a ${width}`)
    expect(other.complaints).toEqual([])
    await other.context.close()
  }, 120_000)

  it('a mirror stays on the device: nothing of it leaves, and it can be read and removed', async () => {
    const { context, page, complaints } = await openContext(browser, width)
    await as(page, 'project_leader')
    await planRound(page, 'Vliegwiel en spiegel: eigen deel', `proef ${width}`)
    await page.getByLabel('Mailadressen').fill('spiegel@voorbeeld.example')
    await page.getByRole('button', { name: 'Maak 1 link om zelf te geven' }).click()
    const link = await page.getByRole('textbox', { name: 'spiegel@voorbeeld.example' }).inputValue()
    await context.close()

    const own = await openContext(browser, width)
    const left: string[] = []
    own.page.on('request', (request) => left.push(`${request.url()} ${request.postData() ?? ''}`))
    await own.page.goto(link)
    await subject(own.page, 1)
    await choose(own.page, /Uitleggen hoe iemand een tweede taal leert/, 'Dit lukt met hulp')
    await own.page.getByText('staat op dit apparaat').first().waitFor()
    await own.page.reload()
    // The page of the server knows nothing of it; the device fills it in when its script is there.
    const kept = own.page
      .getByRole('radiogroup', { name: /Uitleggen hoe iemand/ })
      .getByLabel('Dit lukt met hulp', { exact: true })
    await expect.poll(() => kept.isChecked(), { timeout: 30_000 }).toBe(true)
    for (const page of [1, 2, 3]) {
      await subject(own.page, page)
      await next(own.page)
    }
    await own.page.getByLabel(/Wat wil je dit jaar oefenen/).fill('Vaker eerst luisteren.')
    await next(own.page)
    await own.page.getByLabel(/op de agenda van het team/).fill('Samen lessen bekijken.')
    await expectAccessible(own.page, `the last page of the mirror on a ${width}`)
    await own.page.getByRole('button', { name: 'Klaar', exact: true }).click()
    await own.page.getByRole('heading', { name: 'Klaar. Je spiegel blijft bij jou' }).waitFor()
    await own.page.getByText('Vaker eerst luisteren.').waitFor()
    await expectAccessible(own.page, `the own mirror on a ${width}`)
    const sent = left.filter((one) => one.includes('/submissions'))
    expect(sent).toHaveLength(1)
    expect(sent[0]).toContain('Samen lessen bekijken.')
    expect(left.join('\n')).not.toMatch(/Vaker eerst luisteren|VS_K1/)
    await own.page.reload()
    await own.page.getByText('Vaker eerst luisteren.').waitFor()
    await own.page.getByRole('button', { name: 'Haal ze van dit apparaat' }).click()
    await own.page.getByText('Je antwoorden zijn van dit apparaat gehaald.').waitFor()
    await own.page.reload()
    await own.page.getByRole('heading', { name: 'Je bent klaar met deze spiegel' }).waitFor()
    expect(await own.page.content()).not.toContain('Vaker eerst luisteren.')
    expect(own.complaints).toEqual([])
    expect(complaints).toEqual([])
    await own.context.close()
  }, 120_000)

  it('the harvest of a meeting is recorded without a connection, once, and read by the team', async () => {
    const { context, page, complaints } = await openContext(browser, width)
    await as(page, 'member')
    await page.goto(`${demo.url}/bezoeken`)
    await page.getByRole('button', { name: 'Nieuw verslag' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Soort verslag').selectOption({ label: 'Oogst van de bijeenkomst' })
    expect(await dialog.getByLabel('School', { exact: true }).count()).toBe(0)
    await expectAccessible(page, `a new record of a meeting on a ${width}`)
    await dialog.getByRole('button', { name: 'Maak het formulier' }).click()
    await dialog.getByRole('link', { name: 'Open het formulier' }).click()
    await subject(page, 1)
    await page.getByLabel(/Hoeveel scholen waren erbij/).fill('11')
    await next(page)
    await subject(page, 2)
    await next(page)
    await subject(page, 3)
    await context.setOffline(true)
    await choose(page, /Hoeveel punten noem je over wat lukt/, '1')
    const point = `Samen lezen werkt (${width}).`
    await page.getByLabel(/Wat is het eerste punt/).fill(point)
    for (const number of [3, 4, 5, 6]) {
      await subject(page, number)
      await next(page)
    }
    await subject(page, 7)
    await choose(page, /Hoeveel afspraken hebben jullie gemaakt/, 'geen')
    await page.getByRole('button', { name: 'Versturen' }).dblclick()
    await page.getByRole('heading', { name: 'Nog niet verstuurd' }).waitFor()
    await context.setOffline(false)
    await page
      .getByText('Het team van het Expertisecentrum kan het verslag nu lezen')
      .waitFor({ timeout: 60_000 })
    await page.goto(`${demo.url}/bezoeken`)
    await page.getByRole('link', { name: 'Oogst van de bijeenkomst' }).first().click()
    await page.getByText(point).waitFor()
    await expectAccessible(page, `a record of a meeting on a ${width}`)
    expect(complaints).toEqual([])
    await context.close()
  }, 120_000)
})

it('a coach has the own numbers of the time before at hand, on the own device only', async () => {
  const { context, page, complaints } = await openContext(browser, 'phone')
  const link = demo.facts.links.find(({ instrument }) => instrument === 'MBO-COACH')?.url ?? ''
  const before = {
    token: 'earlier',
    sentOn: '2026-06-12',
    numbers: [{ question: 'Studenten?', answer: '11' }],
  }
  await context.addInitScript((kept) => {
    if (localStorage.getItem('km-numbers:MBO-COACH') === null)
      localStorage.setItem('km-numbers:MBO-COACH', kept)
  }, JSON.stringify(before))
  await page.goto(link)
  await page.getByText('Jouw aantallen van de vorige keer (12 juni 2026)').click()
  await page.getByText('Studenten? 11').waitFor()
  await expectAccessible(page, 'own numbers of the time before')
  await page.getByLabel('Hoeveel studenten coach je?').fill('9')
  await page.getByLabel('Hoeveel gesprekken had je', { exact: false }).fill('12')
  for (const number of [2, 3, 4]) {
    await next(page)
    await subject(page, number)
  }
  await page.getByRole('button', { name: 'Versturen' }).click()
  await page.getByRole('heading', { name: 'Bedankt, je antwoorden zijn binnen' }).waitFor()
  const kept = await page.evaluate(() => localStorage.getItem('km-numbers:MBO-COACH') ?? '')
  expect(JSON.parse(kept).numbers.map((one: { answer: string }) => one.answer)).toEqual(['9', '12'])
  expect(complaints).toEqual([])
  await context.close()
})
