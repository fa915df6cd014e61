import type { Context } from 'hono'
import { reporterOfLink, type World } from '../../app/index.ts'
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
  // Each one is a mail to somebody, by form and API together.
  resendLink: [
    { by: 'network', most: 10, minutes: 60 },
    { by: 'address', most: 3, minutes: 60 },
  ],
  byLink: [{ by: 'link', most: 60, minutes: 60 }],
  /** Each one is a mail to somebody who did not ask for it; links to name them by cost nothing. */
  namedByLink: [
    { by: 'link', most: 60, minutes: 60 },
    { by: 'address', most: 10, minutes: 60 },
  ],
} as const satisfies Record<string, readonly Limit[]>

/** Whatever anybody may write without having signed in has limits; reading has none. */
export function limitsOf({ method, scope, act, limits }: Route): readonly Limit[] {
  if (limits !== undefined) return limits
  if (method === 'get') return []
  if (scope === 'reporter') return act === 'nameCoReporter' ? usual.namedByLink : usual.byLink
  return act === 'report' || act === 'resendLink' ? usual[act] : []
}

interface Count {
  readonly since: number
  times: number
}

/** So many counts of each kind are kept; the oldest are forgotten first. */
const kept = 20_000

/**
 * The limits of all routes. `exceeded` counts one more and answers `null`, or with the seconds to wait. What is refused
 * counts nowhere, and each kind is kept apart: else whoever makes up addresses or links, which costs them nothing, could
 * have the count of their own network forgotten.
 */
export function openLimits(world: World): { exceeded(c: Context, route: Route): Promise<number | null> } {
  const counts = { network: new Map(), range: new Map(), address: new Map(), link: new Map() } satisfies Record<
    Limit['by'],
    Map<string, Count>
  >

  function running({ by, minutes }: Limit, key: string, now: number): Count | undefined {
    const known: Count | undefined = counts[by].get(key)
    return known !== undefined && now >= known.since && now < known.since + minutes * 60_000 ? known : undefined
  }

  function count(limit: Limit, key: string, now: number): void {
    const known = running(limit, key, now)
    if (known !== undefined) {
      known.times += 1
      return
    }
    const those = counts[limit.by]
    those.delete(key)
    those.set(key, { since: now, times: 1 })
    const oldest = those.keys().next().value
    if (those.size > kept && oldest !== undefined) those.delete(oldest)
  }

  return {
    async exceeded(c, route) {
      const name = route.scope === 'reporter' ? route.scope : route.act
      const asked: { readonly limit: Limit; readonly key: string }[] = []
      for (const limit of limitsOf(route)) {
        const whose = await whoseOf(world, c, limit)
        if (whose !== undefined) asked.push({ limit, key: `${name} ${limit.most} ${limit.minutes} ${whose}` })
      }
      const now = world.machine.now().epochMilliseconds
      const waits = asked.flatMap(({ limit, key }) => {
        const known = running(limit, key, now)
        if (known === undefined || known.times < limit.most) return []
        return [Math.ceil((known.since + limit.minutes * 60_000 - now) / 1000)]
      })
      if (waits.length > 0) return Math.max(...waits)
      for (const { limit, key } of asked) count(limit, key, now)
      return null
    },
  }
}

async function whoseOf(world: World, c: Context, { by }: Limit): Promise<string | undefined> {
  if (by === 'network') return networkOf(c)
  if (by === 'range') return rangeOf(c)
  if (by === 'link') return linkIn(world, c.req.param('secret') ?? '')
  const address = (await addressIn(c)).trim().toLowerCase().slice(0, 254)
  return address === '' ? undefined : address
}

/** A link that leads nowhere is answered so, whoever asks however often. */
async function linkIn(world: World, secret: string): Promise<string | undefined> {
  return (await reporterOfLink(world, secret)) === undefined ? undefined : secret
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
