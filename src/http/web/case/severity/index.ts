export { Severity } from './page.tsx'
