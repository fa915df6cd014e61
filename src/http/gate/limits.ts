import type { Context } from 'hono'
import type { World } from '../../app/index.ts'
import { BadBody, BodyTooLarge } from './badBody.ts'
import { formOf, jsonOf } from './body.ts'
import { networkOf, rangeOf } from './network.ts'
import type { Limit, Route } from './route.ts'

/** For routes that name none of their own. */
const usual = {
  report: [
    { by: 'network', most: 30, minutes: 60 },
    { by: 'range', most: 120, minutes: 60 },
    { by: 'address', most: 10, minutes: 60 },
  ],
  byLink: [{ by: 'link', most: 60, minutes: 60 }],
} as const satisfies Record<string, readonly Limit[]>

/** Whatever anybody may write without having signed in has limits; reading has none. */
function limitsOf({ method, scope, act, limits }: Route): readonly Limit[] {
  if (limits !== undefined) return limits
  if (method === 'get') return []
  return scope === 'reporter' ? usual.byLink : act === 'report' ? usual.report : []
}

interface Count {
  readonly since: number
  times: number
}

/** So many counts are kept, whoever makes up addresses; the oldest are forgotten first. */
const kept = 20_000

/** The limits of all routes. `exceeded` counts one more and answers with the seconds to wait, or `null`. */
export function openLimits(world: World): { exceeded(c: Context, route: Route): Promise<number | null> } {
  const counts = new Map<string, Count>()

  function count(key: string, { most, minutes }: Limit, now: number): number | null {
    const span = minutes * 60_000
    const known = counts.get(key)
    if (known !== undefined && now >= known.since && now < known.since + span) {
      known.times += 1
      return known.times <= most ? null : Math.ceil((known.since + span - now) / 1000)
    }
    counts.delete(key)
    counts.set(key, { since: now, times: 1 })
    const oldest = counts.keys().next().value
    if (counts.size > kept && oldest !== undefined) counts.delete(oldest)
    return null
  }

  return {
    async exceeded(c, route) {
      const name = route.scope === 'reporter' ? route.scope : route.act
      const now = world.machine.now().epochMilliseconds
      let wait: number | null = null
      for (const limit of limitsOf(route)) {
        const whose = await whoseOf(c, limit)
        if (whose === undefined) continue
        const more = count(`${name} ${limit.by} ${whose}`, limit, now)
        wait = more === null ? wait : Math.max(more, wait ?? 0)
      }
      return wait
    },
  }
}

async function whoseOf(c: Context, { by }: Limit): Promise<string | undefined> {
  if (by === 'network') return networkOf(c)
  if (by === 'range') return rangeOf(c)
  if (by === 'link') return c.req.param('secret')?.slice(0, 100)
  const address = (await addressIn(c)).trim().toLowerCase().slice(0, 254)
  return address === '' ? undefined : address
}

/** The mail address that a form or a JSON body names. What cannot be read names none: its handler says so. */
async function addressIn(c: Context): Promise<string> {
  try {
    const isJson = /\bjson\b/i.test(c.req.header('content-type') ?? '')
    const { email } = isJson ? await jsonOf(c) : await formOf(c, { files: 'later' })
    return typeof email === 'string' ? email : Array.isArray(email) ? String(email[0]) : ''
  } catch (error) {
    if (error instanceof BadBody || error instanceof BodyTooLarge) return ''
    throw error
  }
}
