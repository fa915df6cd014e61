import { Hidden, type FormTarget } from '../components/index.ts'

export type Theme = 'light' | 'dark'

export const themeCookie = 'tocsin-theme'

/** What the cookie says; anything else means: follow the reader's system. */
export function readTheme(cookie: string | undefined): Theme | undefined {
  return cookie === 'light' || cookie === 'dark' ? cookie : undefined
}

const choices = [
  { value: 'auto', label: 'Auto' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
] as const

/** Three buttons of one form. A browser module answers at once; without it the server sets the cookie and comes back. */
export function ThemeForm({ theme, action, hidden }: FormTarget & { readonly theme: Theme | undefined }) {
  return (
    <form class="theme" method="post" action={action} aria-label="Theme" data-theme-form={themeCookie}>
      <Hidden fields={hidden} />
      {choices.map(({ value, label }) => (
        <button type="submit" name="theme" value={value} aria-pressed={value === (theme ?? 'auto') ? 'true' : 'false'}>
          {label}
        </button>
      ))}
    </form>
  )
}
