/**
 * `form[data-preview]`: what the server makes of it stands beside it while one writes, and what is wrong under each field
 * as soon as one has left it. The same page as the button asks for: there is one preview, not two.
 */
export function livePreviews(page: Document): void {
  for (const form of page.querySelectorAll<HTMLFormElement>('form[data-preview]')) {
    const place = page.querySelector('[data-preview-place]')
    if (place !== null) follow(form, place)
  }
}

/** Long enough that nobody is interrupted within a word. */
const pause = 600

function follow(form: HTMLFormElement, place: Element): void {
  let waiting: ReturnType<typeof setTimeout> | undefined
  let asked = new AbortController()
  for (const button of form.querySelectorAll<HTMLElement>('button[formaction]')) button.hidden = true
  const ask = (): void => {
    clearTimeout(waiting)
    waiting = setTimeout(() => {
      asked.abort()
      asked = new AbortController()
      void show(form, place, asked.signal)
    }, pause)
  }
  form.addEventListener('input', ask)
  form.addEventListener('focusout', () => {
    if (place.hasChildNodes()) ask()
  })
}

async function show(form: HTMLFormElement, place: Element, signal: AbortSignal): Promise<void> {
  try {
    const fields = [...new FormData(form)].flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, value] as [string, string]] : [],
    )
    const answer = await fetch(form.dataset['preview'] ?? '', {
      method: 'POST',
      body: new URLSearchParams(fields),
      signal,
    })
    const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html')
    const preview = fresh.querySelector('[data-preview-of]')
    if (!answer.ok || preview === null) {
      say(place, 'The preview cannot be made: what you wrote is kept in this tab. Save it, or load the page again.')
      return
    }
    // While something is wrong, what was right before stays in sight.
    const before = preview.querySelector('[data-look]') === null ? place.querySelector('[data-look]') : null
    if (before !== null) preview.append(before)
    place.replaceChildren(form.ownerDocument.adoptNode(preview))
    complain(form, fresh)
  } catch (thrown) {
    if (signal.aborted) return
    if (!(thrown instanceof TypeError)) throw thrown
    say(place, 'The server cannot be reached: the preview waits. What you wrote is kept in this tab.')
  }
}

function say(place: Element, text: string): void {
  const told = place.ownerDocument.createElement('p')
  told.className = 'soft'
  told.textContent = text
  place.replaceChildren(told)
}

/** Takes over what the server says of each field; of the one that is being written, only that it is right now. */
function complain(form: HTMLFormElement, fresh: Document): void {
  const writing = form.ownerDocument.activeElement
  for (const control of form.querySelectorAll<HTMLElement>('[id^="field-"][name]')) {
    const judged = fresh.getElementById(control.id)
    if (judged === null) continue
    const error = fresh.getElementById(`${control.id}-error`)
    if (error !== null && control === writing) continue
    form.ownerDocument.getElementById(`${control.id}-error`)?.remove()
    for (const name of ['aria-invalid', 'aria-describedby']) {
      const value = judged.getAttribute(name)
      if (value === null) control.removeAttribute(name)
      else control.setAttribute(name, value)
    }
    if (error !== null) control.before(form.ownerDocument.adoptNode(error))
    control.closest('.field')?.classList.toggle('is-wrong', error !== null)
  }
}
