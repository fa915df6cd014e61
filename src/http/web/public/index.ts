import type { Route } from '../../gate/index.ts'
import { publishingRoutes } from './publishing.ts'
import { advisoryRoutes } from './advisories.tsx'
import { directoryRoutes } from './directory.ts'
import { homeRoutes } from './home.tsx'
import { lostLinkRoutes } from './report-lost.tsx'
import { policyRoutes } from './policy.tsx'
import { reportFormRoutes } from './report-form.tsx'
import { reporterKeyRoutes } from './report-key.tsx'
import { reporterRoutes } from './report-page.tsx'
import { securityRoutes } from './security.tsx'
import { machineRoutes } from './security-txt.ts'

/**
 * What anybody may see. The first route that fits answers, so fixed names (`/osv/all.zip`) stand before ids
 * (`/osv/:file`): written out, because a module's own list of its exports is in alphabetical order.
 */
export const publicRoutes: readonly Route[] = [
  ...publishingRoutes,
  ...advisoryRoutes,
  ...directoryRoutes,
  ...homeRoutes,
  ...lostLinkRoutes,
  ...policyRoutes,
  ...reportFormRoutes,
  ...reporterKeyRoutes,
  ...reporterRoutes,
  ...securityRoutes,
  ...machineRoutes,
]

export { lostLinkRoutes, reporterRoutes, reportFormRoutes }
