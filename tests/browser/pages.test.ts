import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Browser } from 'playwright-core'
import { open, type Opened } from '../look/open.ts'
import { keyVisits } from '../look/keys.ts'
import { visits } from '../look/visits.ts'
import { axeFindings } from './axe.ts'
import { launchBrowser } from './launch.ts'

let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser?.close())

/** Both themes and both ends of the widths; what differs only by width or only by theme is found in either. */
const looks = [
  { colorScheme: 'light', width: 380 },
  { colorScheme: 'dark', width: 1440 },
] as const

describe.each(['full', 'empty', 'new'] as const)('an installation that is %s', (state) => {
  let opened: Opened
  beforeAll(async () => {
    opened = await open(state)
  })
  afterAll(() => opened?.close())

  it.each([...visits, ...keyVisits].filter((visit) => visit.state === state))('$name', async ({ as, go }) => {
    const context = await browser.newContext({ reducedMotion: 'reduce', timezoneId: 'Asia/Tokyo' })
    const page = await context.newPage()
    const complaints: string[] = []
    page.on('pageerror', (error) => complaints.push(String(error)))
    // A page that answers "no" is told by the browser, too; what counts is what the security policy stopped.
    page.on('console', (message) => {
      if (message.type() === 'error' && !message.text().includes('status of 4')) complaints.push(message.text())
    })
    if (as !== 'nobody') await opened.signIn(page, as)
    await go(page, opened)
    for (const { colorScheme, width } of looks) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await page.setViewportSize({ width, height: 900 })
      expect(await axeFindings(page), `${colorScheme}, ${width} px`).toEqual([])
    }
    for (const width of [320, 380, 720]) {
      await page.setViewportSize({ width, height: 900 })
      expect(await page.evaluate(() => document.documentElement.scrollWidth), `${width} px`).toBeLessThanOrEqual(width)
    }
    expect(complaints).toEqual([])
    await context.close()
  })
})
