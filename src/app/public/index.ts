export { osvOf, publicAdvisories, publicAdvisory, type PublicAdvisory } from './advisories.ts'
