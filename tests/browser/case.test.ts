import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Browser } from 'playwright-core'
import { gate, sessionCookie } from '../../src/http/gate/index.ts'
import { assetRoutes } from '../../src/http/web/asset-routes.ts'
import { caseRoutes } from '../../src/http/web/case/index.ts'
import { webVoice } from '../../src/http/web/voice.tsx'
import { startSession } from '../kit/session.ts'
import { caseAt, type Stage } from '../kit/stages.ts'
import { testWorld, type TestWorld } from '../kit/world.ts'
import { axeFindings } from './axe.ts'
import { launchBrowser } from './launch.ts'
import { serve } from './serve.ts'

let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser?.close())

const pages = ['', '/thread', '/people', '/severity', '/advisory', '/release', '/announcement', '/record']
const shown: Readonly<Partial<Record<Stage, readonly string[]>>> = {
  early: [...pages, '/retrospective', '/do/acceptReport', '/do/assignDuty', '/do/sendAnnouncement'],
  invited: [''],
  full: [...pages, '/do/moveDeadline', '/do/recordMerge', '/do/proposeRelease'],
  late: ['', '/advisory/2', '/release', '/announcement', '/do/sendAnnouncement', '/do/checkArtefact?artefact=2'],
  closed: ['', '/announcement', '/retrospective'],
}

describe.each(['early', 'full', 'late', 'closed', 'invited'] as const)('%s', (stage) => {
  let here: TestWorld
  let served: Awaited<ReturnType<typeof serve>>
  let session: string
  let base: string
  beforeAll(async () => {
    here = await testWorld()
    const onItsWay = await caseAt(here, stage)
    served = await serve(gate(here.world, [...assetRoutes, ...caseRoutes], [webVoice]))
    const person = stage === 'invited' ? onItsWay.engineer : here.members[0]
    session = await startSession(here.world, person ?? 'p-')
    base = `${served.address}/cases/${onItsWay.case}`
  })
  afterAll(async () => {
    await served?.close()
    await here?.close()
  })

  it.each(['light', 'dark'] as const)(
    'has nothing that axe finds on any page, in %s, and fits',
    async (colorScheme) => {
      const context = await browser.newContext({ colorScheme })
      await context.addCookies([{ name: sessionCookie, value: session, url: served.address }])
      const page = await context.newPage()
      const complaints: string[] = []
      page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
      for (const path of shown[stage] ?? []) {
        const answer = await page.goto(`${base}${path}`)
        expect(answer?.status(), path).toBe(200)
        for (const width of [1440, 380]) {
          await page.setViewportSize({ width, height: 900 })
          const wide = await page.evaluate(() => document.documentElement.scrollWidth)
          expect(wide, `${path} at ${width} px`).toBeLessThanOrEqual(width)
        }
        expect(await axeFindings(page), path).toEqual([])
      }
      expect(complaints).toEqual([])
      await context.close()
    },
    120_000,
  )
})
