import { addHolding, addMembership, enterNetwork, insertAccount, listSchools, openStore } from '@km/store'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchChromium } from './chromium.ts'
import { expectAccessible, openContext, signInAs, widths } from './look-at.ts'
import { runDemo } from './run-server.ts'

let browser: Browser
let demo: Awaited<ReturnType<typeof runDemo>>
const password = () => demo.facts.accounts.find((one) => one.role === 'project_leader')?.password ?? ''
const school = 'College Denkbeeld'
const address = (role: string) => `${role}-van-de-test@voorbeeld.example`

beforeAll(async () => {
  browser = await launchChromium()
  demo = await runDemo()
  await addPeople()
}, 240_000)

afterAll(async () => {
  await browser?.close()
  await demo?.stop()
}, 60_000)

/** A member and a coordinator of one school, with the password of the demonstration. */
async function addPeople(): Promise<void> {
  const store = await openStore({ dataDir: demo.dataDir, exclusive: false })
  const [leader] = await store.sql<{ password: string; networkId: number }[]>`
    select a.password, m.network_id as "networkId" from auth.account a
    join auth.membership m on m.user_id = a.user_id where m.role = 'project_leader'`
  if (leader === undefined) throw new Error('The demonstration has no project leader.')
  const { networkId, password: passwordHash } = leader
  const schools = await store.inNetwork(networkId, (tx) => listSchools(tx, networkId))
  const schoolId = schools.find((one) => one.name === school)?.id ?? 0
  await store.db.transaction(async (tx) => {
    await enterNetwork(tx, networkId)
    for (const role of ['member', 'coordinator'] as const) {
      const person = { name: `${role} van de test`, email: address(role), passwordHash, at: new Date() }
      const { userId } = await insertAccount(tx, person)
      await addMembership(tx, { networkId, userId, role })
      await addHolding(tx, { networkId, userId, role, schoolId, heldFrom: '2020-08-01' })
    }
  })
  await store.close()
}

async function signIn(page: Page, role: string, path: string): Promise<void> {
  await signInAs(page, demo.url, { email: address(role), password: password() })
  await page.goto(demo.url + path)
}

const next = (page: Page) => page.getByRole('button', { name: 'Volgende', exact: true }).click()
const subject = (page: Page, number: number) =>
  page
    .getByText(new RegExp(`Onderwerp ${number} van 5`))
    .first()
    .waitFor()
const choose = (page: Page, name: string) => page.getByLabel(name, { exact: true }).check({ force: true })

/** Fills in the record; the connection is lost on the way and comes back after sending. */
async function fillIn(page: Page, wentWell: string): Promise<void> {
  await subject(page, 1)
  expect(await page.getByLabel('Op welke dag was het bezoek?').inputValue()).toMatch(/^\d{4}-\d{2}-\d{2}$/)
  await choose(page, 'NT2-coördinator')
  await choose(page, 'het jaarlijkse bezoek')
  await next(page)
  await subject(page, 2)
  for (const group of await page.getByRole('radiogroup').all())
    await group.getByLabel('Begin', { exact: true }).check({ force: true })
  await next(page)
  await subject(page, 3)
  await page.context().setOffline(true)
  await choose(page, 'de school kent de visie')
  await page.getByLabel('Wat gaat goed?').fill(wentWell)
  await next(page)
  await subject(page, 4)
  await choose(page, 'Eigen NT2-beleid')
  await page.getByRole('radiogroup').getByText('Er is een concept of een deel.').click()
  await next(page)
  await subject(page, 5)
  await choose(page, 'geen')
  await page.getByRole('button', { name: 'Versturen' }).dblclick()
  await page.getByRole('heading', { name: 'Nog niet verstuurd' }).waitFor()
  await page.context().setOffline(false)
  await page.getByRole('heading', { name: /Bedankt/ }).waitFor({ timeout: 60_000 })
}

describe.each(Object.keys(widths) as (keyof typeof widths)[])('a visit on a %s', (width) => {
  it('is recorded by a member without a connection, once, and agreed to by the school', async () => {
    const wentWell = `De afspraken hangen in elk lokaal (${width}).`
    const visitor = await openContext(browser, width)
    await signIn(visitor.page, 'member', '/bezoeken')
    await visitor.page.getByRole('button', { name: 'Nieuw verslag' }).click()
    await expectAccessible(visitor.page, `starting a visit on a ${width}`)
    await visitor.page.getByRole('button', { name: 'Maak het formulier' }).click()
    await visitor.page.getByRole('link', { name: 'Open het formulier' }).click()
    await fillIn(visitor.page, wentWell)
    await visitor.page.getByText(`De NT2-coördinator van ${school} kan het verslag nu lezen`).waitFor()
    await expectAccessible(visitor.page, `thanks after a visit on a ${width}`)
    await visitor.page.goto(`${demo.url}/bezoeken`)
    await visitor.page.getByText('nog niet akkoord').waitFor()
    expect(await visitor.page.getByText('nog niet akkoord').count()).toBe(1)
    await expectAccessible(visitor.page, `visits of a member on a ${width}`)
    expect(visitor.complaints).toEqual([])
    await visitor.context.close()

    const reader = await openContext(browser, width)
    const { page } = reader
    await signIn(page, 'coordinator', '/mijn-school')
    await page.getByRole('link', { name: 'Lees het verslag' }).click()
    await page.getByRole('heading', { name: `Bezoek aan ${school}` }).waitFor()
    await page.getByText(wentWell).waitFor()
    await page.getByText('Begin: Er is een concept of een deel.').waitFor()
    await expectAccessible(page, `a record of a visit on a ${width}`)
    await page.getByRole('button', { name: 'Voeg een opmerking toe' }).click()
    await page.getByRole('textbox', { name: 'Opmerking' }).fill('Wij spraken ook over de toetsen.')
    await expectAccessible(page, `adding a remark on a ${width}`)
    await page.getByRole('button', { name: 'Bewaar de opmerking' }).click()
    await page.getByText('Wij spraken ook over de toetsen.').waitFor()
    await page.getByRole('button', { name: 'Geef akkoord' }).click()
    await page.getByRole('button', { name: 'Ja, het verslag klopt' }).click()
    await page.getByText(/De school gaf akkoord op/).waitFor()
    expect(await page.getByRole('button', { name: 'Geef akkoord' }).count()).toBe(0)
    await expectAccessible(page, `an agreed record on a ${width}`)
    await page.goto(`${demo.url}/bezoeken`)
    await page
      .getByText(/akkoord op/)
      .first()
      .waitFor()
    expect(reader.complaints).toEqual([])
    await reader.context.close()
  }, 180_000)
})
