import type { Browser, Locator } from 'playwright-core'
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

const account = (role: string) => demo.facts.accounts.find((one) => one.role === role)

async function openAs(role: string, width: keyof typeof widths, path: string) {
  const { context, page, complaints } = await openContext(browser, width)
  await signInAs(page, demo.url, account(role))
  await page.goto(`${demo.url}${path}`)
  await page.getByRole('heading', { name: 'Open antwoorden', level: 1 }).waitFor()
  return { context, page, complaints }
}

describe.each(Object.keys(widths) as (keyof typeof widths)[])('the same question on a %s', (width) => {
  it('stands beside that of other pupils, and what is too few says so', async () => {
    const { context, page, complaints } = await openContext(browser, width)
    await signInAs(page, demo.url, account('project_leader'))
    await page.goto(`${demo.url}/vergelijken?instrument=VC-VO&level=item`)
    const same = page.getByRole('region', { name: 'Dezelfde vraag aan anderen', exact: true })
    await same.getByText('Hulp met taal', { exact: true }).click()
    const heads = await same.getByRole('columnheader').allInnerTexts()
    expect(heads.some((head) => /^Coaching vo: leerling, .* \(n = \d+\)$/.test(head))).toBe(true)
    expect(heads.some((head) => /^Coaching mbo: student, .* \(n = \d+\)$/.test(head))).toBe(true)
    expect(await same.getByText('Niet getoond: te weinig antwoorden').count()).toBeGreaterThan(0)
    await expectAccessible(page, `the same question on a ${width}`)
    expect(complaints).toEqual([])
    await context.close()
  })
})

describe.each(Object.keys(widths) as (keyof typeof widths)[])('open answers on a %s', (width) => {
  it('shows the leader texts, themes and counts over the years', async () => {
    const path = '/teksten?instrument=TV-COORD&item=TC_11'
    const { context, page, complaints } = await openAs('project_leader', width, path)
    const counts = page.getByRole('table')
    await counts.waitFor()
    expect(await counts.getByRole('columnheader').allInnerTexts()).toEqual([
      'Thema',
      'mei 2024-2025',
      'mei 2025-2026',
    ])
    expect(await counts.getByRole('cell').first().innerText()).toMatch(/^\d+ van \d+ \(\d+%\)/)
    await page.getByText('Opschonen en delen').click()
    await page.getByText('Thema maken').first().click()
    await expectAccessible(page, `open answers on a ${width}`)
    expect(complaints).toEqual([])
    await context.close()
  })

  it.each(['member', 'director', 'board'])('shows a %s what was shared', async (role) => {
    const { context, page } = await openAs(role, width, '/teksten?instrument=MBO-STU')
    const quotes = page.getByRole('heading', { name: 'Teksten, zonder namen' })
    await page.getByRole('table').waitFor()
    expect(await quotes.count()).toBe(role === 'board' ? 0 : 1)
    if (role === 'board') expect(await page.getByRole('table').innerText()).not.toMatch(/\d van \d/)
    await expectAccessible(page, `open answers of a ${role} on a ${width}`)
    await context.close()
  })
})

it('sorts texts with one hand on the keyboard, shares them, and hangs one on a finding', async () => {
  const { context, page } = await openAs('project_leader', 'laptop', '/teksten?instrument=VC-VO')
  const card = page.getByRole('region', { name: /^Tekst \d+ van 21$/ })
  await card.getByRole('button', { name: 'Naar de eerste ongelezen tekst' }).click()
  const language = card.getByRole('button', { name: /Taal en woorden$/ })
  await language.focus()
  const before = await card.getByRole('heading').innerText()
  await page.keyboard.press('1')
  await expectPressed(language, true)
  await page.keyboard.press('1')
  await expectPressed(language, false)
  await page.keyboard.press('2')
  await page.keyboard.press('Space')
  await page.waitForFunction((old) => document.getElementById('sorting')?.textContent !== old, before)
  await page.keyboard.press('ArrowLeft')
  await page.waitForFunction((old) => document.getElementById('sorting')?.textContent === old, before)
  await expectPressed(card.getByRole('button', { name: /Tijd en rust$/ }), true)

  // Reads the rest: space is enough.
  for (let at = 0; at < 21; at++) await page.keyboard.press('Space')
  const sharing = page.getByRole('region', { name: 'Laten zien aan anderen' })
  await sharing.getByRole('button', { name: 'Delen: juni 2025-2026' }).click()
  await sharing.getByRole('button', { name: 'Niet meer delen: juni 2025-2026' }).waitFor()

  await card.getByText('Opschonen en delen').click()
  await card.getByLabel('Tekst zonder namen').fill('Een tekst zonder namen.')
  await card.getByLabel('Leden en directie mogen deze tekst lezen').check()
  await card.getByRole('button', { name: 'Bewaren' }).click()
  await card.getByText('Bewaard.').waitFor()
  await card.getByLabel('Bevinding', { exact: true }).selectOption({ index: 1 })
  const finding = await card.getByLabel('Bevinding', { exact: true }).inputValue()
  await card.getByRole('button', { name: 'Zet erbij' }).click()
  await card.getByText('De tekst staat bij de bevinding.').waitFor()
  await page.goto(`${demo.url}/bevindingen/${finding}`)
  const quotes = page.getByRole('region', { name: 'In woorden van mensen zelf' })
  await quotes.getByText('Een tekst zonder namen.').waitFor()
  await expectAccessible(page, 'a finding with a quote')

  const other = await openAs('member', 'laptop', '/teksten?instrument=VC-VO')
  await other.page.getByText('Een tekst zonder namen.').waitFor()
  await other.context.close()
  await context.close()
})

const expectPressed = async (button: Locator, pressed: boolean) => {
  await button.and(button.page().locator(`[aria-pressed="${pressed}"]`)).waitFor()
}

it('saves the counts as a picture and as a file', async () => {
  const path = '/teksten?instrument=TV-COORD&item=TC_11'
  const { context, page } = await openAs('project_leader', 'laptop', path)
  const counts = page.getByRole('region', { name: 'Thema’s over de jaren', exact: true })
  const picture = page.waitForEvent('download')
  await counts.getByRole('button', { name: /^Afbeelding/ }).click()
  expect((await picture).suggestedFilename()).toBe('themas-TV-COORD-TC_11.png')
  const file = page.waitForEvent('download')
  await counts.getByRole('link', { name: /CSV/ }).click()
  expect((await file).suggestedFilename()).toBe('themas-TV-COORD-TC_11.csv')
  await context.close()
})
