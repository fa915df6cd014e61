import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { gallery } from '../../src/http/web/gallery.tsx'
import { press } from '../look/press.ts'
import { launchBrowser } from './launch.ts'
import { serve } from './serve.ts'

let browser: Browser
let served: Awaited<ReturnType<typeof serve>>
let context: BrowserContext
let page: Page
beforeAll(async () => {
  served = await serve(gallery())
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser?.close()
  await served?.close()
})
beforeEach(async () => {
  context = await browser.newContext({ timezoneId: 'Asia/Tokyo', colorScheme: 'light' })
  page = await context.newPage()
})
afterEach(() => context.close())

const visit = (name: string): Promise<unknown> => page.goto(`${served.address}/${name}`)
const focused = (): Promise<string> => page.evaluate(() => document.activeElement?.textContent?.trim() ?? '')

describe('times', () => {
  it('carry the reader’s own beside UTC, with the day where it differs', async () => {
    await visit('case')
    const until = page.locator('.embargo p').first()
    expect(await until.textContent()).toContain('Tue 17 Mar 2026, 16:00 UTC Wed 01:00 Tokyo')
  })

  it('stay UTC without JavaScript', async () => {
    const plain = await browser.newPage({ javaScriptEnabled: false })
    await plain.goto(`${served.address}/states`)
    expect(await plain.locator('.local-time').count()).toBe(0)
    expect(await plain.locator('.filter').isVisible()).toBe(false)
    await plain.close()
  })
})

describe('keys', () => {
  it('j and k walk through the steps and stop at the ends', async () => {
    await visit('case')
    await page.keyboard.press('j')
    expect(await focused()).toBe('Compare and decide')
    await page.keyboard.press('j')
    expect(await focused()).toBe('Open the workspace')
    await page.keyboard.press('k')
    await page.keyboard.press('k')
    expect(await focused()).toBe('Compare and decide')
  })

  it('are turned off and on again in their help, which a button opens', async () => {
    await visit('case')
    await page.click('[data-keys-help]')
    await page.click('dialog >> text=Turn the keys off')
    await page.click('dialog >> text=Close')
    await visit('case')
    await page.keyboard.press('?')
    expect(await page.locator('dialog[data-shortcuts]').isVisible()).toBe(false)
    await page.click('[data-keys-help]')
    await page.click('dialog >> text=Turn the keys on')
    await page.click('dialog >> text=Close')
    await page.keyboard.press('?')
    expect(await page.locator('dialog[data-shortcuts]').isVisible()).toBe(true)
  })

  it('/ reaches the search, where letters are letters', async () => {
    await visit('case')
    await page.keyboard.press('/')
    await page.keyboard.type('jg?c')
    expect(await page.inputValue('[data-slash]')).toBe('jg?c')
  })

  it('? opens the help, Escape closes it', async () => {
    await visit('case')
    await page.keyboard.press('?')
    expect(await page.locator('dialog').isVisible()).toBe(true)
    await page.keyboard.press('Escape')
    expect(await page.locator('dialog').isVisible()).toBe(false)
  })

  it('g then p goes to the policy; p alone goes nowhere', async () => {
    await visit('case')
    await page.keyboard.press('p')
    expect(page.url()).toMatch(/\/case$/)
    await page.keyboard.press('g')
    await page.keyboard.press('p')
    await page.waitForURL('**/policy')
  })
})

describe('theme', () => {
  it('changes at once, is remembered in a cookie, and goes back to the system’s', async () => {
    await visit('case')
    await page.getByRole('button', { name: 'Dark' }).click()
    expect(await page.getAttribute('html', 'data-theme')).toBe('dark')
    expect(await context.cookies()).toMatchObject([{ name: 'tocsin-theme', value: 'dark', sameSite: 'Lax' }])
    await page.getByRole('button', { name: 'Auto' }).click()
    expect(await page.getAttribute('html', 'data-theme')).toBe(null)
    expect(await context.cookies()).toEqual([])
  })
})

describe('drafts', () => {
  const answer = '#field-answer'

  it('come back when asked for, in this tab alone', async () => {
    await visit('report')
    await page.fill(answer, 'not yet sent')
    await visit('case')
    await visit('report')
    expect(await page.inputValue(answer)).toBe('')
    await page.getByRole('button', { name: 'Bring it back' }).click()
    expect(await page.inputValue(answer)).toBe('not yet sent')
    expect(await page.evaluate(() => localStorage.length)).toBe(0)
    const other = await context.newPage()
    await other.goto(`${served.address}/report`)
    expect(await other.locator('.draft-offer').count()).toBe(0)
  })

  it('are gone once discarded', async () => {
    await visit('report')
    await page.fill(answer, 'never mind')
    await visit('report')
    await page.getByRole('button', { name: 'Discard it' }).click()
    expect(await page.evaluate(() => sessionStorage.length)).toBe(0)
  })

  it('are gone once sent', async () => {
    await visit('report')
    await page.fill(answer, 'sent')
    await press(page, 'button:text-is("Send")')
    await visit('report')
    expect(await page.locator('.draft-offer').count()).toBe(0)
    expect(await page.evaluate(() => sessionStorage.length)).toBe(0)
  })
})

it('where a browser may keep nothing, all else works, and no key does anything that nobody could turn off', async () => {
  const broken: string[] = []
  page.on('pageerror', (error) => broken.push(error.message))
  await page.addInitScript(() => {
    const refused = () => {
      throw new DOMException('The operation is insecure.', 'SecurityError')
    }
    for (const name of ['localStorage', 'sessionStorage']) Object.defineProperty(window, name, { get: refused })
  })
  await visit('forms')
  expect(await focused()).toContain('2 things need another look')
  await visit('case')
  await page.keyboard.press('j')
  expect(await focused()).not.toBe('Compare and decide')
  expect(await page.locator('[data-keys-help]').isVisible()).toBe(false)
  expect(broken).toEqual([])
})

it('a list narrows to what is typed and says how many are left', async () => {
  await visit('states')
  await page.fill('[data-filter]', 'chain ACCEPTED')
  expect(await page.locator('#open-cases tbody tr:visible').count()).toBe(1)
  expect(await page.textContent('[data-filter-count]')).toBe('1 matches')
  await page.fill('[data-filter]', '')
  expect(await page.locator('#open-cases tbody tr:visible').count()).toBe(2)
})

it('after a failed form the reader starts at what is wrong, and gets to the field', async () => {
  await visit('forms')
  expect(await focused()).toContain('2 things need another look')
  await page.getByRole('link', { name: 'Write an e-mail address' }).click()
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('field-address')
})
