import { z } from 'zod'
import {
  isId,
  isRefused,
  reason,
  refuse,
  words,
  type CaseId,
  type PersonId,
  type Refused,
} from '../../core/kernel/index.ts'
import { badInput, isBadInput, type BadInput } from '../answers.ts'
import type { World } from '../world.ts'
import { eraseCase } from './erase.ts'

const most = 100

const eraseManyFields = z.object({
  cases: z
    .array(z.string().refine((text): text is CaseId => isId('c', text), { error: 'must be a case’s id' }))
    .min(1)
    .max(most),
  reason: reason.describe('Why. It stays in the community’s record: repeat nothing of the cases in it'),
  confirm: words('How many they are').describe('Erasing cannot be taken back'),
})

/** What came of it on one case. */
export type OneErased =
  | { readonly case: CaseId; readonly done: true }
  | { readonly case: CaseId; readonly done: false; readonly why: Refused | BadInput }

/**
 * Erases many closed cases that came to nothing, such as a flood's spam: each as it is erased alone, each on record. What
 * may not be erased stays, and keeps none of the others.
 */
export async function eraseMany(
  world: World,
  person: PersonId,
  input: Readonly<Record<string, unknown>>,
): Promise<readonly OneErased[] | Refused | BadInput> {
  const parsed = eraseManyFields.safeParse(input)
  if (!parsed.success) return badInput(parsed.error)
  const { reason: why, confirm } = parsed.data
  const cases = [...new Set(parsed.data.cases)]
  if (confirm !== String(cases.length)) {
    const instead = `Confirm it with how many they are: ${cases.length}.`
    return refuse('not_confirmed', 'T1', 'Erasing cannot be taken back.', instead)
  }
  const erased: OneErased[] = []
  for (const id of cases) {
    const done = await eraseCase(world, person, id, { reason: why, confirm: id })
    erased.push(isRefused(done) || isBadInput(done) ? { case: id, done: false, why: done } : { case: id, done: true })
  }
  return erased
}
