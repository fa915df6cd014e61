import type { Community } from '../../core/community/index.ts'
import type { Refused } from '../../core/kernel/index.ts'
import type { CaseEvent } from '../../core/process/index.ts'
import type { Together } from '../../core/release/index.ts'
import { noCnaAccount, noOrganisationId } from '../answers.ts'

function sendsRecord(event: CaseEvent): boolean {
  return event.type === 'CveOrdered' && (event.what === 'publish' || event.what === 'update')
}

/** V2: an order to CVE Services needs an account there; a record, the organisation's id. */
export function lacksCna({ cna }: Community, decided: Together): Refused | undefined {
  const orders = decided.some(({ events }) => events.some(({ type }) => type === 'CveOrdered'))
  if (!orders) return undefined
  if (cna === null) return noCnaAccount()
  return cna.orgId === '' && decided.some(({ events }) => events.some(sendsRecord)) ? noOrganisationId() : undefined
}
