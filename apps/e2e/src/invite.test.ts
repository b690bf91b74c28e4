import { readdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { listInvitations, openStore, readToken, renewInvitation } from '@km/store'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { postfix } from '../../api/src/mail/testing-bounces.ts'
import { codeOf } from '../../api/src/testing.ts'
import { openTestSmtp, type Treatment } from '../../api/src/testing-smtp.ts'
import { launchChromium } from './chromium.ts'
import { expectAccessible, openContext } from './look-at.ts'
import { freePort, runServer, temporaryFolder } from './run-server.ts'

const dataDir = temporaryFolder('invite')
const account = { email: 'alice@example.org', password: 'een-lang-wachtwoord' }
const treatments = new Map<string, Treatment>()
let browser: Browser
let smtp: Awaited<ReturnType<typeof openTestSmtp>>
let server: Awaited<ReturnType<typeof runServer>>
let port: number
let cookies = ''

const bouncesDir = temporaryFolder('bounces')
const start = () =>
  runServer({
    dataDir,
    port,
    env: { SMTP_URL: `${smtp.url}?from=nt2@example.org`, BOUNCES_DIR: bouncesDir },
  })

/** A request of the project leader; keeps the cookies of the answer. */
async function ask(method: string, path: string, body?: unknown) {
  const answer = await fetch(server.url + path, {
    method,
    headers: { 'content-type': 'application/json', origin: server.url, cookie: cookies },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  const fresh = answer.headers.getSetCookie().map((one) => one.split(';')[0] ?? '')
  const kept = new Map([...cookies.split('; '), ...fresh].map((one) => [one.split('=')[0], one]))
  cookies = [...kept.values()].filter((one) => one !== '').join('; ')
  const text = await answer.text()
  expect(answer.status, `${method} ${path}: ${text}`).toBeLessThan(300)
  return text === '' ? undefined : JSON.parse(text)
}

const today = new Date().toISOString().slice(0, 10)
const nextYear = `${Number(today.slice(0, 4)) + 1}-01-31`
const round = (instrument: string, period: string, schoolIds: number[]) =>
  ask('POST', '/api/rounds', {
    ...{ instrument, schoolYear: '2026-2027', period, opensOn: '2020-01-01', closesOn: nextYear },
    schoolIds,
  })
const schoolIds: number[] = []

beforeAll(async () => {
  browser = await launchChromium()
  smtp = await openTestSmtp((recipient) => treatments.get(recipient) ?? {})
  port = await freePort()
  server = await start()
  const code = /deze code: (\S+)/.exec(server.output())?.[1] ?? ''
  await ask('POST', '/api/setup', { code, networkName: 'Regio Test', name: 'Alice', ...account })
  await ask('POST', '/api/auth/sign-in/email', account)
  const { secret } = await ask('POST', '/api/me/second-factor', { password: account.password })
  await ask('POST', '/api/me/second-factor/confirm', { code: codeOf(secret) })
  for (const name of ['De Eik', 'De Linde', 'De Beuk']) {
    const school = { name, type: 'vmbo', joinedOn: '2020-08-01' }
    schoolIds.push((await ask('POST', '/api/schools', school)).id)
  }
}, 240_000)
afterAll(async () => {
  await browser?.close()
  await server?.stop()
  await smtp?.close()
  for (const folder of [dataDir, bouncesDir]) rmSync(folder, { recursive: true, force: true })
}, 60_000)

/** A page on which the project leader is signed in. */
async function signedIn(
  width: 'phone' | 'laptop',
): Promise<{ context: BrowserContext; page: Page; complaints: string[] }> {
  const opened = await openContext(browser, width)
  await opened.context.addCookies(
    cookies.split('; ').map((one) => ({
      name: one.slice(0, one.indexOf('=')),
      value: one.slice(one.indexOf('=') + 1),
      url: server.url,
    })),
  )
  return opened
}

const arrived = (recipient: string) => smtp.received.filter((one) => one.recipient === recipient)
/** Waits until so many mails to this person are in. */
const until = (recipient: string, count: number) =>
  expect.poll(() => arrived(recipient).length, { timeout: 30_000, interval: 100 }).toBe(count)
const linkTo = (recipient: string): string =>
  /http:\S+\/r\/[^\s#]+/.exec(arrived(recipient).at(-1)?.mail.text ?? '')?.[0] ?? ''

describe('an invitation by mail', () => {
  it('is sent from the round, opens from the mail, and can be filled in', async () => {
    const { round: made } = await round('KM-NT2', 'mail', schoolIds)
    const { context, page, complaints } = await signedIn('laptop')
    await page.goto(`${server.url}/meetrondes/${made.id}`)
    await page.getByRole('button', { name: 'Bekijk de mail' }).click()
    await page.getByText('/r/voorbeeld').first().waitFor()
    await expectAccessible(page, 'the preview of a mail')
    await page.getByRole('button', { name: 'Stuur een test naar mij' }).click()
    await page.getByText(`De test gaat naar ${account.email}`).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Regel de uitnodiging van De Eik' }).click()
    await page.getByLabel('Mailadres van de school').fill('bob@example.org')
    await expectAccessible(page, 'the mail to one school')
    await page.getByRole('button', { name: 'Stuur de uitnodiging' }).click()
    await page
      .getByRole('row', { name: /De Eik/ })
      .getByText('bob@example.org')
      .waitFor()
    await until('bob@example.org', 1)
    await until(account.email, 1)
    await expectAccessible(page, 'the invitations of a round')
    await page.setViewportSize({ width: 360, height: 740 })
    await expectAccessible(page, 'the invitations of a round on a phone')
    expect(complaints).toEqual([])
    await context.close()

    const phone = await openContext(browser, 'phone')
    await phone.page.goto(linkTo('bob@example.org'))
    const option = phone.page.getByRole('radio').first()
    await option.waitFor()
    await option.check({ force: true })
    await phone.page.getByText('✓ bewaard').first().waitFor({ timeout: 30_000 })
    await phone.context.close()
    const seen = await ask('GET', `/api/rounds/${made.id}/invitations`)
    expect(seen.schools.find((one: { school: string }) => one.school === 'De Eik')).toMatchObject({
      state: 'started',
      mails: [{ kind: 'invitation', state: 'sent' }],
    })
  }, 120_000)

  it('that is expired asks for a new link, and gets it by mail', async () => {
    const { round: made } = await round('KM-NT2', 'verlopen', [])
    const [schoolId = 0] = schoolIds
    await ask('POST', `/api/rounds/${made.id}/invitations`, {
      schools: [{ schoolId, email: 'carol@example.org' }],
    })
    await until('carol@example.org', 1)
    const old = await expire(linkTo('carol@example.org').split('/r/')[1] ?? '', made.id)
    const { context, page, complaints } = await openContext(browser, 'phone')
    await page.goto(`${server.url}/r/${old}`)
    await page.getByRole('heading', { name: 'Deze link is verlopen' }).waitFor()
    await expectAccessible(page, 'an expired link')
    await page.getByRole('button', { name: 'Mail mij een nieuwe link' }).click()
    await page.getByText('Kijk ook bij ongewenste mail').waitFor()
    expect(await page.content()).not.toContain('carol')
    await until('carol@example.org', 2)
    await page.goto(linkTo('carol@example.org'))
    await page.getByRole('radio').first().waitFor()
    await page.goto(`${linkTo('carol@example.org')}#geen-mail`)
    await page.reload()
    await page.getByRole('button', { name: 'Geen mail meer' }).click()
    await page.getByText('Je krijgt geen herinnering meer').waitFor()
    await expectAccessible(page, 'no more mail')
    expect(complaints).toEqual([])
    await context.close()
  }, 120_000)

  it('that comes back is seen at the round, with what to do', async () => {
    const { round: made } = await round('KM-NT2', 'retour', schoolIds)
    const [schoolId = 0] = schoolIds
    const schools = [{ schoolId, email: 'weg@example.org' }]
    await ask('POST', `/api/rounds/${made.id}/invitations`, { schools })
    await until('weg@example.org', 1)
    const sent = arrived('weg@example.org')[0]?.mail.messageId ?? ''
    const notice = postfix(/<(\S+)@/.exec(sent)?.[1] ?? '').toString()
    writeFileSync(path.join(bouncesDir, 'retour.eml'), notice.replaceAll('bob@', 'weg@'))
    // At a start it is read at once, otherwise every five minutes.
    await server.stop()
    server = await start()
    await expect.poll(() => readdirSync(bouncesDir), { timeout: 30_000, interval: 100 }).toEqual([])
    for (const width of ['laptop', 'phone'] as const) {
      const { context, page, complaints } = await signedIn(width)
      await page.goto(`${server.url}/meetrondes/${made.id}`)
      const row = page.getByRole('row', { name: /^De Eik/ })
      await row.getByText('uitnodiging: kon niet worden bezorgd').waitFor()
      await row.getByText('Dit adres bestaat niet.').waitFor()
      await expectAccessible(page, `a mail that came back on a ${width}`)
      expect(complaints).toEqual([])
      await context.close()
    }
  }, 120_000)

  it('arrives once or is unknown after the server was killed while it was handed over', async () => {
    const { round: made } = await round('KM-NT2', 'kapot', [])
    const people = schoolIds.map((schoolId, at) => ({ schoolId, email: `kill${at}@example.org` }))
    const handedOver = new Promise<void>((resolve) => {
      // The whole text of the first is in, and its answer never comes.
      treatments.set('kill0@example.org', {
        beforeAnswer: () => {
          resolve()
          return new Promise(() => {})
        },
      })
    })
    await ask('POST', `/api/rounds/${made.id}/invitations`, { schools: people })
    await handedOver
    server.process.kill('SIGKILL')
    await new Promise((resolve) => server.process.once('exit', resolve))
    treatments.clear()
    server = await start()
    const stateOf = async () => {
      const seen = await ask('GET', `/api/rounds/${made.id}/invitations`)
      const mails: [string, string][] = seen.schools
        .filter((one: { email?: string }) => one.email?.startsWith('kill'))
        .map((one: { email: string; mails: { state: string }[] }) => [one.email, one.mails[0]?.state])
      return Object.fromEntries(mails)
    }
    await expect
      .poll(stateOf, { timeout: 60_000, interval: 500 })
      .toMatchObject({ 'kill0@example.org': 'unknown' })
    await expect
      .poll(async () => Object.values(await stateOf()).filter((s) => s === 'waiting' || s === 'sending'), {
        timeout: 60_000,
        interval: 500,
      })
      .toEqual([])
    for (const [email, state] of Object.entries(await stateOf()))
      expect([email, arrived(email).length <= 1, state === 'unknown' || arrived(email).length === 1]).toEqual(
        [email, true, true],
      )
    expect(arrived('kill0@example.org')).toEqual([])
  }, 180_000)
})

/** Puts the last day of an invitation in the past, with a link of that kind. */
async function expire(token: string, roundId: number): Promise<string> {
  const networkId = readToken(token)?.networkId ?? 0
  const store = await openStore({ dataDir, exclusive: false })
  const renewed = await store.inNetwork(networkId, async (tx) => {
    const [own] = await listInvitations(tx, { networkId, roundId })
    return renewInvitation(tx, { networkId, invitationId: own?.id ?? 0, expiresOn: '2020-01-02' })
  })
  await store.close()
  return renewed ?? ''
}

describe('a link for the classroom', () => {
  it('has a sheet to print, and takes one answer for one code on a phone', async () => {
    const { round: made } = await round('MBO-STU', 'klas', [])
    const leader = await signedIn('laptop')
    await leader.page.goto(`${server.url}/meetrondes/${made.id}`)
    await leader.page.getByLabel('Hoeveel codes?').fill('2')
    await leader.page.getByRole('button', { name: 'Maak de link' }).click()
    const sheet = leader.page.getByRole('article')
    await sheet.getByText('Dit is geen toets.').waitFor()
    const url = `http://${await sheet.locator('.class-url').innerText()}`
    const [code = '', second = ''] = await leader.page.locator('.class-codes li').allInnerTexts()
    await expectAccessible(leader.page, 'the sheet for the classroom')
    const board = leader.page.getByRole('link', { name: 'Scherm voor het bord' })
    expect(await board.getAttribute('href')).toBe(`${url}#klas`)
    await leader.page.emulateMedia({ media: 'print' })
    expect(await leader.page.getByRole('heading', { name: 'Voor in de klas' }).isVisible()).toBe(false)
    expect(await sheet.getByRole('img', { name: 'QR-code met de link' }).isVisible()).toBe(true)
    expect(leader.complaints).toEqual([])
    await leader.context.close()

    const teacher = await openContext(browser, 'laptop')
    await teacher.page.goto(`${url}#klas`)
    await teacher.page.getByRole('img', { name: 'QR-code van de vragenlijst' }).waitFor()
    await expectAccessible(teacher.page, 'the screen for the board')

    const { context, page, complaints } = await openContext(browser, 'phone')
    await page.goto(url)
    await page.getByRole('heading', { name: 'Typ je code' }).waitFor()
    expect(await page.getByRole('radio').count()).toBe(0)
    await expectAccessible(page, 'the code of a class')
    await page.getByLabel('Code').fill('ZZZZZZ')
    await page.getByRole('button', { name: 'Verder' }).click()
    await page.getByText('Deze code werkt niet.').waitFor()
    await page.getByLabel('Code').fill(code.toLowerCase())
    await page.getByRole('button', { name: 'Verder' }).click()
    await page.getByRole('radio').first().waitFor()
    for (let number = 1; number < 12; number++) {
      await page.getByText(`Vraag ${number} van 12`).first().waitFor()
      const answers = page.getByRole('radio')
      if ((await answers.count()) > 0) await answers.first().check({ force: true })
      await page.getByRole('button', { name: 'Volgende' }).click()
    }
    await page.getByText('Vraag 12 van 12').first().waitFor()
    await page.getByRole('button', { name: 'Versturen' }).click()
    await page.getByRole('heading', { name: 'Dank je wel!' }).waitFor({ timeout: 60_000 })
    const kept = await page.evaluate(() => JSON.stringify({ ...sessionStorage, ...localStorage }))
    expect(kept).not.toContain('ticket')
    await teacher.page.getByText('In de hele meetronde tot nu toe: 1.').waitFor({ timeout: 60_000 })
    expect(teacher.complaints).toEqual([])
    await teacher.context.close()
    // The next person on the same device sees nothing of the one before, and needs a code of their own.
    const receipt = await page.locator('.receipt-code').innerText()
    await expectAccessible(page, 'thanks on a device that is shared')
    await page.getByRole('button', { name: 'Maak dit scherm leeg' }).click()
    await page.getByRole('heading', { name: 'Typ je code' }).waitFor()
    expect(await page.content()).not.toContain(receipt)
    await page.getByRole('heading', { name: 'Typ je code' }).waitFor()
    await page.getByLabel('Code').fill(code)
    await page.getByRole('button', { name: 'Verder' }).click()
    await page.getByText('Deze code werkt niet.').waitFor()
    await page.getByLabel('Code').fill(second)
    await page.getByRole('button', { name: 'Verder' }).click()
    await page.getByRole('radio').first().waitFor()
    expect(complaints).toEqual([])
    await context.close()
  }, 180_000)
})
