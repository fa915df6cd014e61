import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import type { Context } from 'hono'
import { lifetimes } from '../../app/index.ts'
import { cookieName, isSecure, sessionCookie, type Caller } from '../gate/index.ts'
import { localPath } from './localPath.ts'

type Asked = { readonly c: Context; readonly caller: Pick<Caller, 'community'> }

/** The session, for as long as the app lets it last. Not readable by scripts, not sent along with other sites' forms. */
export function keepSession(asked: Asked, secret: string): void {
  const { hours } = Temporal.Duration.from(lifetimes.session)
  setCookie(asked.c, named(sessionCookie, asked), secret, { ...kept(asked), maxAge: hours * 3600 })
}

export function endSession(asked: Asked): void {
  deleteCookie(asked.c, named(sessionCookie, asked), kept(asked))
}

const nextCookie = 'tocsin_next'

/** Where somebody wanted to go before they had to sign in: kept in their browser, since the mail carries only the link. */
export function keepNext(asked: Asked, path: string): void {
  setCookie(asked.c, named(nextCookie, asked), path, { ...kept(asked), maxAge: 3600 })
}

export function takeNext(asked: Asked): string | undefined {
  const next = localPath(getCookie(asked.c, named(nextCookie, asked)))
  if (next !== undefined) deleteCookie(asked.c, named(nextCookie, asked), kept(asked))
  return next
}

function named(name: string, asked: Asked): string {
  return cookieName(name, isSecure(asked.c, asked.caller.community))
}

function kept({ c, caller }: Asked) {
  return { path: '/', httpOnly: true, sameSite: 'Lax', secure: isSecure(c, caller.community) } as const
}
