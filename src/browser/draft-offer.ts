/** A line above the form: the text from before can come back, or go. Nothing is overwritten unasked. */
export function offerBack(form: HTMLFormElement, restore: () => void, discard: () => void): void {
  const page = form.ownerDocument
  const offer = page.createElement('div')
  offer.className = 'draft-offer'
  offer.setAttribute('role', 'status')
  const says = page.createElement('p')
  says.textContent = 'You left unsent text here.'
  const answer = (label: string, act: () => void): HTMLButtonElement => {
    const button = page.createElement('button')
    button.type = 'button'
    button.className = 'button is-plain'
    button.textContent = label
    button.addEventListener('click', () => {
      act()
      offer.remove()
      form.querySelector<HTMLElement>('textarea, input:not([type=hidden])')?.focus()
    })
    return button
  }
  offer.append(says, answer('Bring it back', restore), answer('Discard it', discard))
  form.prepend(offer)
}
