import { z } from 'zod'
import { clause, duration, duty, prose, shortProse } from './parts.ts'

const share = z
  .string()
  .regex(/^[1-9][0-9]*\/[1-9][0-9]*$/, { error: 'a share such as 2/3' })
  .refine((text) => fraction(text) <= 1, { error: 'a share is at most 1/1' })

function fraction(text: string): number {
  const [part = 0, whole = 1] = text.split('/').map(Number)
  return part / whole
}

/** C1–C13: who the committee is and how it governs itself. */
export const committee = z.strictObject({
  bootstrap: z.strictObject({
    clause,
    from: shortProse.meta({ description: 'The list of people the committee starts from' }),
    needs: z.array(z.enum(['name', 'email', 'openpgp'])).min(1),
  }),
  duties: z.strictObject({
    clause,
    list: z
      .array(z.strictObject({ id: duty, title: shortProse, does: prose }))
      .min(1)
      .refine((list) => new Set(list.map((d) => d.id)).size === list.length, { error: 'each duty is listed once' }),
    remindWhenUnheld: duration.meta({ description: 'A duty nobody holds reminds the committee this often' }),
  }),
  contact: z.strictObject({ clause, reaches: z.literal('all-members') }),
  size: z
    .strictObject({ clause, least: z.int().min(1).max(99), most: z.int().min(1).max(99), outside: z.literal('warn') })
    .refine((size) => size.least <= size.most, { error: 'least must not exceed most' }),
  joining: z.strictObject({
    clause,
    ways: z.array(z.enum(['interest', 'nomination-by-member', 'nomination-by-maintainer'])).min(1),
  }),
  vendorBalance: z.strictObject({
    clause,
    atMost: z.union([
      z.strictObject({ ratio: z.string().regex(/^[1-9][0-9]?:[1-9][0-9]?$/, { error: 'a ratio such as 2:1' }) }),
      z.strictObject({ share }),
    ]),
    over: z.literal('warn-and-ask-reason'),
    grace: duration,
  }),
  selection: z.strictObject({
    clause,
    by: z.enum(['members', 'other-body']),
    method: z.literal('lazy-consensus'),
    openFor: duration,
    fallback: z.literal('majority'),
  }),
  steppingDown: z.strictObject({ clause, replacementFrom: shortProse }),
  activity: z.strictObject({ clause }),
  leave: z.strictObject({ clause, coordinateFrom: duration }),
  standIn: z.strictObject({ clause, from: duration, to: duration }),
  removal: z.strictObject({
    clause,
    afterUnreachable: duration,
    share,
    leastAyes: z.int().min(1),
    appealTo: shortProse,
  }),
  access: z.strictObject({ clause, follows: z.literal('seat') }),
})
