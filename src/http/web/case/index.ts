export { caseRoutes } from './routes.ts'
export { doing } from './steps.tsx'
