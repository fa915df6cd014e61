/**
 * Shows the gallery of components: `node tests/look/gallery.ts` serves it, `node tests/look/gallery.ts shots FOLDER`
 * writes a picture of every page, light and dark, narrow and wide. Runs on what `npm run build` compiled.
 */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { serve } from '../browser/serve.ts'
import { launchBrowser } from '../browser/launch.ts'

const { gallery, galleryPages } = await import('../../dist/http/web/gallery.js')
const served = await serve(gallery())
const [what, folder = 'test-results/look', only] = process.argv.slice(2)
if (what === 'shots') {
  await shoot(folder)
  await served.close()
} else {
  console.log(`${served.address}/case`)
}

async function shoot(into: string): Promise<void> {
  await mkdir(into, { recursive: true })
  const browser = await launchBrowser()
  for (const width of [380, 1440]) {
    for (const colorScheme of ['light', 'dark'] as const) {
      const page = await browser.newPage({
        viewport: { width, height: 900 },
        colorScheme,
        timezoneId: 'Europe/Helsinki',
      })
      for (const name of Object.keys(galleryPages).filter((each) => !only || each === only)) {
        await page.goto(`${served.address}/${name}`)
        await page.screenshot({ path: join(into, `${name}-${colorScheme}-${width}.png`), fullPage: true })
      }
      await page.close()
    }
  }
  await browser.close()
}
