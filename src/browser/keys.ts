import { walk } from './walk.ts'

type Act = (page: Document) => void

const acts: Readonly<Record<string, Act>> = {
  j: (page) => walk(page, 1),
  k: (page) => walk(page, -1),
  '/': (page) => page.querySelector<HTMLInputElement>('[data-slash], input[type=search]')?.focus(),
  '?': (page) => page.querySelector<HTMLDialogElement>('dialog[data-shortcuts]')?.showModal(),
}

const patience = 1200

/** What a browser keeps where somebody wants no keys. */
const kept = 'tocsin-keys'

/**
 * Single keys, never while somebody is writing and never with a modifier: those belong to the browser. Whoever speaks
 * to their machine, or hits keys by accident, turns them off (WCAG 2.1.4); where nothing can be kept of that, there are none.
 */
export function listenToKeys(page: Document, storage: Storage | undefined): void {
  if (storage === undefined) {
    for (const button of page.querySelectorAll<HTMLElement>('[data-keys-help]')) button.hidden = true
    return
  }
  let goPressed = -Infinity
  offerHelp(page, storage)
  page.addEventListener('keydown', (event) => {
    if (storage.getItem(kept) === 'off') return
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

/** The help opens by a button, too: a phone has no `?`, and whoever turned the keys off may want them back. */
function offerHelp(page: Document, storage: Storage): void {
  for (const button of page.querySelectorAll('[data-keys-help]')) {
    button.addEventListener('click', () => acts['?']?.(page))
  }
  const turn = page.querySelector('[data-keys-turn]')
  if (turn === null) return
  const say = (): void => {
    turn.textContent = storage.getItem(kept) === 'off' ? 'Turn the keys on' : 'Turn the keys off'
  }
  turn.addEventListener('click', () => {
    if (storage.getItem(kept) === 'off') storage.removeItem(kept)
    else storage.setItem(kept, 'off')
    say()
  })
  say()
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
