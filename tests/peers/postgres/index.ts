export { startPostgres, type Postgres } from './server.ts'
