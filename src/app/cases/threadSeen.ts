import { z } from 'zod'
import { emptyAsAbsent, type PersonId } from '../../core/kernel/index.ts'
import type { Post } from '../../core/process/index.ts'
import { badInput, type BadInput } from '../answers.ts'
import type { World } from '../world.ts'
import type { CaseView } from './view.ts'

type Thread = Pick<CaseView, 'case' | 'seen'>

export const threadSeenFields = z.object({
  post: emptyAsAbsent(z.coerce.number().int().min(1)).meta({
    title: 'Up to this message',
    description: 'Left out: the last one',
  }),
})

/** Messages of others that came after the last one that this person has come to, the oldest first. */
export function unread({ case: c, seen }: Thread, person: PersonId, since = seen): readonly Post[] {
  return c.posts.filter(({ post, by }) => post > since && by !== person)
}

/** This person has come to the last message that they see here. It changes no version of the case. */
export async function threadSeen(world: World, person: PersonId, thread: Thread): Promise<void> {
  await seenUpTo(world, person, thread, lastOf(thread))
}

/** The same for programs, which say how far. Nobody goes back: what was read stays read. */
export async function markThreadSeen(
  world: World,
  person: PersonId,
  thread: Thread,
  input: unknown,
): Promise<Pick<CaseView, 'seen'> | BadInput> {
  const parsed = threadSeenFields.safeParse(input)
  if (!parsed.success) return badInput(parsed.error)
  const last = lastOf(thread)
  const { post = last } = parsed.data
  if (post > last) {
    const says = last === 0 ? 'must be left out: there is no message yet' : `must be at most ${last}, the last message`
    return { badInput: true, problems: [{ field: 'post', says }] }
  }
  return { seen: await seenUpTo(world, person, thread, post) }
}

function lastOf({ case: c }: Thread): number {
  return c.posts.at(-1)?.post ?? 0
}

async function seenUpTo(world: World, person: PersonId, { case: c, seen }: Thread, post: number): Promise<number> {
  if (post > seen) await world.store.commit({ seen: [{ person, case: c.id, post }] })
  return Math.max(seen, post)
}
