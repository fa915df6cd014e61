export { settingsRoutes } from './routes.tsx'
export { setUpRoutes } from './set-up.tsx'
