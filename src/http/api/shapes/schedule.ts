import { z } from 'zod'
import { actPath, type CaseView } from '../../../app/index.ts'
import { at, clause, duty, personId, role } from './parts.ts'

export const deadlineShape = z
  .strictObject({
    id: z.string(),
    clause,
    title: z.string(),
    duty,
    state: z.enum(['waiting', 'open', 'soon', 'late', 'met', 'missed', 'moot']),
    opens: at.nullable(),
    due: at.nullable(),
    original: at.nullable().describe('Where the policy alone would put it'),
    doneAt: at.nullable(),
    asap: z.boolean(),
    because: z.array(z.string()).describe('Why it is where it is, the rule first'),
  })
  .meta({ id: 'Deadline' })

export const stepShape = z
  .strictObject({
    id: z.string(),
    act: z.string().describe('The act that takes the step, as in its path'),
    clause,
    title: z.string(),
    button: z.string().describe('An order, as on a button'),
    why: z.string(),
    duty: duty.nullable(),
    who: z.array(personId).describe('Empty: anyone in `role`'),
    role,
    due: at.nullable(),
    late: z.boolean(),
    waitsFor: z.string().nullable(),
    mine: z.boolean().describe('Yours, or nobody else’s'),
    can: z.boolean().describe('You may take it'),
    optional: z.boolean(),
    fields: z.record(z.string(), z.string()).describe('What the act’s fields begin with'),
  })
  .meta({ id: 'NextStep' })

export const figuresShape = z
  .strictObject({
    toFixedRelease: z.int().describe('Seconds from disclosure to a fixed release that users can install'),
    exposure: z.int().describe('Seconds for which it was public or exploited before that release'),
    running: z.strictObject({ toFixedRelease: z.boolean(), exposure: z.boolean() }),
  })
  .meta({ id: 'Figures' })

export function deadlinesJson({ deadlines }: CaseView): z.infer<typeof deadlineShape>[] {
  return deadlines.map(
    ({ id, clause: of, title, duty: whose, state, opens, due, original, doneAt, asap, because }) => ({
      id,
      clause: of,
      title,
      duty: whose,
      state,
      opens,
      due,
      original,
      doneAt,
      asap,
      because: [...because],
    }),
  )
}

export function stepsJson({ steps }: CaseView): z.infer<typeof stepShape>[] {
  return steps.map((step) => ({ ...step, act: actPath(step.act), who: [...step.who] }))
}
