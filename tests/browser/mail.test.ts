import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Browser } from 'playwright-core'
import { mailVisits } from '../look/mail.ts'
import { open, type Opened } from '../look/open.ts'
import { press } from '../look/press.ts'
import { visitedByAll } from './everywhere.ts'
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

it.each(mailVisits)('$name is for everybody, narrow and wide', (visit) => visitedByAll(browser, opened, visit))

it('without JavaScript some are chosen, and set aside together', async () => {
  const context = await browser.newContext({ javaScriptEnabled: false })
  const page = await context.newPage()
  await opened.signIn(page, 'member')
  await page.goto(`${opened.address}/mail?show=aside`)
  const before = await page.locator('#held tbody tr').count()
  await page.goto(`${opened.address}/mail`)
  await page.locator('#held tbody input').last().check()
  await press(page, 'button:has-text("Decide on the chosen")')
  await press(page, 'button:has-text("Set one aside")')
  expect(await page.textContent('h1')).toBe('It is done')
  await page.goto(`${opened.address}/mail?show=aside`)
  expect(await page.locator('#held tbody tr').count()).toBe(before + 1)
  await context.close()
})

it('without JavaScript a held mail is read, and becomes a report', async () => {
  const context = await browser.newContext({ javaScriptEnabled: false })
  const page = await context.newPage()
  await opened.signIn(page, 'member')
  await page.goto(`${opened.address}/mail`)
  await press(page, '#held tbody a')
  expect(await page.textContent('.mail-text')).toContain('Shall I send the rest?')
  await press(page, 'button:has-text("Make it a report")')
  expect(page.url()).toMatch(/cases\/c-/)
  expect(await page.textContent('main')).toContain('Re: There is news on your report')
  await context.close()
})
