import { act, actPath, isBadInput } from '../../../app/index.ts'
import { actNamed, caseActNames, type CaseActName } from '../../../core/process/index.ts'
import { answered, etagOf } from '../answer.ts'
import { bodyOf, expectedOf } from '../asked.ts'
import { exampleOf } from '../example.ts'
import type { Operation } from '../operation.ts'
import { doneJson, doneShape } from '../shapes/index.ts'

/** One operation for each act of the process: the table of acts is the source of path, fields and words. */
export const actOperations: readonly Operation[] = caseActNames.map(actOperation)

function actOperation(name: CaseActName): Operation {
  const { title, clause, does, outward, shared, fields } = actNamed(name)
  const notes = [
    `${clause}: ${does}`,
    ...(outward === true ? ['It leaves the product and cannot be taken back.'] : []),
    ...(shared === true ? ['It applies to all cases of the release together.'] : []),
  ]
  return {
    id: name,
    tag: 'Acts',
    summary: title,
    description: notes.join(' '),
    body: fields,
    get example() {
      return exampleOf(fields)
    },
    status: 200,
    answer: doneShape,
    conditional: true,
    versioned: true,
    route: {
      scope: 'case',
      method: 'post',
      path: `/api/cases/:case/${actPath(name)}`,
      act: name,
      async handle({ c, world, person, view }) {
        const body = await bodyOf(c, fields)
        if (isBadInput(body)) return answered(c, body, () => c.body(null))
        const expected = expectedOf(c)
        if (isBadInput(expected)) return answered(c, expected, () => c.body(null))
        const done = await act(world, person.id, {
          case: view.case.id,
          act: name,
          fields: body,
          ...expected,
        })
        return answered(c, done, (good) => {
          c.header('etag', etagOf(good.version))
          return c.json(doneJson(view, good))
        })
      },
    },
  }
}
