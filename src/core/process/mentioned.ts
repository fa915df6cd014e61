import { isId, type PersonId } from '../kernel/index.ts'
import type { Context } from './act.ts'
import type { Room } from './events.ts'
import { reportersOf } from './reporters.ts'
import type { Case } from './state.ts'

/** `@p-…` in a text names someone who is told of it; only people who can read it are. */
export function mentioned(text: string, c: Case, { members }: Context, room: Room = 'team'): PersonId[] {
  const named = [...text.matchAll(/@(p-[0-9a-z]{12})\b/g)].flatMap(([, id = '']) => (isId('p', id) ? [id] : []))
  const team = c.fixTeam.filter(({ state }) => state === 'accepted').map(({ person }) => person)
  const outside = room === 'everyone' ? reportersOf(c) : []
  const here = new Set<PersonId>([...members, ...team, ...outside])
  return [...new Set(named)].filter((one) => here.has(one))
}
