import type { Case } from './state.ts'

/**
 * R5, R6: whether what the case tells users is public, its advisory with it. It is from the release of its announcement
 * on: a mail on its way, or in doubt, may have been read.
 */
export function isPublished({ announcement }: Pick<Case, 'announcement'>): boolean {
  return announcement !== null && announcement.state !== 'drafted'
}

/** V2, V3: an id that GitHub assigned gets its record with the repository's advisory; nothing is on record of that. */
export function awaitsRepositoryAdvisory({ cve, repositoryAdvisory }: Case): boolean {
  return cve.id !== null && cve.requested?.from === 'github' && repositoryAdvisory === null
}
