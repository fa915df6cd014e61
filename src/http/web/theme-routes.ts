import type { Context } from 'hono'
import { formOf, type Route } from '../gate/index.ts'
import { localPath, pathOfReferer } from './localPath.ts'
import { readTheme, themeCookie } from './shell/index.ts'

export const themeRoutes: readonly Route[] = [
  { scope: 'public', method: 'post', path: '/theme', act: 'ownSession', handle: ({ c }) => chooseTheme(c) },
]

/**
 * `POST /theme` for readers without JavaScript: `theme` is `light`, `dark`, or anything else for the system's. Sets the
 * cookie and goes back to the page of ours it came from: `back`, else the Referer, else the start page.
 */
export async function chooseTheme(c: Context): Promise<Response> {
  const { theme, back } = await formOf(c)
  const chosen = readTheme(typeof theme === 'string' ? theme : undefined)
  const age = chosen ? 31_536_000 : 0
  const secure = new URL(c.req.url).protocol === 'https:' ? '; Secure' : ''
  c.header('Set-Cookie', `${themeCookie}=${chosen ?? ''}; Path=/; Max-Age=${age}; SameSite=Lax${secure}`)
  return c.redirect(localPath(back) ?? pathOfReferer(c.req.header('Referer'), c.req.url) ?? '/', 303)
}
