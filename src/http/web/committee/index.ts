export { committeePageRoutes } from './routes.tsx'
