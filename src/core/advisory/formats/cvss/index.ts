export { Cvss2, Cvss30, Cvss31, cvss4 } from './objects.ts'
export { cvssObjects, severityOf, type CvssObject } from './write.ts'
