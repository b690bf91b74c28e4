import { readFile } from 'node:fs/promises'
import type { Browser } from 'playwright-core'
import { readSheet } from 'read-excel-file/node'
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
const firstYear = { phone: 2001, laptop: 2002 } as const
const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

/** The columns of the file, its first school, and the first value of what is required. */
async function readTemplate(path: string) {
  const file = await readFile(path)
  const [titles = [], first = []] = await readSheet(file, 'Antwoorden')
  const columns = await readSheet(file, 'Toegestane waarden')
  const values = new Map(
    columns.filter(([, , needed]) => needed === 'ja').map(([code, , , value]) => [code, String(value)]),
  )
  const words = titles.map(String)
  return {
    titles: words,
    school: String(first[0]),
    fill: words.slice(1).map((code) => values.get(code) ?? ''),
  }
}

it.each(bothWidths)('takes in the answers of an earlier year from a file, on a %s', async (width) => {
  const { context, page, complaints } = await openContext(browser, width)
  await signInAs(page, demo.url, demo.facts.accounts[0])
  await page.goto(`${demo.url}/meetrondes/nieuw`)
  await page.getByLabel('Schooljaar').fill(`${firstYear[width]}-${firstYear[width] + 1}`)
  await page.getByLabel('Open vanaf').fill(inDays(0))
  await page.getByLabel('Open tot en met').fill(inDays(30))
  await page.getByRole('checkbox', { name: /achteraf ingevoerd$/ }).check()
  await page.getByLabel(/^Waar komen de antwoorden/).fill('Papieren monitor')
  await page.getByLabel(/^Welke versie/).selectOption('1.0')
  await page.getByRole('button', { name: 'Maak meetronde' }).click()
  await page.getByRole('link', { name: 'Naar deze meetronde' }).click()
  await page.getByRole('link', { name: 'Antwoorden inlezen' }).click()
  await page.getByText(/staan er nog geen antwoorden/).waitFor()
  const [template] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Voorbeeld voor Excel' }).click(),
  ])
  expect(template.suggestedFilename()).toContain('KM-NT2-1.0')
  const { titles, school, fill } = await readTemplate(await template.path())
  const choose = (lines: readonly (readonly string[])[]) =>
    page.getByLabel('Bestand').setInputFiles({
      ...{ name: 'antwoorden.csv', mimeType: 'text/csv' },
      buffer: Buffer.from([titles, ...lines].map((line) => line.join(';')).join('\r\n')),
    })
  await choose([
    [school, ...fill],
    ['Bestaat niet', ...fill],
  ])
  await page.getByText('1 school komt erbij.').waitFor()
  const wrong = page.getByRole('table').getByRole('rowheader', { name: '3', exact: true })
  await wrong.waitFor()
  await expectAccessible(page, `a file with a wrong line on a ${width}`)
  await page.getByRole('button', { name: 'Bewaar de antwoorden van 1 school' }).click()
  await page.getByText('De antwoorden van 1 school zijn bewaard.').waitFor()
  await page.getByRole('main').getByRole('link', { name: 'Naar de meetronde' }).click()
  await page.getByText('Bron: Papieren monitor').waitFor()
  await page.getByRole('link', { name: 'Antwoorden inlezen' }).click()
  await choose([[school, ...fill]])
  await page.getByText('Er verandert niets.').waitFor()
  expect(complaints).toEqual([])
  await context.close()
})

it.each(bothWidths)(
  'takes in visits of an earlier year, which say that they came later, on a %s',
  async (width) => {
    const { context, page, complaints } = await openContext(browser, width)
    await signInAs(page, demo.url, demo.facts.accounts[0])
    await page.goto(`${demo.url}/meetrondes/nieuw?vragenlijst=SB-NT2`)
    await page.getByText(/Hier kan een eerder jaar/).waitFor()
    await expectAccessible(page, `planning visits of an earlier year on a ${width}`)
    const year = firstYear[width]
    await page.getByLabel('Schooljaar').fill(`${year}-${year + 1}`)
    await page.getByLabel('Open vanaf').fill(inDays(0))
    await page.getByLabel('Open tot en met').fill(inDays(30))
    await page.getByLabel(/^Waar komen de antwoorden/).fill('Verslagen op papier')
    await page.getByRole('button', { name: 'Maak meetronde' }).click()
    await page.getByRole('link', { name: 'Naar deze meetronde' }).click()
    await page.getByRole('link', { name: 'Antwoorden inlezen' }).click()
    await page.getByText('Er staat nog geen verslag in deze ronde.').waitFor()
    const [template] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Voorbeeld voor Excel' }).click(),
    ])
    const { titles, school, fill } = await readTemplate(await template.path())
    const day = titles.indexOf('SB.1')
    const line = (on: string) => [school, ...fill].map((cell, index) => (index === day ? on : cell)).join(';')
    await page.getByLabel('Bestand').setInputFiles({
      ...{ name: 'bezoeken.csv', mimeType: 'text/csv' },
      buffer: Buffer.from([titles.join(';'), line(`${year}-11-03`), line(`${year + 1}-03-04`)].join('\r\n')),
    })
    await page.getByText('2 bezoeken komen erbij.').waitFor()
    await expectAccessible(page, `a file with visits on a ${width}`)
    await page.getByRole('button', { name: 'Bewaar de antwoorden van 2 bezoeken' }).click()
    await page.getByText('De antwoorden van 2 bezoeken zijn bewaard.').waitFor()
    await page.goto(`${demo.url}/bezoeken`)
    const visit = page.getByRole('listitem').filter({ hasText: `3 november ${year}` })
    await visit.getByText('achteraf ingevoerd, niet door de school bevestigd').waitFor()
    await expectAccessible(page, `visits that were entered later on a ${width}`)
    expect(complaints).toEqual([])
    await context.close()
  },
)
