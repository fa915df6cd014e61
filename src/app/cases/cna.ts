import type { Community } from '../../core/community/index.ts'
import type { Refused } from '../../core/kernel/index.ts'
import type { Together } from '../../core/release/index.ts'
import { noCnaAccount } from '../answers.ts'

/** V2: an order to CVE Services needs an account there. */
export function lacksCna({ cna }: Community, decided: Together): Refused | undefined {
  const orders = decided.some(({ events }) => events.some(({ type }) => type === 'CveOrdered'))
  return orders && cna === null ? noCnaAccount() : undefined
}
