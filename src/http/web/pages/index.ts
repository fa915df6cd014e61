export { casesRoutes } from './cases.tsx'
export { signInRoutes } from './sign-in.tsx'
export { todayRoutes } from './today.tsx'
