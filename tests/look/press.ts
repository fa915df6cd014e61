import type { Page } from 'playwright-core'

/** Presses what leads to another page, and waits until that page stands: a click alone comes back on the way to it. */
export async function press(page: Page, selector: string): Promise<void> {
  await Promise.all([page.waitForEvent('load'), page.locator(selector).first().click()])
}
