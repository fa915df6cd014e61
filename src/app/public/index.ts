export { isAffected } from './affects.ts'
export { osvOf, publicAdvisories, publicAdvisory, publishedAs, type PublicAdvisory } from './advisories.ts'
