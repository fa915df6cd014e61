export { CasePage } from './case-page.tsx'
export { FormsPage } from './forms-page.tsx'
export { AdvisoryPage, ReporterPage } from './public-page.tsx'
export { StatesPage } from './states-page.tsx'
