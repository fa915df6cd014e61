import { z } from 'zod'
import {
  isId,
  isRefused,
  optionalWords,
  refuse,
  type CaseId,
  type PersonId,
  type Refused,
} from '../../core/kernel/index.ts'
import { badInput, isBadInput, isConflict, notAllowed, type BadInput, type Conflict } from '../answers.ts'
import type { World } from '../world.ts'
import { maySettle } from './heldLetter.ts'
import { settleHeld } from './settle.ts'

const most = 100

/** What a member says of many held mails. Into a thread each goes by itself: it says whose words they are, and where. */
export const settleManyFields = z.object({
  mails: z
    .array(z.string().refine((text): text is CaseId => isId('c', text), { error: 'must be a held mail’s id' }))
    .min(1)
    .max(most)
    .meta({ title: 'Mails', description: `At most ${most}` }),
  as: z.enum(['report', 'aside', 'erased']).meta({ title: 'What becomes of them' }),
  confirm: optionalWords('How many they are', 10).describe('For erasing, which cannot be taken back'),
})

/** What came of it on one mail; `case`: where it went. */
export type OneSettled =
  | { readonly letter: CaseId; readonly done: true; readonly case: CaseId | null }
  | { readonly letter: CaseId; readonly done: false; readonly why: Refused | BadInput | Conflict }

/**
 * The same word on many held mails, one after the other, each on record. What cannot be done on one, since somebody else
 * has dealt with it, keeps none of the others from being done.
 */
export async function settleMany(
  world: World,
  person: PersonId,
  input: unknown,
): Promise<readonly OneSettled[] | Refused | BadInput> {
  if (!(await maySettle(world, person))) return notAllowed()
  const parsed = settleManyFields.safeParse(input)
  if (!parsed.success) return badInput(parsed.error)
  const { as, confirm } = parsed.data
  const mails = [...new Set(parsed.data.mails)]
  if (as === 'erased' && confirm !== String(mails.length)) {
    const instead = `Confirm it with how many they are: ${mails.length}.`
    return refuse('not_confirmed', '-', 'Erasing cannot be taken back.', instead)
  }
  const settled: OneSettled[] = []
  for (const letter of mails) {
    const done = await settleHeld(world, person, letter, { as })
    const isDone = !isRefused(done) && !isBadInput(done) && !isConflict(done)
    settled.push(isDone ? { letter, done: true, case: done.case } : { letter, done: false, why: done })
  }
  return settled
}
