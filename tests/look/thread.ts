/**
 * Shows the thread, the reporter's own page and the form for a lost link: `node tests/look/thread.ts FOLDER` writes
 * pictures, light and dark, narrow and wide. Runs on what `npm run build` compiled.
 */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { report } from '../../src/app/index.ts'
import { launchBrowser } from '../browser/launch.ts'
import { serve } from '../browser/serve.ts'
import { conversation } from '../kit/conversation.ts'
import { crowdedCase } from '../kit/crowd.ts'
import { startSession } from '../kit/session.ts'
import { testWorld } from '../kit/world.ts'

const { gate, sessionCookie } = await import('../../dist/http/gate/index.js')
const { webRoutes, webVoice } = await import('../../dist/http/web/index.js')

const [folder = 'test-results/thread'] = process.argv.slice(2)
await mkdir(folder, { recursive: true })
const browser = await launchBrowser()
const here = await testWorld()
const { case: id, path } = await conversation(here)
const crowd = await crowdedCase(here.world, here.members)
const empty = await report(here.world, { title: 'A flaw', impact: 'It stops.', email: 'rey@example.org' }, 'form')
const quiet = 'secret' in empty ? empty : { case: id, secret: '' }
const pages: Readonly<Record<string, string>> = {
  thread: `/cases/${id}/thread?since=3`,
  'thread-crowd': `/cases/${crowd.case}/thread?before=900&since=880`,
  'thread-empty': `/cases/${quiet.case}/thread`,
  edit: `/cases/${id}/do/editPost?post=1`,
  people: `/cases/${id}/people`,
  share: `/cases/${id}/do/shareAdvisory?revision=1`,
  reporter: path,
  'reporter-new': `/report/${quiet.secret}`,
  received: `/report/${quiet.secret}/received`,
  lost: '/report/lost',
}
const served = await serve(gate(here.world, webRoutes, [webVoice]))
const session = await startSession(here.world, here.members[0] ?? 'p-')
for (const width of [390, 1280]) {
  for (const colorScheme of ['light', 'dark'] as const) {
    const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme })
    await context.addCookies([{ name: sessionCookie, value: session, url: served.address }])
    const page = await context.newPage()
    for (const [name, at] of Object.entries(pages)) {
      await page.goto(`${served.address}${at}`)
      await page.screenshot({ path: join(folder, `${name}-${colorScheme}-${width}.png`), fullPage: true })
    }
    await context.close()
  }
}
await served.close()
await here.close()
await browser.close()
