import { json } from '../json.ts'

interface Document {
  readonly references?: readonly object[]
}

/**
 * A CSAF document that says where it stands: a reference of category `self` which ends with the file's own name makes
 * that address its canonical one (CSAF 2.0, 6.2.11). Fields stay in the order of the alphabet (6.2.13).
 */
export function withSelf(text: string, url: string): string {
  const whole = JSON.parse(text) as { readonly document: Document }
  const self = { category: 'self', summary: 'Advisory', url }
  const references = [self, ...(whole.document.references ?? [])]
  return json({ ...whole, document: inOrder({ ...whole.document, references }) })
}

function inOrder(fields: object): object {
  return Object.fromEntries(Object.entries(fields).toSorted(([one], [other]) => (one < other ? -1 : 1)))
}
