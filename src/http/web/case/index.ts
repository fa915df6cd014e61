export { Rendered } from './advisory/index.ts'
export { formFieldsOf, type FormField } from './formOf.ts'
export { caseRoutes } from './routes.ts'
export { doing } from './steps.tsx'
