/** After a form came back with problems, their summary is where the reader starts. */
export function focusProblems(page: Document): void {
  page.querySelector<HTMLElement>('[data-focus]')?.focus()
}
