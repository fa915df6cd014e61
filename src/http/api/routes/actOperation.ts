import type { Context } from 'hono'
import { isBadInput, type BadInput } from '../../../app/index.ts'
import { actNamed, type CaseActName } from '../../../core/process/index.ts'
import { bodyOf, expectedOf } from '../asked.ts'
import { exampleOf } from '../example.ts'
import type { Operation } from '../operation.ts'
import { doneShape } from '../shapes/index.ts'

/** An act as an operation, whoever carries it out: the table of acts is the source of its fields and words. */
export function actOperation(name: CaseActName, own: Pick<Operation, 'id' | 'tag' | 'versioned' | 'route'>): Operation {
  const { title, clause, does, outward, shared, fields } = actNamed(name)
  const notes = [
    `${clause}: ${does}`,
    ...(outward === true ? ['It leaves the product and cannot be taken back.'] : []),
    ...(shared === true ? ['It applies to all cases of the release together.'] : []),
  ]
  return {
    ...own,
    summary: title,
    description: notes.join(' '),
    body: fields,
    // Made when the description is asked for: starting does not wait for fifty examples.
    get example() {
      return exampleOf(fields)
    },
    status: 200,
    answer: doneShape,
    conditional: true,
  }
}

export interface ActAsked {
  readonly act: CaseActName
  readonly fields: Readonly<Record<string, unknown>>
  readonly expected?: number
}

/** What a request asks an act for: its fields, and the version that the client looked at. */
export async function actAsked(c: Context, name: CaseActName): Promise<ActAsked | BadInput> {
  const fields = await bodyOf(c, actNamed(name).fields)
  if (isBadInput(fields)) return fields
  const expected = expectedOf(c)
  return isBadInput(expected) ? expected : { act: name, fields, ...expected }
}
