import { after, asked, offered, type Nameable } from './mention-words.ts'

/**
 * Below a text with a list of people (`[data-mentions]` in the same form) an @ offers those who read the chosen room.
 * Arrow keys choose, Enter or Tab takes, Escape leaves; without it names are typed in full.
 */
export function offerMentions(page: Document): void {
  for (const list of page.querySelectorAll<HTMLElement>('form [data-mentions]')) {
    const form = list.closest('form')
    const text = form?.querySelector<HTMLTextAreaElement>('textarea[name="text"]')
    if (form && text) listen(form, text, peopleIn(list))
  }
}

function peopleIn(list: HTMLElement): readonly Nameable[] {
  return [...list.querySelectorAll<HTMLElement>('[data-name]')].map(({ dataset }) => ({
    name: dataset['name'] ?? '',
    isOutside: dataset['room'] === 'everyone',
  }))
}

function listen(form: HTMLFormElement, text: HTMLTextAreaElement, people: readonly Nameable[]): void {
  const offer = emptyOffer(text)
  let found: readonly string[] = []
  let chosen = 0
  const show = (names: readonly string[]): void => {
    found = names
    chosen = 0
    offer.replaceChildren(...names.map((name, index) => option(offer, name, index)))
    offer.hidden = names.length === 0
    mark()
  }
  const mark = (): void => {
    const options = [...offer.children]
    for (const [index, one] of options.entries()) one.setAttribute('aria-selected', String(index === chosen))
    const current = options[chosen]
    if (current) text.setAttribute('aria-activedescendant', current.id)
    else text.removeAttribute('aria-activedescendant')
  }
  const take = (name: string | undefined): void => {
    if (name === undefined) return
    const next = after(text.value, text.selectionStart, name)
    text.value = next.text
    text.setSelectionRange(next.caret, next.caret)
    // What keeps drafts hears of it, too.
    text.dispatchEvent(new Event('input', { bubbles: true }))
    show([])
  }
  text.addEventListener('input', () => {
    const wanted = asked(text.value, text.selectionStart)
    const room = new FormData(form).get('room')
    show(wanted === undefined ? [] : offered(people, wanted, room === 'team'))
  })
  text.addEventListener('keydown', (event) => {
    if (found.length === 0) return
    if (event.key === 'ArrowDown') chosen = (chosen + 1) % found.length
    else if (event.key === 'ArrowUp') chosen = (chosen + found.length - 1) % found.length
    else if (event.key === 'Enter' || event.key === 'Tab') take(found[chosen])
    else if (event.key === 'Escape') show([])
    else return
    event.preventDefault()
    mark()
  })
  text.addEventListener('blur', () => show([]))
  // Before the text loses its caret.
  offer.addEventListener('mousedown', (event) => {
    event.preventDefault()
    take(found[[...offer.children].findIndex((one) => one.contains(event.target as Node))])
  })
}

function emptyOffer(text: HTMLTextAreaElement): HTMLElement {
  const offer = text.ownerDocument.createElement('ul')
  offer.className = 'mention-offer'
  offer.id = `${text.id}-mentions`
  offer.hidden = true
  offer.setAttribute('role', 'listbox')
  offer.setAttribute('aria-label', 'People to name')
  text.after(offer)
  text.setAttribute('aria-autocomplete', 'list')
  text.setAttribute('aria-controls', offer.id)
  return offer
}

function option(offer: HTMLElement, name: string, index: number): HTMLElement {
  const one = offer.ownerDocument.createElement('li')
  one.id = `${offer.id}-${index}`
  one.setAttribute('role', 'option')
  one.textContent = name
  return one
}
