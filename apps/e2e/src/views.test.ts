import { readFileSync } from 'node:fs'
import type { Browser, Locator, Page } from 'playwright-core'
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

/** Each kind of answer: where it is asked, the card it stands on, and what suits it. */
const kinds = [
  { kind: 'agreement', instrument: 'TV-COORD', card: 'Goed bereikbaar', view: '.agreement' },
  { kind: 'yes, a little, no', instrument: 'JM-LL', card: 'Een maatje hebben', view: '.level-bar' },
  { kind: 'a mark', instrument: 'TV-BST', card: 'Rapportcijfer', view: '.marks' },
  { kind: 'a number', instrument: 'DA-BEZ', card: 'Besproken leerlingen', view: '.number-line' },
  { kind: 'numbers of one question', instrument: 'DA-BEZ', card: 'DA.3: aantallen', view: '.bar-table' },
  { kind: 'a choice', instrument: 'JM-LL', card: 'Hoe vaak samen', view: '.count-track' },
  { kind: 'several choices', instrument: 'RG-REFL', card: 'Eigen rol', view: '.count-track' },
  { kind: 'a matrix', instrument: 'DA-BEZ', card: 'Vragen bij elkaar', view: '.tinted' },
  { kind: 'a ranking', instrument: 'TV-BST', card: 'Voorrang van doelen', view: '.places' },
] as const

type Opened = Awaited<ReturnType<typeof openContext>>
const signedIn = new Map<string, Opened>()

/** Signs in once for each width and role: whoever signs in too often has to wait. */
async function openAs(width: keyof typeof widths, path: string, role = 'project_leader'): Promise<Opened> {
  const key = `${width} ${role}`
  const known = signedIn.get(key)
  const opened = known ?? (await openContext(browser, width))
  const account = demo.facts.accounts.find((one) => one.role === role)
  if (known === undefined) await signInAs(opened.page, demo.url, account)
  signedIn.set(key, opened)
  await opened.page.goto(demo.url + path)
  await opened.page.getByRole('heading', { level: 1 }).waitFor()
  return opened
}

/** The file that a button or link gives. */
async function fileOf(page: Page, button: Locator): Promise<Buffer> {
  const [download] = await Promise.all([page.waitForEvent('download'), button.click()])
  return readFileSync(await download.path())
}

async function expectPicture(page: Page, within: Locator): Promise<void> {
  const png = await fileOf(page, within.getByRole('button', { name: /PNG/ }).first())
  expect(png.subarray(1, 4).toString()).toBe('PNG')
  // Width of the drawing, as PNG has it in its first block.
  expect(png.readUInt32BE(16)).toBe(1600)
}

describe.each(Object.keys(widths) as (keyof typeof widths)[])('on a %s', (width) => {
  it.each(kinds)('$kind has its view, a picture and a file', async ({ instrument, card, view }) => {
    const { page, complaints } = await openAs(width, `/vergelijken?instrument=${instrument}`)
    const one = page
      .locator('article')
      .filter({ has: page.getByRole('heading', { name: card }) })
      .first()
    await one.waitFor()
    expect(await one.locator(view).first().isVisible()).toBe(true)
    await expectAccessible(page, `${instrument} on a ${width}`)
    await expectPicture(page, one)
    const csv = await fileOf(page, page.getByRole('link', { name: /^Download deze cijfers/ }))
    expect(csv.toString()).toContain('Gekozen')
    expect(complaints).toEqual([])
  })

  it('visits show the flywheel of the network, and its file says what was chosen', async () => {
    const { page, complaints } = await openAs(width, '/vergelijken?instrument=SB-NT2')
    const card = page.getByRole('region', { name: 'Vliegwiel: in welke fase zijn de scholen?', exact: true })
    await card
      .getByText(/scholen een fase/)
      .first()
      .waitFor()
    await expectAccessible(page, `the flywheel on a ${width}`)
    await expectPicture(page, card)
    const csv = (await fileOf(page, card.getByRole('button', { name: /^CSV/ }))).toString()
    expect(csv).toMatch(/meetrondes 2024-2025 en 2025-2026/)
    expect(csv).toMatch(/Bezig met aanloop;\d+ van \d+;\d+ van \d+/)
    expect(complaints).toEqual([])
  })

  it('an expectation shows what visitors saw beside what schools said', async () => {
    const { page, complaints } = await openAs(width, '/verwachting/BE-N-1')
    const card = page.getByRole('region', { name: 'School en bezoeker naast elkaar', exact: true })
    await card.getByText(/gaven school en bezoeker bij \d+ scho/).waitFor()
    await expectAccessible(page, `an expectation on a ${width}`)
    await expectPicture(page, card)
    const csv = (await fileOf(page, card.getByRole('button', { name: /^CSV/ }))).toString()
    expect(csv).toContain('BE.N.1')
    expect(complaints).toEqual([])
  })
})

it('meetings of the network are read by the project leader as they are, and by others from five on', async () => {
  const leader = await openAs('phone', '/vergelijken?instrument=IV-OOGST')
  await leader.page.getByText(/^Gemaakt zijn in .* 3 verslagen/).waitFor()
  await leader.page.getByRole('heading', { name: 'Onderwerpen' }).waitFor()
  await expectAccessible(leader.page, 'records of meetings on a phone')
  const member = await openAs('phone', '/vergelijken?instrument=IV-OOGST', 'member')
  const card = member.page.getByRole('region', { name: 'Hier is nog niets te tonen' })
  await card.getByText('te weinig antwoorden').waitFor()
})

it('a director sees the flywheel as releases let it, the board does not', async () => {
  const director = await openAs('laptop', '/vergelijken?instrument=SB-NT2', 'director')
  const title = 'Vliegwiel: in welke fase zijn de scholen?'
  await director.page.getByRole('heading', { name: title }).waitFor()
  const board = await openAs('laptop', '/vergelijken?instrument=SB-NT2', 'board')
  await board.page.getByText(/^Gekozen/).waitFor()
  expect(await board.page.getByRole('heading', { name: title }).count()).toBe(0)
})
