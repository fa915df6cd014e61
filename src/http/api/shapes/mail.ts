import { z } from 'zod'
import {
  heldWhy,
  type HeldMail,
  type HeldMails,
  type HeldView,
  type HeldWhy,
  type OneSettled,
} from '../../../app/index.ts'
import { problemOf } from '../../gate/index.ts'
import { at, caseId } from './parts.ts'

const reasons = Object.keys(heldWhy) as [HeldWhy, ...HeldWhy[]]

const held = z.strictObject({
  letter: z.string().describe('Its id, and that of the case that it may become'),
  at: at.describe('When it came in'),
  why: z.enum(reasons),
  says: z.string().describe('Why it is held, in words'),
  from: z.string(),
  subject: z.string(),
  aside: z.boolean().describe('Set aside: nobody is told that it is here'),
})

export const heldMailsShape = z
  .strictObject({
    mails: z.array(held),
    held: z.int().describe('How many wait for a member; counted no further than a hundred'),
    aside: z.int().describe('How many were set aside, of which nobody is told; counted no further than a hundred'),
    next: z.string().nullable().describe('`after` for the next page'),
  })
  .meta({ id: 'HeldMails', description: 'Mail of which a member says what becomes, the oldest first' })

export const heldMailShape = held
  .extend({
    size: z.int().describe('In bytes, as it came'),
    text: z.string(),
    quoted: z.string().describe('What is quoted below it'),
    files: z.array(z.strictObject({ name: z.string(), size: z.int() })),
    layers: z.array(z.string()).describe('What encryption and signatures it came under, in words'),
    answers: caseId.nullable().describe('The case of the mail that it answers'),
  })
  .meta({ id: 'HeldMail' })

export const settledMailShape = z
  .strictObject({ done: z.literal(true), case: caseId.nullable().describe('Where it went') })
  .meta({ id: 'SettledMail' })

export const settledMailsShape = z
  .strictObject({
    mails: z.array(
      z.strictObject({
        letter: z.string(),
        done: z.boolean(),
        case: caseId.nullable().describe('Where it went'),
        problem: z
          .strictObject({ code: z.string(), clause: z.string(), says: z.string(), instead: z.string() })
          .nullable()
          .describe('Why it was not'),
      }),
    ),
  })
  .meta({ id: 'SettledMails', description: 'What came of the same word, mail by mail' })

export function settledMailsJson(settled: readonly OneSettled[]): z.infer<typeof settledMailsShape> {
  return {
    mails: settled.map((one) => {
      const { code = '', clause = '', says = '', instead = '' } = (one.done ? undefined : problemOf(one.why)) ?? {}
      return {
        letter: one.letter,
        done: one.done,
        case: one.done ? one.case : null,
        problem: one.done ? null : { code, clause, says, instead },
      }
    }),
  }
}

export function heldMailsJson({ mails, held: waiting, aside, next }: HeldMails): z.infer<typeof heldMailsShape> {
  return { mails: mails.map(heldJson), held: waiting, aside, next }
}

export function heldMailJson(view: HeldView): z.infer<typeof heldMailShape> {
  const { size, text, quoted, files, layers, answers } = view
  return { ...heldJson(view), size, text, quoted, files: [...files], layers: [...layers], answers }
}

function heldJson({ letter, at: came, why, from, subject, aside }: HeldMail): z.infer<typeof held> {
  return { letter, at: came, why, says: heldWhy[why], from, subject, aside }
}
