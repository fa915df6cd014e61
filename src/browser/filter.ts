/** A field with `data-filter="#list"` hides the list's entries that lack one of its words; `data-filter-count` tells how many are left. */
export function filterLists(page: Document): void {
  for (const field of page.querySelectorAll<HTMLInputElement>('input[data-filter]')) {
    const list = page.querySelector(field.dataset['filter'] ?? '')
    if (!list) continue
    const count = field.form?.querySelector('[data-filter-count]') ?? page.querySelector('[data-filter-count]')
    const apply = (): void => {
      const left = showMatching(list, field.value)
      if (count) count.textContent = field.value.trim() === '' ? '' : left === 1 ? '1 matches' : `${left} match`
    }
    field.addEventListener('input', apply)
    // A browser restores what was typed when one comes back: the list has to agree with it.
    if (field.value !== '') apply()
  }
}

function showMatching(list: Element, text: string): number {
  const words = text.toLocaleLowerCase().split(/\s+/).filter(Boolean)
  let left = 0
  for (const entry of list.querySelectorAll<HTMLElement>('[data-entry]')) {
    const content = (entry.textContent ?? '').toLocaleLowerCase()
    entry.hidden = !words.every((word) => content.includes(word))
    if (!entry.hidden) left += 1
  }
  return left
}
