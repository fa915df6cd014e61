import type { AdvisoryDocument } from '../document.ts'

/**
 * Fields that OSV and GitHub have no place of their own for become sections of the text, as readers know them from
 * GitHub's advisories; the headings are the announcement template's.
 */
export const sections = [
  ['impact', 'Impact'],
  ['vulnerableWhen', 'Am I vulnerable?'],
  ['mitigations', 'How do I mitigate the vulnerability?'],
  ['upgrade', 'How do I upgrade?'],
] as const

type Texts = Pick<AdvisoryDocument, 'details' | (typeof sections)[number][0]>

/** The details with the other texts below them, each under its heading. */
export function joined(texts: Texts): string {
  const parts = texts.details === '' ? [] : [texts.details]
  for (const [field, heading] of sections) {
    if (texts[field] !== '') parts.push(`## ${heading}\n\n${texts[field]}`)
  }
  return parts.join('\n\n')
}

/** The other way round; a text that would not be joined to the same again stays in the details whole. */
export function split(text: string): Texts {
  const texts: Record<keyof Texts, string> = {
    details: '',
    impact: '',
    vulnerableWhen: '',
    mitigations: '',
    upgrade: '',
  }
  let field: keyof Texts = 'details'
  let from = 0
  const found = sections.flatMap(([name, heading]) => {
    const [match] = text.matchAll(new RegExp(`(?:^|\n\n)## ${heading.replace('?', '\\?')}\n\n`, 'g'))
    return match === undefined ? [] : [{ name, match }]
  })
  for (const { name, match } of found) {
    texts[field] = text.slice(from, match.index)
    field = name
    from = match.index + match[0].length
  }
  texts[field] = text.slice(from)
  const whole = { details: text, impact: '', vulnerableWhen: '', mitigations: '', upgrade: '' }
  const clean = Object.values(texts).every((part) => part === part.trim())
  return clean && joined(texts) === text ? texts : whole
}
