import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/**
 * What axe finds wrong with the page as it stands, one line per element: `rule: element (what it lacks)`. All of WCAG
 * 2.2 A and AA and axe's best practices. Works under our Content-Security-Policy: nothing is added to the document.
 */
export async function axeFindings(page: Page): Promise<string[]> {
  const results = (await page.evaluate(`${source}; axe.run(document, ${JSON.stringify(options)})`)) as AxeResults
  return results.violations.flatMap(({ id, nodes }) =>
    nodes.map(
      ({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} (${failureSummary?.replaceAll(/\s+/g, ' ')})`,
    ),
  )
}

const options = {
  resultTypes: ['violations'],
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
}
