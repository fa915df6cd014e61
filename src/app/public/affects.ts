import { affects, packageVersions, type AffectsQuestion, type Verdict } from '../../core/advisory/index.ts'
import type { PublicAdvisory } from './advisories.ts'

/** Whether a version is affected, by the published advisory's ranges. */
export function isAffected({ document }: PublicAdvisory, question: AffectsQuestion): Verdict {
  return affects(document.affected.map(packageVersions), question)
}
