/**
 * Shows the pages of a case in its stages: `node tests/look/case.ts shots FOLDER [page]` writes pictures, light and
 * dark, narrow and wide. Runs on what `npm run build` compiled.
 */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { configureCna } from '../../src/app/index.ts'
import { startSession } from '../kit/session.ts'
import { caseAt, stages, type OnItsWay, type Stage } from '../kit/stages.ts'
import { testWorld } from '../kit/world.ts'
import { serve } from '../browser/serve.ts'
import { launchBrowser } from '../browser/launch.ts'

const { gate, sessionCookie } = await import('../../dist/http/gate/index.js')
const { webVoice } = await import('../../dist/http/web/voice.js')
const { assetRoutes } = await import('../../dist/http/web/asset-routes.js')
const { caseRoutes } = await import('../../dist/http/web/case/index.js')

const [folder = 'test-results/case', only, stageOnly] = process.argv.slice(2)

/** The editor while somebody writes, its preview beside it. */
const writing = '/advisory#writing'

const pages: readonly string[] = [
  '',
  '/thread',
  '/people',
  '/severity',
  '/advisory',
  '/advisory/2',
  '/release',
  '/announcement',
  '/retrospective',
  '/record',
  '/do/proposeRelease',
  '/do/recordMerge',
  '/do/sendAnnouncement',
  '/do/moveDeadline',
  '/do/assignDuty?duty=release',
  '/do/checkArtefact?artefact=2&check=signature',
  '/do/reserveCve',
  '/do/publishCve',
  '/do/rejectCve',
  '/do/mergeCase',
  '/do/splitCase',
  '/erase',
  '/severity?ssvc=supplier&E=A&U=S&TI=T&PSI=M#ssvc',
  '/severity?ssvc=supplier&E=A#ssvc',
  writing,
]

await mkdir(folder, { recursive: true })
const browser = await launchBrowser()
for (const stage of stages.filter((one) => stageOnly === undefined || one === stageOnly)) await shootStage(stage)
await browser.close()

async function shootStage(stage: Stage): Promise<void> {
  const here = await testWorld()
  const onItsWay = await caseAt(here, stage)
  const account = {
    instance: 'test',
    org: 'anchorage',
    orgId: '8f1b1a52-3a5e-4c1c-8d0e-0c6a5a1f2b3c',
    user: 'ada',
    key: 'k',
  }
  await configureCna(here.world, here.members[0] ?? 'p-', account)
  const served = await serve(gate(here.world, [...assetRoutes, ...caseRoutes], [webVoice]))
  const person = stage === 'invited' ? onItsWay.engineer : here.members[0]
  const session = await startSession(here.world, person ?? 'p-')
  for (const width of [380, 1440]) {
    for (const colorScheme of ['light', 'dark'] as const) {
      const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme })
      await context.addCookies([{ name: sessionCookie, value: session, url: served.address }])
      await shootPages(await context.newPage(), `${stage}-${colorScheme}-${width}`, onItsWay, served.address)
      await context.close()
    }
  }
  await served.close()
  await here.close()
}

async function shootPages(
  page: Awaited<ReturnType<Awaited<ReturnType<typeof launchBrowser>>['newPage']>>,
  name: string,
  { case: id }: OnItsWay,
  address: string,
): Promise<void> {
  for (const path of pages.filter((one) => only === undefined || only === 'all' || one === only)) {
    await page.goto(`${address}/cases/${id}${path}`)
    if (path === writing) await write(page)
    const file = `${path === '' ? 'overview' : path.slice(1).replaceAll(/\W+/g, '-')}-${name}.png`
    await page.screenshot({ path: join(folder, file), fullPage: true })
  }
}

async function write(page: Awaited<ReturnType<typeof browser.newPage>>): Promise<void> {
  const summary = page.locator('[name="summary"]')
  if ((await summary.count()) === 0) return
  await summary.fill('A bundle whose certificate chain is empty verifies.')
  await page.waitForSelector('[data-preview-of]')
  await page.fill('[name="references"]', 'FIX nowhere')
  await page.fill('[name="timeline"]', '2026-11-23 Reported to the project')
  await page.waitForSelector('#field-reviseAdvisory-references-error')
}
