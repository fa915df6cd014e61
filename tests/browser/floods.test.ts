import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Browser } from 'playwright-core'
import { floodVisits } from '../look/floods.ts'
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

it.each(floodVisits)('$name is for everybody, narrow and wide', (visit) => visitedByAll(browser, opened, visit))

it('in a flood a browser proves its work while somebody writes, and nobody notices', async () => {
  const page = await browser.newPage()
  await page.goto(`${opened.address}/report`)
  expect(await page.textContent('main')).toContain('Many reports come in at the moment')
  await page.fill('[name=title]', 'cosign: an empty chain is accepted')
  await page.fill('[name=impact]', 'Anyone signs as anyone.')
  await press(page, 'button:has-text("Send the report")')
  expect(page.url()).toMatch(/received$/)
  expect(await page.textContent('h1')).toContain('We have it')
  await page.close()
})

it('a report that was begun comes back in its tab, ticks and all', async () => {
  const page = await browser.newPage()
  await page.goto(`${opened.address}/report`)
  await page.fill('[name=impact]', 'Begun on the train.')
  await page.check('[name=exploited]')
  await page.reload()
  expect(await page.inputValue('[name=impact]')).toBe('')
  await page.click('button:has-text("Bring it back")')
  expect(await page.inputValue('[name=impact]')).toBe('Begun on the train.')
  expect([await page.isChecked('[name=exploited]'), await page.isChecked('[name=public]')]).toEqual([true, false])
  await page.close()
})

it('without JavaScript it asks for an address, and keeps what was written', async () => {
  const context = await browser.newContext({ javaScriptEnabled: false })
  const page = await context.newPage()
  await page.goto(`${opened.address}/report`)
  await page.fill('[name=title]', 'cosign: an empty chain is accepted')
  await page.fill('[name=impact]', 'Anyone signs as anyone.')
  await press(page, 'button:has-text("Send the report")')
  expect(await page.inputValue('[name=impact]')).toBe('Anyone signs as anyone.')
  await page.fill('[name=email]', 'finder@example.org')
  await press(page, 'button:has-text("Send the report")')
  expect(page.url()).toMatch(/report\/held$/)
  await context.close()
})
