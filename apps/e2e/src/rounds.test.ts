import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
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

const bothWidths = Object.keys(widths) as (keyof typeof widths)[]
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true })

async function begin(width: keyof typeof widths, path: string) {
  const opened = await openContext(browser, width)
  const { page } = opened
  await signInAs(page, demo.url, demo.facts.accounts[0])
  await page.goto(demo.url + path)
  return opened
}

/** The day so many days from today, as a date field takes it. */
const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

it.each(bothWidths)(
  'shows schools, import and planning so that everybody can use them on a %s',
  async (width) => {
    const { context, page, complaints } = await begin(width, '/scholen')
    await page.getByText(/scholen gevonden/).waitFor()
    await expectAccessible(page, `schools on a ${width}`)
    await page
      .getByRole('button', { name: /wijzigen$/ })
      .first()
      .click()
    await page.getByLabel(/^Naam van de school/).waitFor()
    await expectAccessible(page, `a school on a ${width}`)
    await button(page, 'Stoppen of samenvoegen').click()
    await expectAccessible(page, `merging on a ${width}`)
    for (const [path, text] of [
      ['/scholen/importeren', 'Eerst kijken, dan pas bewaren.'],
      ['/meetrondes', 'Overzicht van een schooljaar'],
      ['/meetrondes/nieuw', 'Welke scholen krijgen een link?'],
    ] as const) {
      await page.goto(demo.url + path)
      await page.getByText(text).waitFor()
      await expectAccessible(page, `${path} on a ${width}`)
    }
    expect(complaints).toEqual([])
    await context.close()
  },
)

it('imports a list of schools with one wrong line, after looking at it', async () => {
  const { context, page } = await begin('laptop', '/scholen')
  await page.getByRole('link', { name: 'Scholen importeren' }).click()
  const lines = [
    'naam;schooltype;doet mee sinds',
    'Lyceum Luchtbel;vwo;2026-08-01',
    'Zonder type;;2026-08-01',
  ]
  await page.getByLabel('Bestand').setInputFiles({
    ...{ name: 'scholen.csv', mimeType: 'text/csv' },
    buffer: Buffer.from(lines.join('\r\n')),
  })
  await page.getByText('Er is nog niets bewaard.').waitFor()
  await page.getByText('1 regel klopt niet').waitFor()
  await page.getByRole('rowheader', { name: '3' }).waitFor()
  await expectAccessible(page, 'the preview of an import')
  await button(page, 'Voeg 1 school toe').click()
  await page.getByText('1 school is toegevoegd.').waitFor()
  await page.getByText('1 regel is overgeslagen.').waitFor()
  await page.getByRole('link', { name: 'Naar de scholen' }).click()
  await page.getByLabel('Zoek een school').fill('luchtbel')
  await page.getByText('1 school gevonden').waitFor()
  await context.close()
})

it('refuses a list with columns about people, and says why', async () => {
  const { context, page } = await begin('phone', '/scholen/importeren')
  await page.getByLabel('Bestand').setInputFiles({
    ...{ name: 'scholen.csv', mimeType: 'text/csv' },
    buffer: Buffer.from('naam;schooltype;doet mee sinds;e-mail\nA;vwo;2026-08-01;x'),
  })
  await page.getByText(/kolommen met gegevens van personen/).waitFor()
  await context.close()
})

it('plans a round, changes it, opens it, extends it and closes it', async () => {
  const { context, page } = await begin('laptop', '/meetrondes')
  await page.getByRole('link', { name: 'Meetronde plannen' }).click()
  await page.getByLabel('Schooljaar').fill('2027-2028')
  await page.getByLabel('Open vanaf').fill(inDays(30))
  await page.getByLabel('Open tot en met').fill(inDays(60))
  await page.getByLabel('Eerste herinnering').fill(inDays(70))
  await button(page, 'Maak meetronde').click()
  await page.getByText('Een herinnering valt binnen de meetronde.').waitFor()
  await page.getByLabel('Eerste herinnering').fill(inDays(40))
  await page.getByLabel('Aankondigen op').fill(inDays(20))
  await button(page, 'Maak meetronde').click()
  await page.getByRole('heading', { name: 'Nieuwe links' }).waitFor()
  await page.getByRole('link', { name: 'Naar deze meetronde' }).click()
  await page.getByText(/^Herinnering op/).waitFor()
  await page.getByText(/^Aankondiging op/).waitFor()
  await expectAccessible(page, 'a planned round')

  await button(page, 'Planning wijzigen').click()
  await page.getByRole('checkbox', { name: 'Vmbo Verzonnenveld' }).uncheck()
  await button(page, 'Bewaren').click()
  await page.getByRole('rowheader', { name: 'Vmbo Verzonnenveld' }).first().waitFor({ state: 'detached' })

  await button(page, 'Nu openen').click()
  await button(page, 'Open de ronde').click()
  await page.getByText(/liggen vast sinds/).waitFor()

  await button(page, 'Verlengen').click()
  await expectAccessible(page, 'the question of extending')
  await page.getByLabel('Nieuwe laatste dag').fill(inDays(90))
  await page.getByRole('dialog').getByRole('button', { name: 'Verlengen', exact: true }).click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })

  await button(page, 'Afsluiten').click()
  await button(page, 'Sluit af en leg vast').click()
  await page.getByText('De meetronde is afgesloten.').first().waitFor()
  await page.getByRole('dialog').getByRole('button', { name: 'Sluiten' }).last().click()

  await button(page, 'Heropenen').click()
  await page.getByLabel('Reden').fill('Twee scholen waren ziek.')
  await page.getByLabel('Nieuwe laatste dag').fill(inDays(20))
  await page.getByRole('dialog').getByRole('button', { name: 'Heropenen', exact: true }).click()
  await page.getByText('Opnieuw geopend: Twee scholen waren ziek.').waitFor()
  await context.close()
})
