import type { Problem as FieldProblem } from './components/index.ts'

export type { FieldProblem }

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

/** What is wrong with which field, said so that it can stand above the form, apart from its field. */
export function labelled(
  problems: readonly FieldProblem[],
  labels: Readonly<Record<string, string>>,
): readonly FieldProblem[] {
  return problems.map(({ field, says }) => {
    const label = labels[field] ?? field
    return { field, says: `${label.replace(/[?:.]$/, '')}: ${says}` }
  })
}
