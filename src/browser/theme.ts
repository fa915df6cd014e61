/** Answers the theme form at once; the cookie tells the server, so that the next page arrives in the right colours. */
export function switchTheme(page: Document): void {
  for (const form of page.querySelectorAll<HTMLFormElement>('form[data-theme-form]')) {
    form.addEventListener('submit', (event) => {
      const button = event.submitter
      if (!(button instanceof HTMLButtonElement)) return
      event.preventDefault()
      wear(page, button.value)
      remember(page, form.dataset['themeForm'] ?? 'theme', button.value)
    })
  }
}

function wear(page: Document, choice: string): void {
  if (choice === 'auto') delete page.documentElement.dataset['theme']
  else page.documentElement.dataset['theme'] = choice
  page.querySelector('meta[name=color-scheme]')?.setAttribute('content', choice === 'auto' ? 'light dark' : choice)
  for (const button of page.querySelectorAll<HTMLButtonElement>('form[data-theme-form] button')) {
    button.setAttribute('aria-pressed', String(button.value === choice))
  }
}

function remember(page: Document, name: string, choice: string): void {
  const age = choice === 'auto' ? 0 : 31_536_000
  const secure = page.location.protocol === 'https:' ? '; secure' : ''
  page.cookie = `${name}=${choice}; path=/; max-age=${age}; samesite=lax${secure}`
}
