export { isAffected } from './affects.ts'
export {
  advisoryOf,
  osvOf,
  previewOf,
  publicAdvisories,
  publicAdvisory,
  publishedAs,
  publishedText,
  type PublicAdvisory,
} from './advisories.ts'
