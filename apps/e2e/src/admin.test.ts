import { readFileSync, rmSync } from 'node:fs'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchChromium } from './chromium.ts'
import { expectAccessible, openContext, signInAs, widths } from './look-at.ts'
import { setUpSecondFactor } from './phone.ts'
import { freePort, runDemo, runServer, temporaryFolder } from './run-server.ts'

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

const bothWidths = Object.keys(widths) as (keyof typeof widths)[]

/** Signs in as the demo's project leader and waits for the first screen. */
async function signIn(page: Page): Promise<void> {
  const leader = demo.facts.accounts.find((account) => account.role === 'project_leader')
  await page.goto(demo.url)
  await page.getByRole('heading', { name: 'Inloggen' }).waitFor()
  await page.getByLabel('E-mailadres').fill(leader?.email ?? '')
  await page.getByLabel('Wachtwoord').fill(leader?.password ?? '')
  await page.getByRole('button', { name: 'Log in' }).click()
  await page.getByRole('heading', { name: 'Waar staan we?' }).waitFor()
}

async function open(page: Page, path: string, heading: string | RegExp): Promise<void> {
  await page.goto(demo.url + path)
  await page
    .getByRole('heading', { name: heading, level: 1 })
    .waitFor()
    .catch(() => expect.fail(`${path} shows no heading`))
  await page.waitForLoadState('networkidle')
}

const screens: readonly [string, string | RegExp][] = [
  ['/', 'Waar staan we?'],
  ['/vergelijken', 'Wat is er veranderd?'],
  ['/vergelijken?level=subdomain', 'Wat is er veranderd?'],
  ['/vergelijken?years=2022-2023,2023-2024,2024-2025,2025-2026&view=heat', 'Wat is er veranderd?'],
  ['/vergelijken?view=movement', 'Wat is er veranderd?'],
  ['/vergelijken?view=levels', 'Wat is er veranderd?'],
  ['/vergelijken?instrument=MBO-STU', 'Wat is er veranderd?'],
  ['/verwachting/OL.B.4', /./],
  ['/scholen', 'Scholen'],
  ['/scholen/1', /./],
  ['/bezoeken', 'Bezoeken'],
  ['/bezoeken/1', 'Oogst van de bijeenkomst'],
  ['/bezoeken/10', /Bezoek aan/],
  ['/meetrondes', 'Meetrondes'],
  ['/meetrondes/1', /./],
  ['/meetrondes/nieuw', /./],
  ['/vragenlijsten', 'Vragenlijsten'],
  ['/vragenlijsten/KM-NT2', /./],
  ['/bevindingen', 'Bevindingen'],
  ['/bevindingen/1', /./],
]

describe.each(bothWidths)('the project leader on a %s', (width) => {
  it('finds every screen accessible, marked as fictitious, and nothing that scrolls sideways', async () => {
    const { context, page, complaints } = await openContext(browser, width)
    await page.goto(demo.url)
    await page.getByRole('heading', { name: 'Inloggen' }).waitFor()
    await expectAccessible(page, `signing in on a ${width}`)
    await page.getByText('Voorbeeld: verzonnen scholen en antwoorden').waitFor()
    await signIn(page)
    for (const [path, heading] of screens) {
      await open(page, path, heading)
      await expectAccessible(page, `${path} on a ${width}`)
      expect(await page.getByText('Voorbeeld: verzonnen scholen en antwoorden').first().isVisible()).toBe(
        true,
      )
    }
    expect(complaints).toEqual([])
    await context.close()
  })

  it('sees the break of a changed question with its reason, and no difference', async () => {
    const { context, page } = await openContext(browser, width)
    await signIn(page)
    await open(page, '/vergelijken?years=2024-2025,2025-2026', 'Wat is er veranderd?')
    const broken = page.getByText('Vraag veranderd.').first()
    await broken.scrollIntoViewIfNeeded()
    expect(
      await page
        .getByText(/ouders, verzorgers of voogd/)
        .first()
        .isVisible(),
    ).toBe(true)
    await context.close()
  })

  it('turns a cell into a finding with an action', async () => {
    const { context, page } = await openContext(browser, width)
    await signIn(page)
    await open(page, '/vergelijken', 'Wat is er veranderd?')
    await page
      .getByRole('button', { name: /bevinding/i })
      .first()
      .click()
    const dialog = page.getByRole('dialog')
    await dialog.waitFor()
    await expectAccessible(page, `making a finding on a ${width}`)
    await dialog.getByLabel('Titel').fill(`Zicht op doelen, gezien op een ${width}`)
    await dialog.getByRole('button', { name: 'Maak bevinding' }).click()
    await page.getByRole('link', { name: 'Open de bevinding' }).click()
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page
      .getByText(/^B-\d{4}-\d{3}/)
      .first()
      .waitFor()
    await expectAccessible(page, `a finding on a ${width}`)
    await context.close()
  })

  it('turns what schools chose into a finding, by keyboard', async () => {
    const { context, page } = await openContext(browser, width)
    await signIn(page)
    await open(page, '/bevindingen', 'Bevindingen')
    const candidates = page.getByRole('region', { name: 'Kandidaten: wat scholen kozen' })
    const first = candidates.getByRole('button').first()
    const title = (await first.getAttribute('aria-label'))?.replace('Maak bevinding: ', '') ?? ''
    await first.focus()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: title }).waitFor()
    await page.getByText(/^\d+ van \d+ scholen (koos|kozen) dit onderwerp/).waitFor()
    await expectAccessible(page, `a finding from a wish on a ${width}`)
    await open(page, '/bevindingen', 'Bevindingen')
    expect(await candidates.getByText(title, { exact: true }).count()).toBe(0)
    await open(page, '/wensen', 'Wensen van scholen')
    await page
      .getByRole('link', { name: /^Bevinding B-/ })
      .first()
      .waitFor()
    await expectAccessible(page, `wishes on a ${width}`)
    await context.close()
  })
})

describe('what was done is looked back on', () => {
  /** Chooses a radio button or a checkbox, by keyboard. */
  const press = async (page: Page, name: string) => {
    await page.getByRole('dialog').getByLabel(name, { exact: true }).focus()
    await page.keyboard.press('Space')
  }

  it.each([
    ['phone', 'V-2425-003', true],
    ['laptop', 'V-2526-003', false],
  ] as const)('by keyboard on a %s: %s', async (width, code, byFigure) => {
    const { context, page } = await openContext(browser, width)
    await signIn(page)
    await page
      .getByRole('region', { name: 'Wacht op een terugblik' })
      .getByRole('listitem')
      .filter({ hasText: code })
      .getByRole('link')
      .press('Enter')
    await page.getByRole('button', { name: `Terugblikken: ${code}` }).press('Enter')
    const dialog = page.getByRole('dialog')
    await dialog.getByText('Waaruit blijkt dat?').waitFor()
    await expectAccessible(page, `looking back on a ${width}`)
    await press(page, 'Deels')
    await dialog.getByLabel('Wat zagen we?').fill('Scholen weten elkaar te vinden.')
    await press(page, 'Voortzetten: we gaan zo door')
    await dialog.getByLabel('Wie blikte terug?').fill('kernteam')
    // Without evidence nothing is sent.
    await dialog.getByRole('button', { name: 'Bewaar terugblik' }).press('Enter')
    await dialog
      .getByRole('alert')
      .getByText(/Kies minstens één bewijs/)
      .waitFor()
    if (byFigure) await press(page, 'Dit cijfer als bewijs: Samenwerken in de regio')
    else {
      await dialog.getByLabel('Welk document?').fill('Verslag kernteam')
      await dialog.getByLabel('Van welke dag?').fill('2026-09-15')
    }
    await dialog.getByRole('button', { name: 'Bewaar terugblik' }).press('Enter')
    const review = page.getByRole('region', { name: `Terugblik op ${code}` })
    await review.getByText('Het effect is deels bereikt.').waitFor()
    await review.getByText(byFigure ? /^Samenwerken in de regio$/ : 'Verslag kernteam').waitFor()
    await page.getByText('Op alle verbeteracties is teruggeblikt.').waitFor()
    await expectAccessible(page, `an action that was looked back on, on a ${width}`)
    await open(page, '/', 'Waar staan we?')
    expect(await page.getByText(code).count()).toBe(0)
    await context.close()
  })

  it('and its school reads what was seen, without the figures behind it', async () => {
    const { context, page } = await openContext(browser, 'phone')
    await signInAs(
      page,
      demo.url,
      demo.facts.accounts.find(({ role }) => role === 'coordinator'),
    )
    const input = page.getByRole('region', { name: 'Wat is er met jullie antwoorden gedaan?' })
    await input.getByText('Scholen weten elkaar te vinden.').first().waitFor()
    expect(await input.getByText(/\d+ van \d+ scholen/).count()).toBe(0)
    await expectAccessible(page, 'what became of the own answers')
    await context.close()
  })
})

it('takes the cells home as CSV and as a picture, with the choice written on them', async () => {
  const { context, page } = await openContext(browser, 'laptop')
  await signIn(page)
  await open(page, '/vergelijken?view=movement', 'Wat is er veranderd?')
  const [picture] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: /PNG/ }).first().click(),
  ])
  const png = readFileSync(await picture.path())
  expect(png.subarray(1, 4).toString()).toBe('PNG')
  const csv = await page.request.get(
    `${demo.url}/api/comparisons.csv?instrument=KM-NT2&years=2024-2025,2025-2026`,
  )
  expect(await csv.text()).toContain('2024-2025 en 2025-2026')
  await context.close()
})

it('closes a round, which releases it for comparing', async () => {
  const { context, page } = await openContext(browser, 'laptop')
  await signIn(page)
  await open(page, '/meetrondes', 'Meetrondes')
  await page
    .getByRole('main')
    .getByRole('link', { name: /Kwaliteitsmonitor NT2/ })
    .first()
    .click()
  await page.getByRole('button', { name: 'Afsluiten' }).click()
  await expectAccessible(page, 'the question before closing')
  await page.getByRole('button', { name: 'Sluit af en leg vast' }).click()
  await page.getByText('De meetronde is afgesloten.').first().waitFor()
  await open(page, '/vergelijken?years=2025-2026,2026-2027', 'Wat is er veranderd?')
  await page
    .getByText(/In 2026-2027 deden/)
    .first()
    .waitFor()
  await context.close()
})

it('makes the first account with the code that the terminal shows', async () => {
  const dataDir = temporaryFolder('first-run')
  const server = await runServer({ dataDir, port: await freePort() })
  try {
    for (const width of bothWidths) {
      const { context, page } = await openContext(browser, width)
      await page.goto(server.url)
      await page.getByRole('heading', { name: 'Aan de slag' }).waitFor()
      await expectAccessible(page, `the first run on a ${width}`)
      await context.close()
    }
    const { context, page } = await openContext(browser, 'laptop')
    await page.goto(server.url)
    const code = /\b([0-9A-Z]{4}(?:-[0-9A-Z]{4})+)\b/.exec(server.output())?.[1] ?? ''
    await page.getByLabel(/^Code/).fill('0000-0000')
    await page.getByLabel('Naam van het samenwerkingsverband').fill('Samenwerkingsverband Proefstad')
    await page.getByLabel('Je naam').fill('Projectleider')
    await page.getByLabel('E-mailadres').fill('leider@proefstad.example')
    await page.getByLabel('Wachtwoord').fill('een lange zin als wachtwoord')
    await page.getByRole('button', { name: 'Maak account' }).click()
    await page.getByText(/Deze code klopt niet/).waitFor()
    await page.getByLabel(/^Code/).fill(code)
    await page.getByRole('button', { name: 'Maak account' }).click()
    await setUpSecondFactor(page)
    await page.getByRole('heading', { name: 'Waar staan we?' }).waitFor()
    await expectAccessible(page, 'the first screen of an empty network')
    await context.close()
  } finally {
    await server.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
})
