export { advisoryRoutes } from './advisories.tsx'
export { homeRoutes } from './home.tsx'
export { reportFormRoutes } from './report-form.tsx'
export { reporterRoutes } from './report-page.tsx'
