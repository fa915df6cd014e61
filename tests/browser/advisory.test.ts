import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { caseAt } from '../kit/stages.ts'
import { testWorld, type TestWorld } from '../kit/world.ts'
import { press } from '../look/press.ts'
import { axeFindings } from './axe.ts'
import { signedIn, type SignedIn } from './signedIn.ts'

let here: TestWorld
let ada: SignedIn
let address: string
beforeAll(async () => {
  here = await testWorld()
  const { case: id } = await caseAt(here, 'full')
  ada = await signedIn(here, here.members[0])
  address = `/cases/${id}/advisory`
}, 60_000)
afterAll(async () => {
  await ada?.close()
  await here?.close()
})

const open = (options: { javaScriptEnabled?: boolean; colorScheme?: 'dark' | 'light' } = {}) =>
  ada.open(address, { viewport: { width: 1440, height: 900 }, ...options })

const references = '#field-reviseAdvisory-references'

describe('the preview beside the editor', () => {
  it('follows what is written, marks what is wrong once one has gone on, and keeps what was right in sight', async () => {
    const page = await open()
    const preview = page.locator('[data-preview-of]')
    expect(await page.locator('text=Preview >> visible=true').count()).toBe(0)
    await page.fill('[name="title"]', 'A title of this moment')
    await preview.locator('text=A title of this moment').waitFor()
    await page.fill(references, 'FIX nowhere')
    await preview.locator('text=goes on when').waitFor()
    // Whoever is still writing is not interrupted.
    expect(await page.locator(`${references}-error`).count()).toBe(0)
    expect(await preview.locator('text=A title of this moment').count()).toBe(1)
    await page.focus('[name="note"]')
    await page.waitForSelector(`${references}-error`)
    expect(await page.getAttribute(references, 'aria-invalid')).toBe('true')
    expect(await page.getAttribute(references, 'aria-describedby')).toContain('-error')
    await page.fill(references, 'FIX https://example.org/fix')
    await preview.locator('text=https://example.org/fix').waitFor()
    expect(await page.locator(`${references}-error`).count()).toBe(0)
    expect(await page.getAttribute(references, 'aria-invalid')).toBeNull()
    await page.context().close()
  })

  it('says so where the server cannot be reached, and loses nothing', async () => {
    const page = await open()
    await page.context().setOffline(true)
    await page.fill('[name="title"]', 'Written on a train')
    await page.waitForSelector('text=The server cannot be reached')
    expect(await page.inputValue('[name="title"]')).toBe('Written on a train')
    await page.context().close()
  })

  it('is a button where there is no JavaScript', async () => {
    const page = await open({ javaScriptEnabled: false })
    await page.fill('[name="title"]', 'A title without a script')
    await press(page, 'button:has-text("Preview")')
    expect(await page.locator('[data-preview-of] >> text=A title without a script').count()).toBe(1)
    expect(await page.inputValue('[name="title"]')).toBe('A title without a script')
    await press(page, 'button:has-text("Save revision 2")')
    expect(await page.locator('h2:has-text("Revision 2")').count()).toBe(1)
    await page.context().close()
  })

  it.each(['light', 'dark'] as const)('has nothing that axe finds, in %s, and fits', async (colorScheme) => {
    const page = await open({ colorScheme })
    await page.fill('[name="summary"]', 'A summary of this moment')
    await page.locator('[data-preview-of] >> text=A summary of this moment').waitFor()
    for (const width of [1440, 390]) {
      await page.setViewportSize({ width, height: 900 })
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
    }
    expect(await axeFindings(page)).toEqual([])
    await page.context().close()
  })
})
