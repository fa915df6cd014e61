export { isAffected } from './affects.ts'
export { osvOf, publicAdvisories, publicAdvisory, type PublicAdvisory } from './advisories.ts'
