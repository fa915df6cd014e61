export { between, type Between } from './between.ts'
export { roomy, startPostgres, type Postgres } from './server.ts'
