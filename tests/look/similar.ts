/**
 * Shows what a report may be a duplicate of, on the page of whoever judges it: `node tests/look/similar.ts FOLDER` writes
 * pictures, light and dark, narrow and wide, with much, little and nothing alike. Runs on what `npm run build` compiled.
 */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { importOsv, openComparing } from '../../src/app/index.ts'
import { startSession } from '../kit/session.ts'
import { reported } from '../kit/voyage.ts'
import { testWorld } from '../kit/world.ts'
import { serve } from '../browser/serve.ts'
import { launchBrowser } from '../browser/launch.ts'

const { gate, sessionCookie } = await import('../../dist/http/gate/index.js')
const { webVoice } = await import('../../dist/http/web/voice.js')
const { assetRoutes } = await import('../../dist/http/web/asset-routes.js')
const { caseRoutes } = await import('../../dist/http/web/case/index.js')

const [folder = 'test-results/similar'] = process.argv.slice(2)
await mkdir(folder, { recursive: true })

const here = await testWorld()
const osv = JSON.stringify({
  schema_version: '1.7.3',
  id: 'OSV-2026-1',
  modified: '2026-01-02T00:00:00Z',
  summary: 'Denial of service through empty headers in example.org/anchor/lib/http',
  details: 'A request whose header has no value makes parseHeader in read.go panic. Fixed in 1.4.2.',
})
await importOsv(here.world, [{ name: 'one.json', text: osv }])
const reports = {
  nothing: { title: 'Cookies lack Secure', impact: 'The session cookie is sent without TLS, so anyone may read it.' },
  first: {
    title: 'parseHeader panics on an empty header',
    impact: 'Any client can stop the server: lib/http/read.go indexes an empty slice. Seen with 1.4.1.',
  },
  much: {
    title: 'Remote crash of the log server',
    impact: 'parseHeader() in lib/http/read.go reads past the end of a header of length 0, which crashes 1.4.1.',
  },
}
const ids: Record<string, string> = {}
for (const [name, fields] of Object.entries(reports)) {
  ids[name] = (await reported(here, { ...fields, name: `Sal ${name}`, email: `${name}@example.org` })).id
}
const comparing = openComparing(here.world)
while (await comparing.round());

const served = await serve(gate(here.world, [...assetRoutes, ...caseRoutes], [webVoice]))
const session = await startSession(here.world, here.members[0] ?? 'p-')
const browser = await launchBrowser()
for (const width of [380, 1440]) {
  for (const colorScheme of ['light', 'dark'] as const) {
    const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme })
    await context.addCookies([{ name: sessionCookie, value: session, url: served.address }])
    const page = await context.newPage()
    for (const name of ['much', 'nothing']) {
      await page.goto(`${served.address}/cases/${ids[name]}`)
      const path = join(folder, `${name}-${colorScheme}-${width}.png`)
      await page.locator('section[aria-labelledby="similar"]').screenshot({ path })
    }
    await context.close()
  }
}
await browser.close()
await served.close()
await here.close()
