import type { SsvcTable, SsvcTableName } from '../table.ts'
import { coordinatorTriage } from './coordinatorTriage.ts'
import { publish } from './publish.ts'
import { supplier } from './supplier.ts'

export const ssvcTables: Readonly<Record<SsvcTableName, SsvcTable>> = {
  supplier,
  'coordinator-triage': coordinatorTriage,
  publish,
}

export const ssvcTableNames = Object.keys(ssvcTables) as readonly SsvcTableName[]
