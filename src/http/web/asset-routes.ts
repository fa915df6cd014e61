import type { Context } from 'hono'
import type { Route } from '../gate/index.ts'
import { assetCaching, assets } from './assets.ts'

/** Serves `/assets/…`: public, the same for everybody, never changing under one address. */
export const assetRoutes: readonly Route[] = [
  { scope: 'public', method: 'get', path: '/assets/*', act: 'readPublic', handle: ({ c }) => serveAsset(c) },
]

export function serveAsset(c: Context): Response {
  const asset = assets().get(c.req.path)
  if (!asset) return c.text('Not found', 404)
  const headers = { 'Cache-Control': assetCaching, ETag: asset.etag, 'X-Content-Type-Options': 'nosniff' }
  if (c.req.header('If-None-Match') === asset.etag) return c.body(null, 304, headers)
  return c.body(asset.body, 200, { ...headers, 'Content-Type': asset.type })
}
