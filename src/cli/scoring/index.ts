export { cvssCommand } from './cvss.ts'
export { ssvcCommand } from './ssvc.ts'
