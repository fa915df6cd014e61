export { staticPages } from './pages.tsx'
