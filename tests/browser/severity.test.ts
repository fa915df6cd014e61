import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
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
  address = `/cases/${id}/severity`
}, 60_000)
afterAll(async () => {
  await ada?.close()
  await here?.close()
})

const open = (query: string, options: { javaScriptEnabled?: boolean; colorScheme?: 'dark' | 'light' } = {}) =>
  ada.open(`${address}${query}`, options)

const vector = 'CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:U/C:N/I:H/A:N'
const at = `?vector=${encodeURIComponent(vector)}`
const scoreOf = (page: Page) => page.locator('[data-calc-score]').textContent()
const changeOf = (page: Page, choice: string) => page.locator(`[data-change="${choice}"]`).textContent()

describe('the calculator', () => {
  it('follows the arrow keys, and says what each choice would change', async () => {
    const page = await open(at)
    await page.waitForSelector('.calc button[hidden]', { state: 'attached' })
    expect([await scoreOf(page), await changeOf(page, 'UI:N')]).toEqual(['6.5', '+1.0'])
    await page.focus('input[name=UI]:checked')
    await page.keyboard.press('ArrowUp')
    expect([await scoreOf(page), await changeOf(page, 'UI:R')]).toEqual(['7.5', '−1.0'])
    expect(await page.locator('[data-calc-class]').textContent()).toBe('high')
    expect(await page.locator('[data-calc-vector]').textContent()).toBe(vector.replace('UI:R', 'UI:N'))
    await press(page, 'text=Decide on this >> visible=true >> nth=-1')
    expect(await page.inputValue('#field-decideSeverity-vector')).toContain('UI:N')
    await page.context().close()
  })

  it('asks the server where there is no JavaScript', async () => {
    const page = await open(at, { javaScriptEnabled: false })
    await page.check('input[name=UI][value=N]')
    await press(page, 'text=Show the score')
    expect([await scoreOf(page), await changeOf(page, 'UI:R')]).toEqual(['7.5', '−1.0'])
    expect(await page.inputValue('#field-proposeSeverity-vector')).toBe(vector.replace('UI:R', 'UI:N'))
    await page.context().close()
  })

  it('begins another version empty, and names what is still open', async () => {
    const page = await open('?cvss=4.0')
    expect(await page.locator('span[data-calc-missing]').textContent()).toContain('Still to choose: AV, AC, ')
    for (const choice of 'AV:N AC:L AT:N PR:N UI:N VC:H VI:H VA:H SC:N SI:N SA:N'.split(' ')) {
      const [key, value] = choice.split(':')
      await page.check(`input[name=${key}][value=${value}]`)
    }
    expect(await scoreOf(page)).toBe('9.3')
    expect(await page.locator('span[data-calc-missing]').isVisible()).toBe(false)
    await page.context().close()
  })
})

it('a table of SSVC answers while one chooses, and says what each choice would come to', async () => {
  const page = await open('?ssvc=supplier')
  const result = page.locator('[data-ssvc-result]')
  const would = (choice: string) => page.locator(`[data-would="${choice}"]`).textContent()
  await page.waitForSelector('form[data-ssvc] button[hidden]', { state: 'attached' })
  expect(await result.isVisible()).toBe(false)
  const choose = (key: string, value: string) => page.check(`form[data-ssvc] input[name=${key}][value=${value}]`)
  await choose('E', 'P')
  expect(await result.textContent()).toContain('Still possible: ')
  expect(await page.locator('[data-ssvc-decide]').isVisible()).toBe(false)
  await choose('U', 'S')
  await choose('TI', 'P')
  await choose('PSI', 'M')
  const outcome = /^So: ([\w-]+);/.exec((await result.textContent()) ?? '')?.[1]
  expect(await would('PSI:S')).toMatch(/^Then: [\w-]+$/)
  expect(await would('PSI:M')).toBe('')
  expect(await page.inputValue('#field-decideSsvc-answers')).toBe('E:P/U:S/TI:P/PSI:M')
  // The same code on the server: asked without JavaScript, it says the same.
  const asked = await open('?ssvc=supplier&E=P&U=S&TI=P&PSI=M', { javaScriptEnabled: false })
  expect(await asked.locator('[data-ssvc-result]').textContent()).toBe(await result.textContent())
  expect(await asked.locator('[data-would="PSI:S"]').textContent()).toBe(await would('PSI:S'))
  expect(outcome).toBeDefined()
  await asked.context().close()
  await page.context().close()
})

it('a table of SSVC is looked up and put on record', async () => {
  const page = await open('?ssvc=supplier', { javaScriptEnabled: false })
  for (const [key, value] of [
    ['E', 'A'],
    ['U', 'S'],
  ])
    await page.locator(`form[aria-label^=Supplier] input[name=${key}][value=${value}]`).check()
  await press(page, 'text=Look it up')
  expect(await page.locator('p.calc-result').textContent()).toContain('So: Immediate, whatever the open answers are')
  await page.fill('#field-decideSsvc-reason', 'attackers use it')
  await press(page, 'button:has-text("Decide by SSVC")')
  expect(
    await page.locator('dl[aria-label^="Decided: how urgently"], [aria-label^="Decided: how urgently"]').textContent(),
  ).toContain('attackers use it')
  await page.context().close()
})

it.each(['light', 'dark'] as const)(
  'has nothing that axe finds, in %s, and fits',
  async (colorScheme) => {
    for (const query of [at, '?cvss=4.0', '?cvss=2.0&CDP=H', '?ssvc=coordinator-triage&RP=N&SE=U']) {
      const page = await open(query, { colorScheme })
      for (const width of [1440, 380]) {
        await page.setViewportSize({ width, height: 900 })
        const wide = await page.evaluate(() => document.documentElement.scrollWidth)
        expect(wide, `${query} at ${width} px`).toBeLessThanOrEqual(width)
        expect(await axeFindings(page), query).toEqual([])
      }
      await page.context().close()
    }
  },
  120_000,
)
