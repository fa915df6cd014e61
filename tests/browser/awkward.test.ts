import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Browser } from 'playwright-core'
import { gate, sessionCookie } from '../../src/http/gate/index.ts'
import { webRoutes, webVoice } from '../../src/http/web/index.ts'
import { startSession } from '../kit/session.ts'
import { does, reported, type Reported } from '../kit/voyage.ts'
import { testWorld, type TestWorld } from '../kit/world.ts'
import { launchBrowser } from './launch.ts'
import { serve } from './serve.ts'

let here: TestWorld
let browser: Browser
let served: Awaited<ReturnType<typeof serve>>
let awkward: Reported
beforeAll(async () => {
  here = await testWorld()
  // What a stranger may write: nowhere a space to break a line at.
  awkward = await reported(here, { title: 'x'.repeat(180), name: 'Hafenmeister'.repeat(10) })
  const text = `${'w'.repeat(400)}\n\n| a | b |\n|---|---|\n| ${'c'.repeat(200)} | d |`
  await does(here, here.members[0], awkward.id, 'post', { room: 'everyone', text })
  served = await serve(gate(here.world, webRoutes, [webVoice]))
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser?.close()
  await served?.close()
  await here?.close()
})

async function onAPhone() {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, baseURL: served.address })
  const value = await startSession(here.world, here.members[0] ?? 'p-nobody000000')
  await context.addCookies([{ name: sessionCookie, value, url: served.address }])
  return context.newPage()
}

it('a title and a name without a space push no page out of its window', async () => {
  const page = await onAPhone()
  const at = ['', '/thread', '/people', '/advisory', '/release', '/record', '/do/mergeCase']
  const paths = ['/today', '/cases', '/committee', ...at.map((one) => `/cases/${awkward.id}${one}`)]
  for (const width of [320, 1280]) {
    await page.setViewportSize({ width, height: 844 })
    for (const path of [...paths, `/report/${awkward.secret}`]) {
      await page.goto(path)
      const wide = await page.evaluate(() => document.documentElement.scrollWidth)
      expect(wide, `${path} at ${width} px`).toBeLessThanOrEqual(width)
    }
  }
  await page.context().close()
})

it('what is pressed alone on a phone is as high as a finger', async () => {
  const page = await onAPhone()
  const pressed = '.button, .nav a, .tabs a, .theme button, .link-button, summary, .field input, .field select'
  for (const path of ['/today', '/cases', `/cases/${awkward.id}`, '/settings', `/report/${awkward.secret}`]) {
    await page.goto(path)
    const low = await page.locator(pressed).evaluateAll((all) =>
      all.flatMap((one) => {
        const { height } = (one.closest('label') ?? one).getBoundingClientRect()
        return one.checkVisibility() && height > 0 && height < 43.5 ? [`${one.outerHTML.slice(0, 80)}: ${height}`] : []
      }),
    )
    expect(low, path).toEqual([])
  }
  await page.context().close()
})
