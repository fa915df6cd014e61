import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Browser } from 'playwright-core'
import { mailVisits } from '../look/mail.ts'
import { open, type Opened } from '../look/open.ts'
import { axeFindings } from './axe.ts'
import { launchBrowser } from './launch.ts'

let browser: Browser
let opened: Opened
beforeAll(async () => {
  browser = await launchBrowser()
  opened = await open('empty')
})
afterAll(async () => {
  await browser?.close()
  await opened?.close()
})

it.each(mailVisits)('$name is for everybody, narrow and wide', async ({ as, go }) => {
  const context = await browser.newContext({ reducedMotion: 'reduce' })
  const page = await context.newPage()
  if (as !== 'nobody') await opened.signIn(page, as)
  await go(page, opened)
  for (const [colorScheme, width] of [
    ['light', 380],
    ['dark', 1440],
  ] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.setViewportSize({ width, height: 900 })
    expect(await axeFindings(page), `${colorScheme}, ${width} px`).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
  }
  await context.close()
})

it('without JavaScript a held mail is read, and becomes a report', async () => {
  const context = await browser.newContext({ javaScriptEnabled: false })
  const page = await context.newPage()
  await opened.signIn(page, 'member')
  await page.goto(`${opened.address}/mail`)
  await page.locator('#held tbody a').first().click()
  expect(await page.textContent('.mail-text')).toContain('Shall I send the rest?')
  await page.click('button:has-text("Make it a report")')
  await page.waitForURL(/cases\/c-/)
  expect(await page.textContent('main')).toContain('Re: There is news on your report')
  await context.close()
})
