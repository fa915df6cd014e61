import type { Community } from '../../core/community/index.ts'
import { nearest, refuse, type Refused } from '../../core/kernel/index.ts'
import type { Together } from '../../core/release/index.ts'

/**
 * R5: a fix comes with a release of one of the community's projects; the announcement carries its name. A community
 * that lists no projects has nothing to compare with.
 */
export function unknownProject({ projects }: Community, decided: Together): Refused | undefined {
  const known = projects.map(({ name }) => name)
  if (known.length === 0) return undefined
  for (const event of decided.flatMap(({ events }) => events)) {
    if (event.type !== 'ReleaseJoined' || known.includes(event.project)) continue
    const meant = nearest(event.project, known)
    return refuse(
      'no_such_project',
      'R5',
      `No project of this community is called “${event.project}”.`,
      meant === undefined
        ? 'Name one of its projects; an administrator adds those that are missing in the settings.'
        : `Did you mean ${meant}?`,
    )
  }
  return undefined
}
