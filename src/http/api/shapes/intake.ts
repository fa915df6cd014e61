import { z } from 'zod'
import type { OneOfMany } from '../../../app/index.ts'
import { blockables, isInForce, type Block } from '../../../core/community/index.ts'
import { problemOf } from '../../gate/index.ts'
import { actor, at, caseId } from './parts.ts'

export const answeredManyShape = z
  .strictObject({
    answers: z.array(
      z.strictObject({
        case: caseId,
        done: z.boolean(),
        version: z.int().nullable().describe('The case’s, where it was done'),
        with: z.string().nullable().describe('Which answer of the policy its reporter got, where no text was sent'),
        problem: z
          .strictObject({ code: z.string(), clause: z.string(), says: z.string(), instead: z.string() })
          .nullable()
          .describe('Why it was not'),
      }),
    ),
  })
  .meta({ id: 'AnsweredMany', description: 'What came of the same act, case by case' })

export function answeredManyJson(answers: readonly OneOfMany[]): z.infer<typeof answeredManyShape> {
  return {
    answers: answers.map((one) => {
      const problem = one.done ? undefined : problemOf(one.why)
      const { code = '', clause = '', says = '', instead = '' } = problem ?? {}
      return {
        case: one.case,
        done: one.done,
        version: one.done ? one.version : null,
        with: one.done ? one.with : null,
        problem: problem === undefined ? null : { code, clause, says, instead },
      }
    }),
  }
}

const word = z.strictObject({ at, by: actor, reason: z.string() })

export const blocksShape = z
  .strictObject({
    blocks: z.array(
      z.strictObject({
        block: z.int(),
        what: z.enum(blockables),
        case: caseId.describe('The report that it was made for'),
        reason: z.string().describe('Whoever is blocked reads it'),
        by: actor,
        at,
        until: at,
        inForce: z.boolean(),
        appeal: z.strictObject({ at, text: z.string(), email: z.string() }).nullable(),
        kept: word.nullable(),
        ended: word.nullable(),
      }),
    ),
  })
  .meta({
    id: 'Blocks',
    description: 'Senders whose reports are not taken: which address or network it is, nobody sees',
  })

export function blocksJson(blocks: readonly Block[], now: Temporal.Instant): z.infer<typeof blocksShape> {
  return { blocks: blocks.map(({ mark: _, ...one }) => ({ ...one, inForce: isInForce({ ...one, mark: _ }, now) })) }
}

export const decidedShape = z.strictObject({ done: z.literal(true) }).meta({ id: 'Decided' })
