import type { Browser } from 'playwright-core'
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

async function openAs(role: string, width: keyof typeof widths) {
  const { context, page, complaints } = await openContext(browser, width)
  await signInAs(
    page,
    demo.url,
    demo.facts.accounts.find((one) => one.role === role),
  )
  return { context, page, complaints }
}

const head = 'cijfer;onderdeel;school;cohort;uitsplitsing;waarde;peildatum;status;aantal'
const fileOf = (...lines: string[]) => ({
  name: 'cijfers.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from([head, ...lines].join('\r\n')),
})

const cohorts = Array.from({ length: 250 }, (_, at) => `${1775 + at}-${1776 + at}`)
const starts = ['havo', 'vwo', 'vmbo-basis', 'vmbo-kader', 'praktijkonderwijs']
const moves = ['opstroom', 'op niveau', 'afstroom', 'andere sector', 'onbekend', 'uit beeld', 'noemer']

/** Ten thousand right lines, of a school year that has no other figures. */
const manyLines = (): string[] =>
  cohorts
    .flatMap((cohort) =>
      starts.flatMap((start) =>
        moves.flatMap((part, at) =>
          ['voorlopig', 'definitief'].map(
            (status) =>
              `I.V04;${part};;${cohort};startniveau;${start};2023-10-01;${status};${part === 'noemer' ? 90 : 9 + at}`,
          ),
        ),
      ),
    )
    .slice(0, 10_000)

/** From now on the page keeps every text that a progress bar is named by. */
function keepSaid(): void {
  const said: string[] = []
  Object.assign(window, { said })
  new MutationObserver(() => {
    const words = document.querySelector('progress')?.parentElement?.querySelector('p')?.textContent
    if (words && said.at(-1) !== words) said.push(words)
  }).observe(document.body, { subtree: true, childList: true, characterData: true })
}

describe.each(Object.keys(widths) as (keyof typeof widths)[])('figures on a %s', (width) => {
  it('lead from the list to one indicator, its breakdown, and a finding of it', async () => {
    const { context, page, complaints } = await openAs('project_leader', width)
    await page.goto(`${demo.url}/cijfers`)
    const goal = page.getByRole('region', { name: 'Soepel doorstromen, warm overdragen en zacht landen' })
    await goal.getByText('minder dan 5', { exact: true }).first().waitFor()
    await expectAccessible(page, `the figures on a ${width}`)

    await goal.getByRole('link', { name: 'Op-, gelijk- en afstroom' }).click()
    await page.getByRole('heading', { name: 'Op-, gelijk- en afstroom', level: 1 }).waitFor()
    expect(new URL(page.url()).pathname).toBe('/cijfers/I-V04')
    await page.getByText(/^Op 1 oktober 2026: 12 van 91 \(13%\) opstroom, .*; een jaar eerder /).waitFor()
    await page.getByRole('img', { name: /^Op-, gelijk- en afstroom/ }).waitFor()
    await expectAccessible(page, `an indicator on a ${width}`)

    const split = page.getByRole('region', { name: 'Uitsplitsing', exact: true })
    await split.getByLabel('uitgesplitst naar').selectOption('school')
    await page.waitForURL((at) => at.searchParams.get('per') === 'school')
    await split.getByText('minder dan 5 of afgeschermd').first().waitFor()

    const years = page.getByRole('region', { name: 'Over de schooljaren', exact: true })
    await years.getByRole('button', { name: 'Maak bevinding van 1 oktober 2026' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText(/12 van 91 \(13%\) opstroom/).waitFor()
    await expectAccessible(page, `a finding of a figure on a ${width}`)
    await dialog.getByRole('button', { name: 'Maak bevinding', exact: true }).click()
    await dialog.getByRole('link', { name: 'Open de bevinding' }).click()
    const evidence = page.getByRole('region', { name: 'Bewijs: Op-, gelijk- en afstroom' })
    await evidence
      .getByText(/cijfer I\.V04 .*; hele groep; 1 oktober 2026, definitief, uit bestand/)
      .waitFor()
    await expectAccessible(page, `the evidence of a figure on a ${width}`)
    await evidence.getByRole('link', { name: 'Naar het cijfer' }).click()
    await page.waitForURL((at) => at.pathname === '/cijfers/I-V04')
    expect(complaints).toEqual([])
    await context.close()
  })

  it('come in from a file: lines that are wrong are named, a list of persons is refused', async () => {
    const { context, page, complaints } = await openAs('roc_contact', width)
    await page.goto(`${demo.url}/cijfers/inlezen`)
    const choose = page.getByLabel('Bestand', { exact: true })
    await choose.waitFor()
    await expectAccessible(page, `the import on a ${width}`)

    await choose.setInputFiles({
      ...{ name: 'namen.csv', mimeType: 'text/csv' },
      buffer: Buffer.from('naam;cijfer;onderdeel;aantal\r\nVerzonnen Naam;I.M04;noemer;1'),
    })
    const refused = page.getByRole('alert')
    await refused.waitFor()
    expect(await refused.innerText()).not.toContain('Verzonnen')
    await expectAccessible(page, `a refused file on a ${width}`)

    const right = ['I.M04;noemer;;;;;2027-07-31;voorlopig;20']
    await choose.setInputFiles(fileOf(...right, 'I.M04;positief advies;;;;;2027-07-31;ooit;12'))
    const check = page.getByRole('region', { name: '3. Kijk het na' })
    await check.getByText('1 aantal om te bewaren.').waitFor()
    await check.getByText('Schrijf bij status: voorlopig of definitief.').waitFor()
    await expectAccessible(page, `wrong lines on a ${width}`)

    await check.getByRole('button', { name: 'Bewaar 1 aantal' }).click()
    await page.getByText('1 aantal is bewaard.').waitFor()
    expect(complaints).toEqual([])
    await context.close()
  })

  it('of the own school are handed in by its coordinator, and can be taken back', async () => {
    const { context, page, complaints } = await openAs('coordinator', width)
    await page.goto(`${demo.url}/cijfers`)
    await page.getByRole('link', { name: 'Cijfers inlezen' }).click()
    const choose = page.getByLabel('Bestand', { exact: true })
    await choose.waitFor()
    await expectAccessible(page, `the import of a coordinator on a ${width}`)
    const line = (school: string, part: string, n: number) =>
      `I.V05;${part};${school};2023-2024;;;2025-10-01;definitief;${n}`
    await page.getByLabel('schooljaar').selectOption('2025-2026')
    const own = ['noemer', 'een jaar langer'].map((part, at) =>
      line('Lyceum Nergenshuizen', part, 24 - 12 * at),
    )
    await choose.setInputFiles(fileOf(...own, line('Een andere school', 'noemer', 20)))
    const check = page.getByRole('region', { name: '3. Kijk het na' })
    await check.getByText(/^Dit is niet je eigen school/).waitFor()
    await check.getByRole('button', { name: 'Bewaar 2 aantallen' }).click()
    await page.getByText('2 aantallen zijn bewaard.').waitFor()

    const files = page.getByRole('region', { name: 'Ingelezen bestanden' })
    await files.getByText('Over Lyceum Nergenshuizen').first().waitFor()
    const takeBack = files.getByRole('button', { name: /^Neem terug: Cijfers doorstroom vo, 2025-2026/ })
    await takeBack.click()
    const dialog = page.getByRole('dialog', { name: 'Bestand terugnemen' })
    await expectAccessible(page, `taking a file back on a ${width}`)
    await dialog.getByRole('button', { name: 'Neem terug' }).click()
    await files
      .getByText(/^Teruggenomen op /)
      .first()
      .waitFor()
    await takeBack.waitFor({ state: 'detached' })
    expect(complaints).toEqual([])
    await context.close()
  })

  it('stand beside the votes about the pilot, and wishes beside each other', async () => {
    const { context, page, complaints } = await openAs('project_leader', width)
    await page.goto(`${demo.url}/mbo-pilot`)
    const figures = page.getByRole('region', { name: 'Wat zeggen de cijfers?' })
    await figures.getByRole('link', { name: 'Uitval pilot' }).waitFor()
    await expectAccessible(page, `the pilot on a ${width}`)
    await page.goto(`${demo.url}/wensen`)
    await page.getByRole('region', { name: 'Onderwerpen die scholen kozen' }).waitFor()
    await expectAccessible(page, `the wishes on a ${width}`)
    expect(complaints).toEqual([])
    await context.close()
  })

  it('of a coordinator are those of the own schools, by name', async () => {
    const { context, page } = await openAs('coordinator', width)
    await page.goto(`${demo.url}/cijfers/I-V04`)
    const years = page.getByRole('region', { name: 'Over de schooljaren', exact: true })
    await years.getByText('Lyceum Nergenshuizen').first().waitFor()
    await expectAccessible(page, `an indicator of the own schools on a ${width}`)
    await page.goto(`${demo.url}/cijfers/I-V03`)
    await page.getByText('Dit cijfer is er niet, of het hoort niet bij je rol.').waitFor()
    await expectAccessible(page, `an indicator that is not there on a ${width}`)
    await context.close()
  })
})

// Last: so many counts are in nobody's way.
describe('a file of ten thousand lines', () => {
  it('says how far it is, on a slow line too', async () => {
    const { context, page, complaints } = await openAs('project_leader', 'phone')
    await page.goto(`${demo.url}/cijfers/inlezen`)
    const choose = page.getByLabel('Bestand', { exact: true })
    await choose.waitFor()
    const network = await context.newCDPSession(page)
    await network.send('Network.enable')
    const speed = { latency: 20, downloadThroughput: 400_000, uploadThroughput: 400_000 }
    await network.send('Network.emulateNetworkConditions', { offline: false, ...speed })

    const bar = page.getByRole('progressbar', { name: /^(Versturen|Nakijken|Bewaren): / })
    await page.getByLabel('schooljaar').selectOption('2023-2024')
    await page.evaluate(keepSaid)
    await choose.setInputFiles(fileOf(...manyLines()))
    await bar.waitFor()
    const check = page.getByRole('region', { name: '3. Kijk het na' })
    await check.getByText('10.000 aantallen om te bewaren.').waitFor()
    await check.getByRole('button', { name: 'Bewaar 10.000 aantallen' }).click()
    await page.getByText('10.000 aantallen zijn bewaard.').waitFor()
    const said = await page.evaluate(() => (window as unknown as { said: string[] }).said)
    for (const words of [
      /^Versturen: [\d.]+ kB van [\d.]+ kB$/,
      /^Nakijken: [\d.]+ van 10\.000 regels$/,
      /^Bewaren: [\d.]+ van 10\.000 aantallen$/,
    ])
      expect(said.filter((one) => words.test(one)).length, String(words)).toBeGreaterThan(1)
    await expectAccessible(page, 'a file that was taken in')
    expect(complaints).toEqual([])
    await context.close()
  })
})
