import type { Route } from '../gate/index.ts'
import { openApiOf } from './openapi.ts'
import type { Operation } from './operation.ts'
import { actOperations } from './routes/acts.ts'
import { alertOperations } from './routes/alerts.ts'
import { advisoryOperations } from './routes/advisories.ts'
import { attachmentOperations } from './routes/attachments.ts'
import { caseOperations } from './routes/cases.ts'
import { committeeOperations } from './routes/committee.ts'
import { cveOperations } from './routes/cve.ts'
import { descriptionOperation } from './routes/description.ts'
import { intakeOperations } from './routes/intake.ts'
import { mailOperations } from './routes/mail.ts'
import { meOperations } from './routes/me.ts'
import { reporterKeyOperations } from './routes/reporterKey.ts'
import { reportOperations } from './routes/reports.ts'
import { searchOperations } from './routes/search.ts'

export { apiVoice } from './voice.ts'

/** The API's own version: it grows with what clients have to know. */
export const apiVersion = '1'

/** Everything that the API can do, each with its description. */
export const operations: readonly Operation[] = [
  ...intakeOperations,
  ...caseOperations,
  ...searchOperations,
  ...attachmentOperations,
  ...actOperations,
  ...committeeOperations,
  ...reportOperations,
  ...reporterKeyOperations,
  ...mailOperations,
  ...advisoryOperations,
  ...cveOperations,
  ...meOperations,
  ...alertOperations,
  descriptionOperation(openApi),
]

export const apiRoutes: readonly Route[] = operations.map(({ route }) => route)

let made: Record<string, unknown> | undefined

/** The OpenAPI 3.1 description of all operations. */
export function openApi(): Record<string, unknown> {
  made ??= openApiOf(operations, apiVersion)
  return made
}
