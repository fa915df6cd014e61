export { roomy, startPostgres, type Postgres } from './server.ts'
