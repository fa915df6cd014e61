export { Release } from './page.tsx'
