export * from './cvss/index.ts'
