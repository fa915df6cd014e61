import { isBlank, unpiled } from '../kernel/index.ts'

/**
 * Control characters, what reverses the reading direction (CVE-2021-42574), half characters: what the product's own
 * fields refuse. A mail cannot be sent back to be corrected, so here they go; the message itself is kept as it came.
 */
// oxlint-disable-next-line no-control-regex -- finding control characters is the point
const unclean = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu

/** Several lines of text as the product keeps it. `cut`: there was more than `max` characters. */
export function cleanText(given: string, max: number): { readonly text: string; readonly cut: boolean } {
  // What is far too long is cut before it is looked through, so that looking costs no more than the limit allows.
  const first = given.slice(0, max * 4)
  const plain = first
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replaceAll('\u2028', '\n')
    .replace(unclean, '')
    .replace(/\n{4,}/g, '\n\n\n')
    .trim()
  const text = unpiled(plain)
  const kept = text.slice(0, max).toWellFormed().trim()
  // Looked at last: what can be seen may stand behind the cut.
  return { text: isBlank(kept) ? '' : kept, cut: text.length > max || given.length > first.length }
}

/** One line of it; never with anything that would end a header. */
export function cleanLine(given: string, max: number): string {
  const { text } = cleanText(given.slice(0, max * 8).replace(/[\s\u2028\u2029]+/gu, ' '), max)
  return text.replace(/\s+/gu, ' ')
}
