export { isAffected } from './affects.ts'
export {
  advisoryOf,
  formatsBy,
  issuerOf,
  osvOf,
  previewOf,
  publicAdvisories,
  publicAdvisory,
  publishedAs,
  publishedText,
  type Issuer,
  type PublicAdvisory,
} from './advisories.ts'
