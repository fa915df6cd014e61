/** Where a row of tabs is wider than its window, the page that one is on stands in sight; not every browser begins there. */
export function showCurrentTabs(page: Document): void {
  for (const row of page.querySelectorAll<HTMLElement>('.tabs ul')) {
    const current = row.querySelector('[aria-current]')?.getBoundingClientRect()
    if (current === undefined || row.scrollWidth <= row.clientWidth) continue
    const { left, width } = row.getBoundingClientRect()
    row.scrollLeft += current.left + current.width / 2 - (left + width / 2)
  }
}
