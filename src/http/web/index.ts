import type { Route } from '../gate/index.ts'
import { assetRoutes } from './asset-routes.ts'
import { caseRoutes } from './case/index.ts'
import { committeePageRoutes } from './committee/index.ts'
import { intakeRoutes } from './intake/index.ts'
import { pageRoutes } from './pages/index.ts'
import { publicRoutes } from './public/index.ts'
import { alertRoutes, settingsRoutes, setUpRoutes, youRoutes } from './settings/index.ts'
import { themeRoutes } from './theme-routes.ts'

export { webVoice } from './voice.tsx'

/** Every page of the product. Paths with a fixed word stand before those where anything may stand in its place. */
export const webRoutes: readonly Route[] = [
  ...assetRoutes,
  ...intakeRoutes,
  ...themeRoutes,
  ...publicRoutes,
  ...pageRoutes,
  ...setUpRoutes,
  ...youRoutes,
  ...alertRoutes,
  ...settingsRoutes,
  ...committeePageRoutes,
  ...caseRoutes,
]
