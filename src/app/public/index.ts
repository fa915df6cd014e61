export { isAffected } from './affects.ts'
export {
  advisoryOf,
  osvOf,
  publicAdvisories,
  publicAdvisory,
  publishedAs,
  publishedText,
  type PublicAdvisory,
} from './advisories.ts'
