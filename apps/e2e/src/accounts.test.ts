import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { simpleParser } from 'mailparser'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launchChromium } from './chromium.ts'
import { expectAccessible, openContext } from './look-at.ts'
import { nextCodeOf, setUpSecondFactor } from './phone.ts'
import { freePort, type RunningServer, runServer, temporaryFolder } from './run-server.ts'

const password = 'een lange zin als wachtwoord'
const leader = 'leider@proefstad.example'
const colleague = 'collega@proefstad.example'
let browser: Browser
let server: RunningServer
let dataDir: string
let secret: string

beforeAll(async () => {
  browser = await launchChromium()
  dataDir = temporaryFolder('accounts')
  server = await runServer({ dataDir, port: await freePort() })
}, 240_000)

afterAll(async () => {
  await browser?.close()
  await server?.stop()
  rmSync(dataDir, { recursive: true, force: true })
}, 60_000)

const read = new Set<string>()

/** The link in the next mail to somebody, once it lies in the folder of mail. */
async function linkTo(recipient: string): Promise<string> {
  const folder = path.join(dataDir, 'post')
  const giveUp = Date.now() + 60_000
  while (Date.now() < giveUp) {
    const files = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith('.eml')) : []
    for (const file of files.filter((one) => !read.has(one))) {
      read.add(file)
      const mail = await simpleParser(readFileSync(path.join(folder, file)))
      const link = /https?:\/\/\S+#[\w-]+/.exec(mail.text ?? '')?.[0]
      if (JSON.stringify(mail.to).includes(recipient) && link !== undefined) return link
    }
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`No link was mailed to ${recipient}.`)
}

async function signIn(page: Page, email: string): Promise<void> {
  await page.goto(`${server.url}/inloggen`)
  await page.getByLabel('E-mailadres').fill(email)
  await page.getByLabel('Wachtwoord').fill(password)
  await page.getByRole('button', { name: 'Log in', exact: true }).click()
}

it('begins with a second factor, and asks it at the next sign-in', async () => {
  const { context, page, complaints } = await openContext(browser, 'laptop')
  await page.goto(server.url)
  const code = /\b([0-9A-Z]{4}(?:-[0-9A-Z]{4})+)\b/.exec(server.output())?.[1] ?? ''
  await page.getByLabel(/^Code/).fill(code)
  await page.getByLabel('Naam van het samenwerkingsverband').fill('Samenwerkingsverband Proefstad')
  await page.getByLabel('Je naam').fill('Leider')
  await page.getByLabel('E-mailadres').fill(leader)
  await page.getByLabel('Wachtwoord').fill(password)
  await page.getByRole('button', { name: 'Maak account' }).click()
  const kept = await setUpSecondFactor(page)
  secret = kept.secret
  await page.getByRole('heading', { name: 'Waar staan we?' }).waitFor()
  await context.clearCookies()
  await signIn(page, leader)
  await page.getByRole('heading', { name: 'Nog één stap' }).waitFor()
  await expectAccessible(page, 'asking the code')
  await page.getByRole('button', { name: /Gebruik een herstelcode/ }).click()
  await page.getByLabel('Herstelcode').fill(kept.codes[0] ?? '')
  await page.getByRole('button', { name: 'Verder' }).click()
  await page.getByRole('heading', { name: 'Waar staan we?' }).waitFor()
  expect(complaints).toEqual([])
  await context.close()
})

it('lets a colleague in who was invited, on a phone, and both see it', async () => {
  const { context, page } = await openContext(browser, 'laptop')
  await signIn(page, leader)
  await page.getByLabel('Code').fill(nextCodeOf(secret))
  await page.getByRole('button', { name: 'Verder' }).click()
  await page.getByText('Meer', { exact: true }).click()
  await page.getByRole('link', { name: 'Mensen' }).click()
  await page.getByRole('button', { name: 'Nodig iemand uit' }).click()
  await expectAccessible(page, 'inviting')
  await page.getByLabel('Naam').fill('Collega')
  await page.getByLabel('E-mailadres').fill(colleague)
  await page.getByLabel('Rol').selectOption('director')
  await page.getByRole('button', { name: 'Stuur uitnodiging' }).click()
  await page.getByRole('heading', { name: 'Uitgenodigd' }).waitFor()
  await expectAccessible(page, 'the people of a network')

  const phone = await openContext(browser, 'phone')
  await phone.page.goto(await linkTo(colleague))
  await phone.page
    .getByText(/Je bent uitgenodigd voor Samenwerkingsverband Proefstad, als directielid/)
    .waitFor()
  await expectAccessible(phone.page, 'accepting an invitation')
  await phone.page.getByLabel('Je naam').fill('Collega Directie')
  await phone.page.getByLabel('Kies een wachtwoord').fill(password)
  await phone.page.getByRole('button', { name: 'Maak account' }).click()
  await phone.page.waitForURL((url) => url.pathname === '/')
  await phone.page.getByRole('heading', { level: 1 }).waitFor()
  await expectAccessible(phone.page, 'the first screen of a director')

  await page.reload()
  await page.getByRole('heading', { name: 'Collega Directie' }).waitFor()
  await page.getByRole('button', { name: 'Verander Collega Directie' }).click()
  await page.getByRole('dialog').waitFor()
  await expectAccessible(page, 'changing a colleague')
  await phone.context.close()
  await context.close()
})

it('signs in with a link from the mail, once, and signs out everywhere', async () => {
  const { context, page } = await openContext(browser, 'phone')
  await page.goto(`${server.url}/inloggen`)
  await page.getByRole('button', { name: 'Stuur mij een link' }).click()
  await expectAccessible(page, 'asking a link')
  await page.getByLabel('E-mailadres').fill(colleague)
  await page.getByRole('button', { name: 'Stuur de mail' }).click()
  await page.getByRole('heading', { name: 'Kijk in je mail' }).waitFor()
  await expectAccessible(page, 'a link was sent')
  const link = await linkTo(colleague)
  await page.goto(link)
  await expectAccessible(page, 'following a link')
  await page.getByRole('button', { name: 'Log in' }).click()
  await page.waitForURL((url) => url.pathname === '/')

  const other = await openContext(browser, 'laptop')
  await other.page.goto(link)
  await other.page.getByRole('button', { name: 'Log in' }).click()
  await other.page.getByText(/Deze link om in te loggen is verlopen of al gebruikt/).waitFor()
  await signIn(other.page, colleague)
  await other.page.waitForURL((url) => url.pathname === '/')

  await page.goto(`${server.url}/account`)
  await page.getByText('dit apparaat').waitFor()
  await expectAccessible(page, 'the own account')
  await page.getByRole('button', { name: 'Log overal uit' }).click()
  await page.getByRole('heading', { name: 'Inloggen' }).waitFor()
  await other.page.goto(`${server.url}/account`)
  await other.page.getByRole('heading', { name: 'Inloggen' }).waitFor()
  await other.context.close()
  await context.close()
})
