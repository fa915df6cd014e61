import { walk } from './walk.ts'

type Act = (page: Document) => void

const acts: Readonly<Record<string, Act>> = {
  j: (page) => walk(page, 1),
  k: (page) => walk(page, -1),
  '/': (page) => page.querySelector<HTMLInputElement>('[data-slash], input[type=search]')?.focus(),
  '?': (page) => page.querySelector<HTMLDialogElement>('dialog[data-shortcuts]')?.showModal(),
}

const patience = 1200

/** Single keys, never while somebody is writing and never with a modifier: those belong to the browser. */
export function listenToKeys(page: Document): void {
  let goPressed = -Infinity
  page.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isWriting(event.target)) return
    if (page.querySelector('dialog[open]')) return
    const going = event.timeStamp - goPressed < patience
    goPressed = event.key === 'g' && !going ? event.timeStamp : -Infinity
    if (going) return go(page, event)
    const act = acts[event.key]
    if (!act) return
    event.preventDefault()
    act(page)
  })
}

function go(page: Document, event: KeyboardEvent): void {
  for (const link of page.querySelectorAll<HTMLAnchorElement>('a[data-go]')) {
    if (link.dataset['go'] !== event.key) continue
    event.preventDefault()
    link.click()
    return
  }
}

function isWriting(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'))
}
