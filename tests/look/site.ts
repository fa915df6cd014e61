/**
 * Shows the static site that `tocsin publish --out` writes: `node tests/look/site.ts FOLDER`, light and dark, narrow and
 * wide, with advisories and without any. Runs on what `npm run build` compiled.
 */
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { folder as folderAt } from '../../src/adapters/folder/index.ts'
import { publishTo, type Pages } from '../../src/app/index.ts'
import { launchBrowser } from '../browser/launch.ts'
import { announced, does, prepared, reported } from '../kit/voyage.ts'
import { testWorld } from '../kit/world.ts'

const compiled = new URL('../../dist/http/web/static/index.js', import.meta.url).href
const { staticPages } = (await import(compiled)) as { staticPages(): Pages }
const [folder = 'test-results/site'] = process.argv.slice(2)
const here = await testWorld()
const site = await mkdtemp(join(tmpdir(), 'tocsin-site-'))
const publish = (to: string) =>
  publishTo(here.world, folderAt(join(site, to)), { pages: staticPages(), version: 'look' })

await publish('empty')
for (const cve of ['CVE-2026-11111', 'CVE-2026-22222']) {
  const { id } = await reported(here)
  await prepared(here, id, { cve })
  const document = {
    title: `cosign accepts an empty certificate chain (${cve})`,
    summary: 'A bundle whose certificate chain is empty verifies.',
    details:
      'The chain is checked link by link.\n\n- Without a link, *nothing* is checked.\n- `cosign verify` says it is fine.',
    impact: 'Whoever serves a bundle makes an unsigned image verify.',
    upgrade: 'Install v2.2.4.',
    affected: [
      {
        package: { ecosystem: 'Go', name: 'example.org/cosign' },
        ranges: [{ type: 'SEMVER', introduced: '2.0.0', fixed: '2.2.4' }],
      },
    ],
    cwes: ['CWE-347'],
    references: [{ type: 'FIX', url: 'https://git.example.org/cosign/pull/1234' }],
    credits: [{ name: 'Rey Reef', type: 'REPORTER', consent: true }],
    timeline: [
      { at: '2026-03-02', says: 'Reported to the project' },
      { at: '2026-03-17T16:00:00Z', says: 'Announced' },
    ],
  }
  await does(here, here.members[1], id, 'reviseAdvisory', { basedOn: 1, document })
  await announced(here, id)
}
await publish('full')

await mkdir(folder, { recursive: true })
const browser = await launchBrowser()
const pages = {
  index: 'full/index.html',
  empty: 'empty/index.html',
  advisory: 'full/advisories/CVE-2026-11111/index.html',
}
for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [390, 1280]) {
    const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme })
    for (const [name, path] of Object.entries(pages)) {
      await page.goto(pathToFileURL(join(site, path)).href)
      await page.screenshot({ path: join(folder, `site-${name}-${colorScheme}-${width}.png`), fullPage: true })
    }
    await page.close()
  }
}
await browser.close()
await here.close()
await rm(site, { recursive: true })
