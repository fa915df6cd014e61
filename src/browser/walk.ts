/**
 * Moves through the entries of the page's lists (`data-walk` names what an entry is). An entry is reached by focusing
 * its first link or button, so that Enter does what it always does.
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
  const target = entry.querySelector<HTMLElement>('a[href], button:not([disabled]), summary') ?? focusable(entry)
  target.focus({ focusVisible: true } as FocusOptions)
  entry.scrollIntoView({ block: 'nearest' })
}

function focusable(entry: HTMLElement): HTMLElement {
  entry.tabIndex = -1
  return entry
}
