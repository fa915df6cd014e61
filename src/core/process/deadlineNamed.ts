import type { Policy } from '../policy/index.ts'
import { noticeTitle } from './distributors.ts'

/** What deadlines are called that no clock of the policy counts, by their ids. */
const agreed: Readonly<Record<string, string>> = {
  opening: 'Opening: the first public merge',
  announcement: 'Announcement',
  reproducer: 'A reproducer from the reporter',
  embargo: 'The embargo ends',
}

/**
 * A deadline by the policy's own words for it. One that the policy had once and has no more is called by its id: that is
 * what the record keeps of it.
 */
export function deadlineNamed(id: string, policy: Policy): string {
  const clock = policy.schedule.clocks.find((one) => one.id === id)
  return clock?.title ?? (Object.hasOwn(agreed, id) ? agreed[id] : noticeTitle(id, policy)) ?? id
}
