import type { Community } from '../../core/community/index.ts'

/** The host part of Message-IDs: the one that the committee's mail comes from. */
export function hostOf(community: Community): string {
  return community.from.split('@')[1] ?? 'localhost'
}
