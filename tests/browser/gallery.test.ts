import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Browser, Page } from 'playwright-core'
import { gallery, galleryPages } from '../../src/http/web/gallery.tsx'
import { axeFindings } from './axe.ts'
import { launchBrowser } from './launch.ts'
import { serve } from './serve.ts'

let browser: Browser
let served: Awaited<ReturnType<typeof serve>>
beforeAll(async () => {
  served = await serve(gallery())
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser?.close()
  await served?.close()
})

const names = Object.keys(galleryPages)

/** A page whose every complaint (script errors, things the security policy stopped) is kept. */
async function open(
  name: string,
  options: Parameters<Browser['newPage']>[0] = {},
): Promise<{ page: Page; complaints: string[] }> {
  const page = await browser.newPage(options)
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  await page.goto(`${served.address}/${name}`)
  return { page, complaints }
}

const widths = [320, 360, 380, 720, 1024, 1600]

describe.each(names)('%s', (name) => {
  it.each(['light', 'dark'] as const)('has nothing that axe finds, in %s', async (colorScheme) => {
    const { page } = await open(name, { colorScheme })
    for (const width of [380, 1440]) {
      await page.setViewportSize({ width, height: 900 })
      expect(await axeFindings(page), `${width} px`).toEqual([])
    }
    await page.close()
  })

  it('fits every width, and the security policy stops nothing of it', async () => {
    const { page, complaints } = await open(name, { timezoneId: 'America/Argentina/Buenos_Aires' })
    for (const width of widths) {
      await page.setViewportSize({ width, height: 800 })
      expect(await page.evaluate(() => document.documentElement.scrollWidth), `${width} px`).toBeLessThanOrEqual(width)
    }
    expect(complaints).toEqual([])
    await page.close()
  })
})

it('a chosen theme wins over the system’s', async () => {
  const { page } = await open('case?theme=dark', { colorScheme: 'light' })
  expect(await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)).toBe('rgb(21, 25, 26)')
  await page.close()
})

it('every target is large enough to hit', async () => {
  const { page } = await open('case', { viewport: { width: 380, height: 900 } })
  const small = await page.$$eval('nav a, button, .tabs a, .theme button', (targets) =>
    targets
      .filter((target) => target.checkVisibility() && target.getBoundingClientRect().height < 24)
      .map((target) => target.outerHTML),
  )
  expect(small).toEqual([])
  await page.close()
})
