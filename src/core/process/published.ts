import type { Case } from './state.ts'

/** R5: whether the case's advisory is public: it is, from the release of its announcement on. */
export function isPublished({ announcement }: Case): boolean {
  return announcement !== null && announcement.state !== 'drafted'
}
