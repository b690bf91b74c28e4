import { addMembership, enterNetwork, insertAccount, openStore } from '@km/store'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchChromium } from './chromium.ts'
import { expectAccessible, openContext, signInAs, widths } from './look-at.ts'
import { runDemo } from './run-server.ts'

let browser: Browser
let demo: Awaited<ReturnType<typeof runDemo>>
const email = 'beheerder-van-de-test@voorbeeld.example'
const bothWidths = Object.keys(widths) as (keyof typeof widths)[]

beforeAll(async () => {
  browser = await launchChromium()
  demo = await runDemo()
  await addAdministrator()
}, 240_000)

afterAll(async () => {
  await browser?.close()
  await demo?.stop()
}, 60_000)

/** An administrator of the demonstration, with the password of its project leader. */
async function addAdministrator(): Promise<void> {
  const store = await openStore({ dataDir: demo.dataDir, exclusive: false })
  const [leader] = await store.sql<{ password: string; networkId: number }[]>`
    select a.password, m.network_id as "networkId" from auth.account a
    join auth.membership m on m.user_id = a.user_id where m.role = 'project_leader'`
  if (leader === undefined) throw new Error('The demonstration has no project leader.')
  const { networkId, password: passwordHash } = leader
  await store.db.transaction(async (tx) => {
    await enterNetwork(tx, networkId)
    const { userId } = await insertAccount(tx, { name: 'Beheerder', email, passwordHash, at: new Date() })
    await addMembership(tx, { networkId, userId, role: 'admin' })
  })
  await store.close()
}

const studentLink = () => demo.facts.links.find((link) => link.instrument === 'MBO-STU')?.url ?? ''
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name })
const heading = (page: Page, name: string) => page.getByRole('heading', { name, exact: true }).waitFor()

/** Sends the form of a student without an answer: nothing is required. Returns the receipt. */
async function sendAsStudent(page: Page): Promise<string> {
  await page.goto(studentLink())
  await page.getByRole('link', { name: 'Begin' }).click()
  for (let number = 1; number < 12; number++) {
    await page.getByText(`Vraag ${number} van 12`).first().waitFor()
    await page.getByRole('button', { name: 'Volgende', exact: true }).click()
  }
  await page.getByText('Vraag 12 van 12').first().waitFor()
  await button(page, 'Versturen').click()
  await heading(page, 'Dank je wel!')
  return page.locator('.receipt-code').innerText()
}

describe.each(bothWidths)('a student on a %s', (width) => {
  it('takes the answers back with the code, and cannot do it twice', async () => {
    const { context, page, complaints } = await openContext(browser, width)
    const receipt = await sendAsStudent(page)
    await button(page, 'Toch niet? Haal je antwoorden weg').click()
    await heading(page, 'Antwoorden weghalen')
    await expectAccessible(page, `taking answers back on a ${width}`)
    await page.getByLabel('Jouw code').fill('AAAA-BBBB-CCCC-DDDD')
    await button(page, 'Haal mijn antwoorden weg').click()
    await page.getByText('Deze code hoort niet bij deze vragenlijst.').waitFor()
    await page.getByLabel('Jouw code').fill(receipt.toLowerCase().replaceAll('-', ' '))
    await button(page, 'Haal mijn antwoorden weg').click()
    await heading(page, 'Je antwoorden zijn weg')
    await expectAccessible(page, `answers that are gone on a ${width}`)

    await button(page, 'Opnieuw beginnen').click()
    await page.getByText('Vraag 1 van 12').first().waitFor()
    await page.getByText('Wat gebeurt er met mijn antwoorden?').click()
    await button(page, 'Ik wil mijn antwoorden weghalen').click()
    await page.getByLabel('Jouw code').fill(receipt)
    await button(page, 'Haal mijn antwoorden weg').click()
    await page.getByText('Deze code hoort niet bij deze vragenlijst.').waitFor()
    await button(page, 'Nee, laat staan').click()
    await page.getByText('Vraag 1 van 12').first().waitFor()
    expect(complaints).toEqual([])
    await context.close()
  })

  it('reads the whole statement, one tap away', async () => {
    const { context, page, complaints } = await openContext(browser, width)
    await page.goto(studentLink())
    await page.getByText('Wat gebeurt er met mijn antwoorden?').click()
    const [statement] = await Promise.all([
      context.waitForEvent('page'),
      page.getByRole('link', { name: /Lees meer/ }).click(),
    ])
    await statement.getByRole('heading', { name: 'Hoe blijft het anoniem?' }).waitFor()
    await expectAccessible(statement, `a privacy statement on a ${width}`)
    await statement.goto(`${demo.url}/privacy/KM-NT2`)
    expect(await statement.locator('main').innerText()).not.toMatch(/anoniem/i)
    expect(complaints).toEqual([])
    await context.close()
  })
})

describe.each(bothWidths)('the administrator on a %s', (width) => {
  it('reads the log, the register, and everything about the own account', async () => {
    const { context, page, complaints } = await openContext(browser, width)
    const leader = demo.facts.accounts.find((one) => one.role === 'project_leader')
    await signInAs(page, demo.url, leader && { email, password: leader.password })

    await page.goto(`${demo.url}/logboek`)
    await page.getByText('sloot een meetronde af en legde de uitkomsten vast').last().waitFor()
    await expectAccessible(page, `the log on a ${width}`)
    await page.getByLabel('Waarover').selectOption({ label: 'meetronde' })
    await button(page, 'Toon').click()
    await page.waitForURL((url) => url.searchParams.get('subject') === 'round')
    await page.getByText('maakte een bevinding').first().waitFor({ state: 'hidden' })

    await page.goto(`${demo.url}/register`)
    for (const name of ['Kwaliteitsmonitor NT2', 'Coaching mbo: student', 'Schoolbezoek NT2-beleid'])
      await page.getByRole('heading', { name }).first().waitFor()
    await expectAccessible(page, `the register on a ${width}`)

    await page.goto(`${demo.url}/mijn-gegevens`)
    await page.getByText(email).waitFor()
    await expectAccessible(page, `the own data on a ${width}`)
    expect(complaints).toEqual([])
    await context.close()
  })
})
