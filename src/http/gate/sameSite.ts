import type { Context } from 'hono'

/**
 * Whether a form or script of this very site sent the request: by `Sec-Fetch-Site`, which pages cannot forge, else by
 * `Origin`. A browser that sends neither is too old to be trusted with a session; a program sends a token instead,
 * and a public form without either (text browsers) carries no session to misuse.
 */
export function sameSite(c: Context): boolean {
  const site = c.req.header('sec-fetch-site')
  if (site !== undefined) return site === 'same-origin' || site === 'none'
  const origin = c.req.header('origin')
  if (origin === undefined) return c.req.header('cookie') === undefined
  const host = c.req.header('host')
  return host !== undefined && hostOf(origin) === host
}

function hostOf(origin: string): string | undefined {
  try {
    return new URL(origin).host
  } catch {
    return undefined
  }
}
