import { TOTP } from 'otpauth'
import type { Page } from 'playwright-core'
import { expectAccessible } from './look-at.ts'

/** The code that an app on a phone shows now. */
export const codeOf = (secret: string): string => new TOTP({ secret }).generate()

/** The code that it shows next, which is taken half a minute early: a code works once. */
export const nextCodeOf = (secret: string): string =>
  new TOTP({ secret }).generate({ timestamp: Date.now() + 30_000 })

/** Walks through setting up the second factor; returns what the phone and the paper hold. */
export async function setUpSecondFactor(page: Page): Promise<{ secret: string; codes: string[] }> {
  await page.getByRole('heading', { name: 'Beveilig je account' }).waitFor()
  await expectAccessible(page, 'the beginning of the second factor')
  await page.getByRole('button', { name: 'Begin' }).click()
  await page.getByText('Scan met die app deze code.').waitFor()
  await expectAccessible(page, 'the code to scan')
  const secret = (await page.locator('.secret').innerText()).replace(/\s/g, '')
  await page.getByLabel('Code').fill(codeOf(secret))
  await page.getByRole('button', { name: 'Klaar, zet aan' }).click()
  await page.getByRole('heading', { name: 'Bewaar je herstelcodes' }).waitFor()
  await expectAccessible(page, 'the recovery codes')
  const codes = await page.locator('.recovery-codes code').allInnerTexts()
  await page.getByRole('button', { name: 'Ik heb ze bewaard, ga verder' }).click()
  return { secret, codes }
}
