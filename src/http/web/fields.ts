import type { BadInput } from '../../app/index.ts'
import type { Problem as FieldProblem } from './components/index.ts'

/** What `formOf` read. */
export type Sent = Readonly<Record<string, string | readonly string[]>>

/** The first value of a field; empty when it was not sent. */
export function textOf(sent: Sent, name: string): string {
  const value = sent[name]
  return typeof value === 'string' ? value : (value?.[0] ?? '')
}

/** Every field's first value: what acts and forms take. */
export function textsOf(sent: Sent): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.keys(sent).map((name) => [name, textOf(sent, name)]))
}

/** What is wrong with which field, said so that it can stand above the form without the field. */
export function fieldProblems({ problems }: BadInput, labels: Readonly<Record<string, string>>): FieldProblem[] {
  return problems.map(({ field, says }) => {
    const label = labels[field]
    return { field, says: label === undefined ? `${field}: ${says}` : `${label}: ${says}` }
  })
}
