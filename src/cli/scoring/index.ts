export { cvssCommand } from './cvss.ts'
