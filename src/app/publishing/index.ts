export { cardOf } from './catalogue.ts'
export type { CsafFinding } from '../ports/index.ts'
export type { Issued } from './csaf.ts'
export {
  csafOf,
  csafWithheld,
  issueDue,
  publishedCsaf,
  publishedKey,
  publishedList,
  type Published,
  type PublishedList,
} from './serve.ts'
export type { Pages } from './pages.ts'
export { publishTo, type PublishedTo } from './write.ts'
