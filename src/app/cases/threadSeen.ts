import type { PersonId } from '../../core/kernel/index.ts'
import type { World } from '../world.ts'
import type { CaseView } from './view.ts'

/** This person has come to the last message that they see here. It changes no version of the case. */
export async function threadSeen(
  world: World,
  person: PersonId,
  { case: c, seen }: Pick<CaseView, 'case' | 'seen'>,
): Promise<void> {
  const last = c.posts.at(-1)?.post ?? 0
  if (last > seen) await world.store.commit({ seen: [{ person, case: c.id, post: last }] })
}
