import { renderAnnouncement, type AnnouncementValues } from '../../advisory/index.ts'
import { refuse, type Refused } from '../../kernel/index.ts'
import type { Context } from '../act.ts'
import { publicId } from '../publicId.ts'
import type { Case } from '../state.ts'
import { repositoryName } from './repositoryName.ts'

/**
 * The announcement from the policy's template and the facts of all cases that the release fixes (R5, R8): one entry
 * per CVE, texts of several advisories one after the other.
 */
export function composeAnnouncement(context: Context): { subject: string; body: string } | Refused {
  const { policy, together } = context
  const release = together[0]?.release
  if (release == null) {
    return refuse('no_release', 'R5', 'The case belongs to no release with a version.', 'Name the release first.')
  }
  const unscored = together.find((c) => c.severity === null)
  if (unscored !== undefined) {
    return refuse('no_severity', 'V1', `Case ${unscored.id} has no severity yet.`, 'Decide it, then draft again.')
  }
  const undescribed = together.find((c) => c.advisory.length === 0)
  if (undescribed !== undefined) {
    return refuse('no_advisory', 'V3', `Case ${undescribed.id} has no advisory yet.`, 'Create it, then draft again.')
  }
  return renderAnnouncement(policy.release.template, valuesOf(together, release, context))
}

function valuesOf(cases: readonly Case[], release: NonNullable<Case['release']>, context: Context): AnnouncementValues {
  const documents = cases.flatMap((c) => c.advisory.at(-1)?.document ?? [])
  const joined = (pick: (document: (typeof documents)[number]) => string) =>
    [...new Set(documents.map(pick).filter((text) => text !== ''))].join('\n\n')
  const id = cases[0] === undefined ? '' : publicId(cases[0])
  return {
    community: context.community,
    project: release.project,
    repository: repositoryName(context.repositories.get(release.project)) ?? release.project,
    version: release.version,
    oldVersion: release.newestVulnerable,
    list: context.list,
    cves: cases.map((c) => {
      const document = c.advisory.at(-1)?.document
      const score = c.severity?.score
      return {
        id: publicId(c),
        ...(score == null ? {} : { score }),
        class: c.severity?.class ?? '',
        summary: document?.summary || document?.title || '',
        details: document?.details ?? '',
      }
    }),
    upgrade: joined(({ upgrade }) => upgrade),
    impact: joined(({ impact }) => impact),
    vulnerableWhen: joined(({ vulnerableWhen }) => vulnerableWhen),
    mitigations: joined(({ mitigations }) => mitigations),
    advisory: `${context.address}/advisories/${id}`,
    binaries: (cases[0]?.artefacts ?? []).map(({ name, url }) => ({ name, url })),
    references: documents.flatMap(({ references }) => references),
    credits: creditsOf(cases, documents),
  }
}

/** Only people who agreed to be named (T2): in the advisory, or by their own choice on the case. */
function creditsOf(
  cases: readonly Case[],
  documents: readonly { credits: readonly { name: string; consent: boolean }[] }[],
) {
  const inAdvisory = documents.flatMap(({ credits }) =>
    credits.filter(({ consent }) => consent).map(({ name }) => name),
  )
  const chosen = cases.flatMap((c) =>
    Object.values(c.credits).flatMap(({ named, as }) => (named && as !== '' ? [as] : [])),
  )
  return [...new Set([...inAdvisory, ...chosen])].map((name) => ({ name }))
}
