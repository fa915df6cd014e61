import type { Context } from 'hono'
import { getCookie } from 'hono/cookie'
import type { Role } from '../../core/access/index.ts'
import type { Community, Person } from '../../core/community/index.ts'
import { communityRoles, loadCommunity, personOfSession, personOfToken, type World } from '../../app/index.ts'
import { cookieName, isSecure } from './secure.ts'

/** Who sent a request, and what they are in the community; on a case they may be more. */
export interface Caller {
  readonly person: Person | null
  /** The session cookie's secret when that is what they came in by. */
  readonly session: string | null
  readonly roles: readonly Role[]
  readonly community: Community | null
}

/** Its name without TLS; under TLS it has a prefix (`cookieName`). */
export const sessionCookie = 'tocsin_session'

export async function callerOf(world: World, c: Context): Promise<Caller> {
  const community = await loadCommunity(world)
  const session = getCookie(c, cookieName(sessionCookie, isSecure(c, community)))
  const token = tokenIn(c)
  const person =
    token === undefined
      ? session === undefined
        ? undefined
        : await personOfSession(world, session)
      : await personOfToken(world, token)
  if (person === undefined) return { person: null, session: null, roles: [], community }
  const roles = await communityRoles(world, community, person.id)
  return { person, session: token === undefined ? (session ?? null) : null, roles, community }
}

/** What a program sent to say for whom it asks. */
export function tokenIn(c: Context): string | undefined {
  return /^Bearer (\S{10,200})$/.exec(c.req.header('authorization') ?? '')?.[1]
}
