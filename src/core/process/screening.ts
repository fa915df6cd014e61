import type { At } from './events.ts'
import { rolesOn } from './roles.ts'
import type { Case } from './state.ts'

/**
 * A report that came in a flood, from somebody who has not confirmed it: nobody is told of it and nobody reminded, until
 * its sender confirms it or a member takes it in. It is kept, and it is in the lists.
 */
export function isHeld({ screened, accepted, setAside, closed }: Case): boolean {
  if (screened?.proof !== 'held' || screened.confirmed !== null) return false
  return accepted === null && setAside === null && closed === null
}

/** A reporter was asked how to reproduce it: until when, and since when they have answered. */
export interface ReproducerAsked {
  readonly due: At
  readonly answered: At | null
}

/** The newest question; whatever the reporter writes or attaches after it is an answer, for a member to judge. */
export function reproducerOf(c: Case): ReproducerAsked | null {
  if (c.reproducer === null) return null
  const { due, post: question } = c.reproducer
  const answer = [...c.posts, ...c.attachments].find(
    ({ post, by }) => post > question && by !== 'product' && rolesOn(c, by, []).includes('reporter'),
  )
  return { due, answered: answer?.at ?? null }
}
