import { Hono } from 'hono'
import { assetCaching, assets } from './assets.ts'

/** Serves `/assets/…`: public, the same for everybody, never changing under one address. Mount at the root. */
export function assetRoutes(): Hono {
  const routes = new Hono()
  routes.get('/assets/*', (context) => {
    const asset = assets().get(context.req.path)
    if (!asset) return context.text('Not found', 404)
    const headers = { 'Cache-Control': assetCaching, ETag: asset.etag, 'X-Content-Type-Options': 'nosniff' }
    if (context.req.header('If-None-Match') === asset.etag) return context.body(null, 304, headers)
    return context.body(asset.body, 200, { ...headers, 'Content-Type': asset.type })
  })
  return routes
}
