import type { Route } from '../gate/index.ts'
import { assetRoutes } from './asset-routes.ts'
import { casesRoutes, signInRoutes, todayRoutes } from './pages/index.ts'
import { advisoryRoutes, homeRoutes, reporterRoutes, reportFormRoutes } from './public/index.ts'
import { themeRoutes } from './theme-routes.ts'

export { webVoice } from './voice.tsx'

/** Every page of the product. Paths with a fixed word stand before those where anything may stand in its place. */
export const webRoutes: readonly Route[] = [
  ...assetRoutes,
  ...themeRoutes,
  ...homeRoutes,
  ...reportFormRoutes,
  ...reporterRoutes,
  ...advisoryRoutes,
  ...signInRoutes,
  ...todayRoutes,
  ...casesRoutes,
]
