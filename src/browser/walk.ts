/**
 * Moves through the entries of the page's lists (`data-walk` names what an entry is). An entry is reached by focusing
 * its button or first link, so that Enter does what it always does.
 */
export function walk(page: Document, by: 1 | -1): void {
  const entries: HTMLElement[] = []
  for (const list of page.querySelectorAll<HTMLElement>('[data-walk]')) {
    const rows = list.querySelectorAll<HTMLElement>(list.dataset['walk'] || ':scope > *')
    for (const row of rows) if (row.checkVisibility()) entries.push(row)
  }
  if (entries.length === 0) return
  const here = entries.findIndex((entry) => entry.contains(page.activeElement))
  const next = here === -1 ? (by === 1 ? 0 : entries.length - 1) : Math.min(Math.max(here + by, 0), entries.length - 1)
  const entry = entries[next]
  if (!entry) return
  target(entry).focus({ focusVisible: true })
  entry.scrollIntoView({ block: 'nearest' })
}

/** What one would do there first: its button, else its first link, else the entry itself. */
function target(entry: HTMLElement): HTMLElement {
  const found =
    entry.querySelector<HTMLElement>('.button:not([disabled])') ??
    entry.querySelector<HTMLElement>('a[href], button:not([disabled]), summary')
  if (found) return found
  entry.tabIndex = -1
  return entry
}
