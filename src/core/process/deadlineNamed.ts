import type { Policy } from '../policy/index.ts'
import { noticeTitle } from './distributors.ts'

/** What deadlines are called that no clock of the policy counts, by their ids. */
export const agreementTitles = {
  opening: 'Opening: the first public merge',
  announcement: 'Announcement',
  reproducer: 'A reproducer from the reporter',
  embargo: 'The embargo ends',
} as const

/**
 * A deadline by the policy's own words for it. One that the policy had once and has no more is called by its id: that is
 * what the record keeps of it.
 */
export function deadlineNamed(id: string, policy: Policy): string {
  const clock = policy.schedule.clocks.find((one) => one.id === id)
  return clock?.title ?? (isAgreement(id) ? agreementTitles[id] : noticeTitle(id, policy)) ?? id
}

function isAgreement(id: string): id is keyof typeof agreementTitles {
  return Object.hasOwn(agreementTitles, id)
}
