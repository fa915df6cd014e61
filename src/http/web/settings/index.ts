export { alertRoutes } from './alerts.tsx'
export { settingsRoutes } from './routes.tsx'
export { setUpRoutes } from './set-up.tsx'
export { youRoutes } from './you.tsx'
