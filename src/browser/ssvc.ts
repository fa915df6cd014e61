import {
  evaluateSsvc,
  explainSsvc,
  ssvcAnswersInShort,
  ssvcTable,
  ssvcWould,
  ssvcWouldInWords,
  type SsvcTable,
} from '../core/scoring/index.ts'

/** `form[data-ssvc]`: what the answers come to, and what each would, while one answers. */
export function liveTables(page: Document): void {
  for (const form of page.querySelectorAll<HTMLFormElement>('form[data-ssvc]')) {
    const table = ssvcTable(form.dataset['ssvc'] ?? '')
    if (table === undefined) continue
    for (const button of form.querySelectorAll<HTMLElement>('button')) button.hidden = true
    const show = (): void => showOutcome(form, table)
    form.addEventListener('change', show)
    // A browser restores what was chosen when one comes back: the outcome has to agree with it.
    show()
  }
}

function showOutcome(form: HTMLFormElement, table: SsvcTable): void {
  const given = new FormData(form)
  const answers = table.points.flatMap((point) => {
    const value = point.values.find(({ key }) => key === given.get(point.key))
    return value === undefined ? [] : [{ point, value }]
  })
  const found = evaluateSsvc(table, answers)
  const would = ssvcWould(found)
  for (const place of form.querySelectorAll<HTMLElement>('[data-would]')) {
    const key = place.dataset['would'] ?? ''
    const chosen = answers.some(({ point, value }) => `${point.key}:${value.key}` === key)
    place.textContent = chosen ? '' : ssvcWouldInWords(would.get(key) ?? [], found)
  }
  const page = form.ownerDocument
  const result = page.querySelector<HTMLElement>('[data-ssvc-result]')
  if (result !== null) {
    result.hidden = answers.length === 0
    const says = explainSsvc(found).at(-1) ?? ''
    if (result.textContent !== says) result.textContent = says
  }
  const decide = page.querySelector<HTMLElement>('[data-ssvc-decide]')
  if (decide === null) return
  decide.hidden = found.outcome === null
  const written = decide.querySelector<HTMLInputElement>('[name="answers"]')
  if (written !== null) written.value = ssvcAnswersInShort(found)
}
