import { offerBack } from './draft-offer.ts'

const prefix = 'draft:'
const sent = 'sent:'

/**
 * Keeps the unsent text of `form[data-draft]` in this tab only (never in localStorage: the text is embargoed and must
 * not outlive the tab) and offers it back when the form comes empty again. Passwords, files and hidden fields are left out.
 */
export function keepDrafts(page: Document, kept: Storage): void {
  forgetSent(kept)
  for (const form of page.querySelectorAll<HTMLFormElement>('form[data-draft]')) {
    const key = `${prefix}${page.location.pathname}:${form.dataset['draft'] ?? ''}`
    const found = parse(kept.getItem(key))
    if (found && differs(form, found)) {
      offerBack(
        form,
        () => restore(form, found),
        () => kept.removeItem(key),
      )
    }
    form.addEventListener('input', () => kept.setItem(key, JSON.stringify(written(form))))
    form.addEventListener('submit', () => kept.setItem(`${sent}${key}`, ''))
  }
}

/** A sent draft goes when the answer is there. Whoever came back instead may have met a broken line: theirs is kept. */
function forgetSent(kept: Storage): void {
  const [arrival] = performance.getEntriesByType('navigation')
  const cameBack = arrival instanceof PerformanceNavigationTiming && arrival.type === 'back_forward'
  for (const name of Object.keys(kept)) {
    if (!name.startsWith(sent)) continue
    if (!cameBack) kept.removeItem(name.slice(sent.length))
    kept.removeItem(name)
  }
}

type Draft = Readonly<Record<string, string>>
type Written = HTMLInputElement | HTMLTextAreaElement

const kinds = new Set(['text', 'email', 'url', 'search', 'textarea', 'number', 'datetime-local', 'date', 'checkbox'])

function isOne(found: RadioNodeList | Element | null): boolean {
  return found instanceof Element
}

/** What somebody wrote, or whether they ticked it. */
function valueOf(field: Written): string {
  if (field.type !== 'checkbox') return field.value
  return field instanceof HTMLInputElement && field.checked ? field.value : ''
}

function fields(form: HTMLFormElement): Written[] {
  return [...form.querySelectorAll<Written>('input, textarea')].filter(
    // Of ticks that share a name, one alone says nothing.
    ({ type, name }) => name !== '' && kinds.has(type) && (type !== 'checkbox' || isOne(form.elements.namedItem(name))),
  )
}

function written(form: HTMLFormElement): Draft {
  return Object.fromEntries(fields(form).map((field) => [field.name, valueOf(field)]))
}

function differs(form: HTMLFormElement, draft: Draft): boolean {
  return fields(form).some((field) => (draft[field.name] ?? '') !== '' && draft[field.name] !== valueOf(field))
}

function restore(form: HTMLFormElement, draft: Draft): void {
  for (const field of fields(form)) {
    const kept = draft[field.name]
    if (kept === undefined) continue
    if (field.type === 'checkbox' && field instanceof HTMLInputElement) field.checked = kept === field.value
    else field.value = kept
  }
}

/** What this tab kept may be anything: another version of the product may have written it. */
function parse(text: string | null): Draft | undefined {
  if (text === null) return undefined
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value !== 'object' || value === null) return undefined
    return Object.fromEntries(Object.entries(value).filter(([, member]) => typeof member === 'string'))
  } catch (thrown) {
    if (thrown instanceof SyntaxError) return undefined
    throw thrown
  }
}
