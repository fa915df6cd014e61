import { Hono } from 'hono'
import { readTheme, themeCookie } from './shell/index.ts'

/**
 * `POST /theme` for readers without JavaScript: `theme` is `light`, `dark`, or anything else for the system's. Sets the
 * cookie and goes back to the page of ours it came from (the start page when that isn't told). Acts on nothing else.
 */
export function themeRoutes(): Hono {
  const routes = new Hono()
  routes.post('/theme', async (context) => {
    const { theme } = await context.req.parseBody()
    const chosen = readTheme(typeof theme === 'string' ? theme : undefined)
    const age = chosen ? 31_536_000 : 0
    const secure = new URL(context.req.url).protocol === 'https:' ? '; Secure' : ''
    context.header('Set-Cookie', `${themeCookie}=${chosen ?? ''}; Path=/; Max-Age=${age}; SameSite=Lax${secure}`)
    return context.redirect(pathOfOurs(context.req.header('Referer'), context.req.url), 303)
  })
  return routes
}

/** Only a path, and only of this site: a redirect must not lead anywhere else. */
function pathOfOurs(referer: string | undefined, here: string): string {
  if (referer === undefined || !URL.canParse(referer)) return '/'
  const from = new URL(referer)
  return from.host === new URL(here).host ? `/${`${from.pathname}${from.search}`.replace(/^[/\\]+/, '')}` : '/'
}
