import { calculate, signed, type Version } from '../core/scoring/index.ts'

/** `form[data-calculator]`: the score, and what each choice would change, while one chooses. */
export function liveCalculators(page: Document): void {
  for (const form of page.querySelectorAll<HTMLFormElement>('form[data-calculator]')) {
    const version = versions.find((one) => one === form.dataset['calculator'])
    if (version === undefined) continue
    for (const button of form.querySelectorAll<HTMLElement>('button')) button.hidden = true
    const show = (): void => showScore(form, version)
    form.addEventListener('change', show)
    // A browser restores what was chosen when one comes back: the score has to agree with it.
    show()
  }
}

const versions: readonly Version[] = ['2.0', '3.0', '3.1', '4.0']

function showScore(form: HTMLFormElement, version: Version): void {
  const chosen = Object.fromEntries(
    [...new FormData(form)].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value] as const] : [])),
  )
  const found = calculate(version, chosen)
  const whole = 'missing' in found ? undefined : found
  const tell = (name: string, text: string): void => {
    const place = form.querySelector(`[data-calc-${name}]`)
    if (place !== null && place.textContent !== text) place.textContent = text
  }
  for (const part of form.querySelectorAll<HTMLElement>('[data-calc-whole]')) part.hidden = whole === undefined
  for (const part of form.querySelectorAll<HTMLElement>('[data-calc-missing]')) part.hidden = whole !== undefined
  tell('score', whole?.scores.overall.toFixed(1) ?? '')
  tell('class', whole?.scores.class ?? '')
  tell('vector', whole?.vector ?? '')
  tell('missing', 'missing' in found ? `Still to choose: ${found.missing.map(({ key }) => key).join(', ')}.` : '')
  for (const link of form.querySelectorAll<HTMLAnchorElement>('a[data-calc-link]')) {
    const to = new URL(link.href)
    to.searchParams.set('vector', whole?.vector ?? '')
    link.href = to.href
  }
  for (const place of form.querySelectorAll<HTMLElement>('[data-change]')) {
    const [key = '', value = ''] = place.dataset['change']?.split(':') ?? []
    const change = whole?.changes[key]?.[value]
    place.textContent = change === undefined || chosen[key] === value ? '' : signed(change)
  }
}
