import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import type { Context } from 'hono'
import { lifetimes } from '../../app/index.ts'
import { sessionCookie, type Caller } from '../gate/index.ts'
import { localPath } from './localPath.ts'

type Asked = { readonly c: Context; readonly caller: Pick<Caller, 'community'> }

/** The session, for as long as the app lets it last. Not readable by scripts, not sent along with other sites' forms. */
export function keepSession(asked: Asked, secret: string): void {
  const { hours } = Temporal.Duration.from(lifetimes.session)
  setCookie(asked.c, sessionCookie, secret, { ...kept(asked), maxAge: hours * 3600 })
}

export function endSession(asked: Asked): void {
  deleteCookie(asked.c, sessionCookie, kept(asked))
}

const nextCookie = 'tocsin_next'

/** Where somebody wanted to go before they had to sign in: kept in their browser, since the mail carries only the link. */
export function keepNext(asked: Asked, path: string): void {
  setCookie(asked.c, nextCookie, path, { ...kept(asked), path: '/sign-in', maxAge: 3600 })
}

export function takeNext(asked: Asked): string | undefined {
  const next = localPath(getCookie(asked.c, nextCookie))
  if (next !== undefined) deleteCookie(asked.c, nextCookie, { ...kept(asked), path: '/sign-in' })
  return next
}

function kept(asked: Asked) {
  return { path: '/', httpOnly: true, sameSite: 'Lax', secure: isSecure(asked) } as const
}

/** A proxy in front may speak TLS for us: then the community's own address says so, for requests to its host. */
export function isSecure({ c, caller }: Asked): boolean {
  if (new URL(c.req.url).protocol === 'https:') return true
  const address = caller.community?.address
  if (address === undefined || !address.startsWith('https://')) return false
  return new URL(address).host === c.req.header('host')
}
