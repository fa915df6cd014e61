/**
 * Pictures of the pages that are not about one case: `node tests/look/shoot.ts FOLDER [NAME]`, light and dark, narrow
 * and wide. Runs on what `npm run build` compiled.
 */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { launchBrowser } from '../browser/launch.ts'
import { appealVisits } from './appeals.ts'
import { floodVisits } from './floods.ts'
import { keyVisits } from './keys.ts'
import { mailVisits } from './mail.ts'
import { visits } from './visits.ts'
import { open, type State } from './open.ts'

const [folder = 'test-results/look', only] = process.argv.slice(2)
await mkdir(folder, { recursive: true })
const browser = await launchBrowser()
for (const state of ['full', 'empty', 'new'] as const satisfies readonly State[]) {
  const wanted = [...visits, ...keyVisits, ...floodVisits, ...appealVisits, ...mailVisits].filter(
    (visit) => visit.state === state && (only === undefined || visit.name.includes(only)),
  )
  if (wanted.length === 0) continue
  const opened = await open(state)
  for (const colorScheme of ['light', 'dark'] as const) {
    for (const width of [380, 1440]) {
      for (const { name, as, go } of wanted) {
        const context = await browser.newContext({
          viewport: { width, height: 900 },
          colorScheme,
          timezoneId: 'Europe/Helsinki',
        })
        const page = await context.newPage()
        if (as !== 'nobody') await opened.signIn(page, as)
        await go(page, opened)
        await page.screenshot({ path: join(folder, `${name}-${colorScheme}-${width}.png`), fullPage: true })
        await context.close()
      }
    }
  }
  await opened.close()
}
await browser.close()
