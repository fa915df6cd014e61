import type { MiddlewareHandler } from 'hono'
import type { World } from '../../app/index.ts'

const policy = [
  "default-src 'none'",
  "style-src 'self'",
  "script-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ')

/** Paths whose address is a secret: it must not travel on in a Referer. */
const secretPaths = /^\/(report|sign-in|address|channel|api\/reports)\//

/** What every answer carries: no scripts but our own, no frames, nothing kept by caches unless a route says so. */
export function guardHeaders(world: World): MiddlewareHandler {
  return async (c, next) => {
    await next()
    // A stranger's file brings a stricter one.
    if (!c.res.headers.has('content-security-policy')) c.header('content-security-policy', policy)
    c.header('x-content-type-options', 'nosniff')
    c.header('cross-origin-opener-policy', 'same-origin')
    c.header('cross-origin-resource-policy', 'same-origin')
    c.header('referrer-policy', secretPaths.test(c.req.path) ? 'no-referrer' : 'same-origin')
    if (world.mode === 'production') c.header('strict-transport-security', 'max-age=31536000')
    if (!c.res.headers.has('cache-control')) c.header('cache-control', 'no-store')
  }
}
