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

/** What no row of Bijlage 1 measures in the plan of 2025-2026. */
const withoutRow = ['A1.4', 'A1.5', 'A1.6', 'A2.8', 'A3.2', 'A3.4']
const title = 'Dekking: wat weten we, en wat nog niet?'

async function openAs(role: string, width: keyof typeof widths) {
  const { context, page, complaints } = await openContext(browser, width)
  await signInAs(
    page,
    demo.url,
    demo.facts.accounts.find((one) => one.role === role),
  )
  await page.goto(`${demo.url}/dekking`)
  await page.getByRole('heading', { name: title, level: 1 }).waitFor()
  await page.getByText(/^In 2025-2026 is er bewijs voor/).waitFor()
  return { context, page, complaints }
}

describe.each(Object.keys(widths) as (keyof typeof widths)[])('coverage on a %s', (width) => {
  it('shows the gaps of the plan, the goals, the framework and Bijlage 1', async () => {
    const { context, page, complaints } = await openAs('project_leader', width)
    await expectAccessible(page, `the plan on a ${width}`)
    const gaps = page.getByRole('region', { name: 'Wat ontbreekt' })
    await gaps.getByText('6 activiteiten hebben geen rij in Bijlage 1').click()
    for (const code of withoutRow) expect(await gaps.getByText(code, { exact: true }).isVisible()).toBe(true)
    await gaps.getByRole('link', { name: /^A2\.8 / }).click()
    await page.waitForFunction(() => {
      const row = document.getElementById('A2.8')?.getBoundingClientRect()
      return row !== undefined && row.height > 0 && row.top >= 0 && row.top < window.innerHeight
    })
    await gaps.getByText('1 subdoel heeft geen eigen rij met resultaten').click()
    expect(await gaps.getByText('D4', { exact: true }).isVisible()).toBe(true)

    const part = page.getByRole('group', { name: 'Wat je ziet' })
    await part.getByRole('button', { name: 'OK voor NT2' }).click()
    const framework = page.getByRole('region', {
      name: 'De 37 verwachtingen en de vragenlijsten',
      exact: true,
    })
    await framework.waitFor()
    await expectAccessible(page, `the framework on a ${width}`)
    if (width === 'laptop') {
      expect(await framework.getByRole('row').count()).toBe(1 + 37)
      const region = page.getByRole('region', { name: /^De 37 verwachtingen en de vragenlijsten: / })
      await region.focus()
      await page.keyboard.press('End')
      await page.keyboard.press('ArrowRight')
      await page.waitForFunction((box) => (box?.scrollLeft ?? 0) > 0, await region.elementHandle())
    } else {
      const row = framework.locator('details').filter({ hasText: 'RE.1' }).first()
      await row.locator('summary').click()
      expect(await row.getByText('Kwaliteitsmonitor NT2').isVisible()).toBe(true)
    }

    await part.getByRole('button', { name: 'Bijlage 1' }).click()
    const bijlage = page.getByRole('region', { name: 'Bijlage 1 met de stand van dit schooljaar' })
    await bijlage.waitFor()
    await expectAccessible(page, `Bijlage 1 on a ${width}`)
    expect(await bijlage.locator('tbody tr').count()).toBe(16)
    expect(complaints).toEqual([])
    await context.close()
  })

  it('leads from a goal to the comparison behind it', async () => {
    const { context, page } = await openAs('project_leader', width)
    const goal = page
      .locator('details.coverage-goal')
      .filter({ hasText: 'Passende begeleiding op vo-scholen' })
    const link = goal.getByRole('link', { name: /^\d+ van \d+ scholen$/ }).first()
    if (!(await goal.locator('table').isVisible())) await goal.locator('summary').first().click()
    const list = goal
      .locator('.coverage-plan details')
      .filter({ has: page.getByText('Kwaliteitsmonitor NT2') })
    await list.first().locator('summary').focus()
    await page.keyboard.press('Enter')
    await link.click()
    await page.waitForURL((at) => at.pathname === '/vergelijken' && at.search === '?years=2025-2026')
    await context.close()
  })
})

it.each(Object.keys(widths) as (keyof typeof widths)[])(
  'shows only what lacks something on a %s',
  async (width) => {
    const { context, page } = await openAs('project_leader', width)
    const rows = page.locator('.coverage-plan tbody tr')
    const all = await rows.count()
    await page.getByLabel('Alleen wat ontbreekt').check()
    await page.waitForURL((at) => at.searchParams.get('alleen') === 'ontbreekt')
    const left = await rows.count()
    expect(left).toBeGreaterThan(0)
    expect(left).toBeLessThan(all)
    for (const code of withoutRow) expect(await page.locator(`[id="${code}"]`).count()).toBe(1)
    await expectAccessible(page, `only what lacks something on a ${width}`)
    await page.emulateMedia({ media: 'print' })
    expect(await page.locator('.coverage-sources .sources').first().isVisible()).toBe(true)
    await context.close()
  },
)

it('is another year on choice, under the plan that there is', async () => {
  const { context, page } = await openAs('project_leader', 'laptop')
  await page.getByLabel('Schooljaar').selectOption('2026-2027')
  await page.getByText('Voor 2026-2027 is er geen jaarplan.').waitFor()
  expect(new URL(page.url()).search).toBe('?jaar=2026-2027')
  await context.close()
})

it.each(['member', 'director', 'board'])('is accessible for the role %s', async (role) => {
  const { context, page } = await openAs(role, 'phone')
  await expectAccessible(page, `coverage of a ${role}`)
  const choice = page.getByRole('group', { name: 'Wat je ziet' })
  expect(await choice.count()).toBe(role === 'board' ? 0 : 1)
  await context.close()
})
