/**
 * Looks for the proof of work that a form asks of strangers, from the first key on, so that it is there before anybody
 * has finished writing. Sent too early, the form waits for it; where the machine cannot do it, it goes without.
 */
export function proveWork(page: Document): void {
  for (const field of page.querySelectorAll<HTMLInputElement>('input[data-challenge]')) {
    const { form } = field
    // WebCrypto is there on https and on this machine only.
    if (form === null || !('subtle' in crypto)) continue
    let found: Promise<void> | undefined
    const begin = () => (found ??= find(field).catch(() => undefined))
    form.addEventListener('input', begin, { once: true })
    form.addEventListener('submit', (event) => {
      // Where nothing is asked at the moment, nobody waits for it.
      if (field.value !== '' || field.dataset['now'] !== 'yes' || form.dataset['proved'] === 'tried') return
      event.preventDefault()
      const { submitter } = event
      const says = waiting(form)
      void begin().then(() => {
        form.dataset['proved'] = 'tried'
        says.remove()
        form.requestSubmit(submitter)
      })
    })
  }
}

/** Digests that are asked for at once: one by one, most of the time would go into waiting. */
const atOnce = 64

async function find(field: HTMLInputElement): Promise<void> {
  const { challenge = '', bits = '' } = field.dataset
  const text = new TextEncoder()
  for (let first = 0; ; first += atOnce) {
    const proofs = Array.from({ length: atOnce }, (_, nth) => `${challenge}:${first + nth}`)
    const digests = await Promise.all(proofs.map((proof) => crypto.subtle.digest('SHA-256', text.encode(proof))))
    const at = digests.findIndex((digest) => new DataView(digest).getUint32(0) >>> (32 - Number(bits)) === 0)
    if (at < 0) continue
    field.value = proofs[at] ?? ''
    return
  }
}

function waiting(form: HTMLFormElement): HTMLElement {
  const says = form.ownerDocument.createElement('p')
  says.className = 'hint'
  says.setAttribute('role', 'status')
  says.textContent = 'One moment: your browser is working for it.'
  form.append(says)
  return says
}
