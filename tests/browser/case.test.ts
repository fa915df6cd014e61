import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { caseAt, type Stage } from '../kit/stages.ts'
import { testWorld, type TestWorld } from '../kit/world.ts'
import { axeFindings } from './axe.ts'
import { signedIn, type SignedIn } from './signedIn.ts'

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
  let reader: SignedIn
  let base: string
  beforeAll(async () => {
    here = await testWorld()
    const onItsWay = await caseAt(here, stage)
    reader = await signedIn(here, stage === 'invited' ? onItsWay.engineer : here.members[0])
    base = `/cases/${onItsWay.case}`
  }, 60_000)
  afterAll(async () => {
    await reader?.close()
    await here?.close()
  })

  it.each(['light', 'dark'] as const)(
    'has nothing that axe finds on any page, in %s, and fits',
    async (colorScheme) => {
      const page = await reader.open(base, { colorScheme })
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
      await page.context().close()
    },
    120_000,
  )
})
