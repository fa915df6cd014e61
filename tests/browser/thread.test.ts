import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { lostLinkRoutes, reporterRoutes } from '../../src/http/web/public/index.ts'
import { conversation, type Conversation } from '../kit/conversation.ts'
import { testWorld, type TestWorld } from '../kit/world.ts'
import { axeFindings } from './axe.ts'
import { signedIn, type SignedIn } from './signedIn.ts'

let here: TestWorld
let ada: SignedIn
let told: Conversation
beforeAll(async () => {
  here = await testWorld()
  told = await conversation(here)
  ada = await signedIn(here, here.members[0], [...lostLinkRoutes, ...reporterRoutes])
}, 60_000)
afterAll(async () => {
  await ada?.close()
  await here?.close()
})

describe('the thread and the reporter’s pages', () => {
  it.each(['light', 'dark'] as const)(
    'have nothing that axe finds, in %s, and fit',
    async (colorScheme) => {
      const at = `/cases/${told.case}`
      for (const path of [
        `${at}/thread`,
        `${at}/do/editPost?post=1`,
        `${at}/people`,
        `${at}/advisory`,
        told.path,
        '/report/lost',
      ]) {
        const page = await ada.open(path, { colorScheme })
        // What is folded away is looked at, too.
        await page.evaluate(() => document.querySelectorAll('details').forEach((one) => (one.open = true)))
        for (const width of [1440, 380]) {
          await page.setViewportSize({ width, height: 900 })
          const wide = await page.evaluate(() => document.documentElement.scrollWidth)
          expect(wide, `${path} at ${width} px`).toBeLessThanOrEqual(width)
        }
        expect(await axeFindings(page), path).toEqual([])
        await page.context().close()
      }
    },
    120_000,
  )
})

describe('an @ while somebody writes', () => {
  it('offers who reads the chosen room, and takes one by keyboard', async () => {
    const page = await ada.open(`/cases/${told.case}/thread`)
    const text = page.locator('textarea[name="text"]')
    const offered = page.getByRole('option')
    await text.pressSequentially('Can you look, @b')
    expect(await offered.allTextContents()).toEqual(['Ben Buoy'])
    await text.press('Enter')
    expect(await text.inputValue()).toBe('Can you look, @Ben Buoy ')
    expect(await offered.count()).toBe(0)
    await text.pressSequentially('and @re')
    expect(await offered.count()).toBe(0)
    await page.check('input[name="room"][value="everyone"]')
    await text.pressSequentially('y')
    expect(await offered.allTextContents()).toEqual(['Rey Reef'])
    expect(await axeFindings(page)).toEqual([])
    await text.press('Escape')
    expect(await offered.count()).toBe(0)
    await page.context().close()
  })
})
