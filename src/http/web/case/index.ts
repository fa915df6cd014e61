export { caseRoutes } from './routes.ts'
export { doing, readable } from './steps.tsx'
