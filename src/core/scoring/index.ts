export * from './cvss/index.ts'
export * from './ssvc/index.ts'
