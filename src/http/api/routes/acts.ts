import { act, actPath, isBadInput } from '../../../app/index.ts'
import { caseActNames } from '../../../core/process/index.ts'
import { answered, etagOf } from '../answer.ts'
import type { Operation } from '../operation.ts'
import { doneJson } from '../shapes/index.ts'
import { actAsked, actOperation } from './actOperation.ts'
import { withNewcomers } from './newcomers.ts'

/** One operation for each act of the process. */
export const actOperations: readonly Operation[] = caseActNames.map((name) =>
  actOperation(name, {
    id: name,
    tag: 'Acts',
    versioned: true,
    route: {
      scope: 'case',
      method: 'post',
      path: `/api/cases/:case/${actPath(name)}`,
      act: name,
      async handle({ c, world, person, view }) {
        const asked = await actAsked(c, name)
        const done = isBadInput(asked) ? asked : await act(world, person.id, { case: view.case.id, ...asked })
        return answered(c, done, async (good) => {
          c.header('etag', etagOf(good.version))
          return c.json(doneJson(await withNewcomers(world, view, good), good))
        })
      },
    },
  }),
)
