import type { Context } from 'hono'
import { getCookie } from 'hono/cookie'
import type { Role } from '../../core/access/index.ts'
import { membersOf, type Community, type Person } from '../../core/community/index.ts'
import { loadCommunity, personOfSession, personOfToken, type World } from '../../app/index.ts'
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
  const token = /^Bearer (\S{10,200})$/.exec(c.req.header('authorization') ?? '')?.[1]
  const person =
    token === undefined
      ? session === undefined
        ? undefined
        : await personOfSession(world, session)
      : await personOfToken(world, token)
  if (person === undefined) return { person: null, session: null, roles: [], community }
  const roles = await communityRoles(world, community, person)
  return { person, session: token === undefined ? (session ?? null) : null, roles, community }
}

/** Seat and administration; and, for pages that are not about one case, whether they are on any case at all. */
async function communityRoles(world: World, community: Community | null, person: Person): Promise<readonly Role[]> {
  const roles: Role[] = []
  if (community === null) {
    const first = await world.store.setting('administrator')
    return first === person.id ? ['administrator'] : []
  }
  if (membersOf(community).includes(person.id)) roles.push('member')
  if (community.administrators.includes(person.id)) roles.push('administrator')
  const { open, closed } = await world.store.countCases(person.id)
  if (!roles.includes('member') && open + closed > 0) roles.push('fixer', 'invited')
  return roles
}
