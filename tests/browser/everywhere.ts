import type { Browser } from 'playwright-core'
import { expect } from 'vitest'
import type { Opened } from '../look/open.ts'
import type { Visit } from '../look/visits.ts'
import { axeFindings } from './axe.ts'

/** A page is for everybody: on a phone in light, on a desk in dark; axe finds nothing, and nothing is cut at the side. */
export async function visitedByAll(browser: Browser, opened: Opened, { as, go }: Visit): Promise<void> {
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
}
