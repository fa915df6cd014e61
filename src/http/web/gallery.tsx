import { Hono } from 'hono'
import type { FC } from 'hono/jsx'
import { serveAsset } from './asset-routes.ts'
import { AdvisoryPage, CasePage, FormsPage, ReporterPage, StatesPage } from './gallery/index.ts'
import { readTheme, type Theme } from './shell/index.ts'
import { chooseTheme } from './theme-routes.ts'

/** Every component in every state, with invented facts: to look at, and for the tests that look. */
export const galleryPages = {
  case: CasePage,
  states: StatesPage,
  forms: FormsPage,
  advisory: AdvisoryPage,
  report: ReporterPage,
  'public-states': ({ theme }) => <StatesPage theme={theme} look="public" />,
  'public-forms': ({ theme }) => <FormsPage theme={theme} look="public" />,
} satisfies Record<string, FC<{ theme: Theme | undefined }>>

const policy = [
  "default-src 'none'",
  "style-src 'self'",
  "script-src 'self'",
  "img-src 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ')

/** `/case`, `/states`, …; `?theme=dark` or `light`. Under the product's own Content-Security-Policy. */
export function gallery(): Hono {
  const app = new Hono()
  app.use(async (context, next) => {
    await next()
    context.header('Content-Security-Policy', policy)
  })
  app.get('/assets/*', serveAsset)
  app.post('/theme', chooseTheme)
  app.get('/', (context) => context.redirect('/case'))
  for (const [name, Page] of Object.entries(galleryPages)) {
    app.get(`/${name}`, (context) => context.html(<Page theme={readTheme(context.req.query('theme'))} />))
  }
  return app
}
